import type { Day } from '../../domain/day';
import type { Outcome } from '../../domain/plan/codes';
import type { Id } from '../../domain/plan/schema';

/** One line of ticks on the paper, as it is being taken over. */
export interface PaperRow {
  /** Its own key on the screen. */
  readonly key: string;
  readonly stepId: Id;
  readonly versionId: Id;
  readonly on: Day;
  /** Nothing ticked: absent. */
  readonly outcome: Outcome | undefined;
}

/** A row that says something. */
export type TickedRow = PaperRow & { readonly outcome: Outcome };

/** The rows that say something; the others are not kept. */
export const tickedRows = (rows: readonly PaperRow[]): TickedRow[] =>
  rows.filter((row): row is TickedRow => row.outcome !== undefined);

/** What names a step and the version that was on the paper. */
interface OnPaper {
  readonly stepId: Id;
  readonly versionId: Id;
}

/** The rows on screen: those touched so far, and an empty one, for the day asked, for each step without. */
export const rowsOf = (
  steps: readonly OnPaper[],
  touched: readonly PaperRow[],
  on: Day,
): PaperRow[] =>
  steps.flatMap(({ stepId, versionId }) => {
    const own = touched.filter((row) => row.stepId === stepId);
    return own.length > 0
      ? own
      : [{ key: `${stepId}/0`, stepId, versionId, on, outcome: undefined }];
  });

/** One more row for a step, right after its others, with a key of its own. */
export const withAnotherRow = (rows: readonly PaperRow[], stepId: Id): PaperRow[] => {
  const last = rows.findLastIndex((row) => row.stepId === stepId);
  const model = rows[last];
  if (!model) return [...rows];
  const number = Math.max(
    ...rows.filter((row) => row.stepId === stepId).map((row) => Number(row.key.split('/').at(-1))),
  );
  const row = { ...model, key: `${stepId}/${number + 1}`, outcome: undefined };
  return [...rows.slice(0, last + 1), row, ...rows.slice(last + 1)];
};

/** The rows with one changed. */
export const withRow = (
  rows: readonly PaperRow[],
  key: string,
  change: Partial<Pick<PaperRow, 'on' | 'outcome'>>,
): PaperRow[] => rows.map((row) => (row.key === key ? { ...row, ...change } : row));
