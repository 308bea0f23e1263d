/** What is wrong at a place of a file, when it is not a day, an id that stands twice or a reference to nothing. */
export type FileProblem =
  | 'missing'
  | 'notText'
  | 'notANumber'
  | 'notAWholeNumber'
  | 'notTrueOrFalse'
  | 'notAList'
  | 'notAnObject'
  | 'empty'
  | 'tooLong'
  | 'tooSmall'
  | 'tooLarge'
  | 'tooDeep';

/**
 * Why a file does not fit; nothing was changed. `path` leads to what is wrong, as in `tries[3].on`;
 * it is always the first such place, in the order of the format. Each kind has words on screen (UI2).
 */
export type FileRefusal =
  | { readonly kind: 'notAnObject' }
  /** It does not say that it is one of ours. */
  | { readonly kind: 'wrongFormat' }
  /** A version of the format that this app does not know. */
  | { readonly kind: 'wrongVersion' }
  /** A file of ours that holds no family plan. */
  | { readonly kind: 'wrongKind'; readonly found: 'coachingLoop' | 'other' }
  | { readonly kind: 'doesNotFit'; readonly path: string; readonly problem: FileProblem }
  /** A day that the calendar does not have. */
  | { readonly kind: 'notADay'; readonly path: string; readonly day: string }
  /** An id that stands twice in one list; `path` is the second place. */
  | { readonly kind: 'twice'; readonly path: string; readonly id: string }
  /** A reference to something that the file does not hold. */
  | { readonly kind: 'pointsNowhere'; readonly path: string; readonly id: string };
