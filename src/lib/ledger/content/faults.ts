/** Why an update that is authentic does not count (LED2). Counts against who wrote it. */
export type ContentFault =
  /** Yjs cannot read it, or gives up on how deep it is. */
  | 'unreadable'
  | 'tooMuch'
  /** Written under a client id that is not this chain's. */
  | 'otherClient'
  /** A gap or an overlap in what this chain wrote. */
  | 'clock'
  /** It names something that its writer could not have known. */
  | 'notKnown'
  /** It stands where nothing can stand. */
  | 'nowhere'
  /** A sort of content that no plan holds: a sub-document, a picture, formatting, something nested beyond reason. */
  | 'content'
  /** A fact, a field or a record under somebody else's name, or set or deleted once more (DOC6). */
  | 'notTheirs'
  /** Words that only who steers may say: who is household, where days turn (DOC7, PLAN12). */
  | 'notSteering'
  /** An agreement or a proposal in somebody's name for whom this device does not speak (PLAN5). */
  | 'notSpokenFor';

/** Under which circumstances an update was written, as its envelope and the log say. */
export interface Writing {
  readonly device: string;
  /** `device.chain`, as the keys of its facts begin. */
  readonly chain: string;
  /** Names under which this device wrote before anything was shared. */
  readonly formerly: readonly string[];
  readonly client: number;
  /** The next Yjs clock of its chain. */
  readonly clock: number;
  readonly steers: boolean;
  readonly household: boolean;
  /** Plan people for whom it speaks. */
  readonly persons: readonly string[];
  /** Whether a Yjs place lies in its causal past. */
  readonly knows: (client: number, clock: number) => boolean;
  /** What a deleted item held when it was written; `undefined` where that cannot be told any more. */
  readonly was: (client: number, clock: number) => unknown;
}
