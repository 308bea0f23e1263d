import type { PlanReading } from '../reading';
import type { Id, Try } from '../schema';

/** The columns of the table of tries, by code, in order. Codes stand beside their words. */
export const triesColumns = [
  'on',
  'until',
  'need',
  'step',
  'version',
  'outcome',
  'outcomeWords',
  'helped',
  'helpedWords',
  'reasons',
  'reasonsWords',
  'helpedBy',
  'helpedByWords',
  'whatWeDidInstead',
  'words',
  'by',
  'enteredBy',
  'visibility',
] as const;
export type TriesColumn = (typeof triesColumns)[number];

/** What the table needs to be told of the language it is in. Codes may be unknown. */
export interface TriesWords {
  readonly column: Readonly<Record<TriesColumn, string>>;
  readonly outcome: (code: string) => string;
  readonly helped: (code: string) => string;
  readonly reason: (code: string) => string;
  readonly madeItWork: (code: string) => string;
}

/**
 * All tries that stand, oldest first, as rows of text with a first row of column names; days are ISO dates.
 * Like an export it leaves out onlyMe tries of others than the person talking.
 */
export const triesTable = (
  reading: PlanReading,
  words: TriesWords,
  talker: Id | undefined,
): string[][] => {
  const nameOf = (id: Id | undefined): string =>
    id === undefined ? '' : (reading.people.get(id)?.name ?? id);
  const rows = [...reading.steps.values()].flatMap((history) =>
    history.tries
      .filter((attempt) => mayLeave(attempt, talker))
      .map((attempt) => {
        const version = history.versions.find((one) => one.id === attempt.versionId);
        const row: Record<TriesColumn, string> = {
          on: attempt.on,
          until: attempt.until ?? '',
          need: reading.needs.get(history.step.needId)?.text ?? '',
          step: [version?.cue, version?.action].filter(Boolean).join(', '),
          version: String(version?.number ?? ''),
          outcome: attempt.outcome,
          outcomeWords: words.outcome(attempt.outcome),
          helped: attempt.helped ?? '',
          helpedWords: attempt.helped === undefined ? '' : words.helped(attempt.helped),
          reasons: (attempt.reasons ?? []).join(' '),
          reasonsWords: (attempt.reasons ?? []).map(words.reason).join('; '),
          helpedBy: (attempt.helpedBy ?? []).join(' '),
          helpedByWords: (attempt.helpedBy ?? []).map(words.madeItWork).join('; '),
          whatWeDidInstead: attempt.whatWeDidInstead ?? '',
          words: attempt.words ?? '',
          by: nameOf(attempt.by),
          enteredBy: nameOf(attempt.enteredBy),
          visibility: attempt.visibility ?? 'household',
        };
        return { attempt, row };
      }),
  );
  return [
    triesColumns.map((column) => words.column[column]),
    ...rows
      .sort(({ attempt: a }, { attempt: b }) => (a.on + a.id < b.on + b.id ? -1 : 1))
      .map(({ row }) => triesColumns.map((column) => row[column])),
  ];
};

const mayLeave = (attempt: Try, talker: Id | undefined): boolean =>
  attempt.visibility !== 'onlyMe' || (talker !== undefined && attempt.by === talker);
