import type { Day } from '../day';
import { agreedWords, type Answered } from './agreedWords';
import { isTheirs } from './isTheirs';
import type { AdjustmentReading, StepHistory, VersionReading } from './reading';
import type {
  Adjustment,
  Agreement,
  Id,
  Person,
  Reflection,
  Step,
  StepVersion,
  TakeBack,
  Try,
} from './schema';
import { wasHousehold } from './wasHousehold';

/** Everything that was said of one step, in no order. */
export interface StepFacts {
  readonly step: Step;
  readonly versions: readonly StepVersion[];
  readonly adjustments: readonly Adjustment[];
  readonly agreements: readonly Agreement[];
  readonly hasOnlyMe: boolean;
  /** Asked for once, when somebody looks at it. */
  readonly told: () => ToldFacts;
}

/** What was told of one step, in no order. */
export interface ToldFacts {
  readonly tries: readonly Try[];
  readonly takeBacks: readonly TakeBack[];
  readonly reflections: readonly Reflection[];
  /** Tries of this step that a standing try of another step supersedes. */
  readonly correctedElsewhere: readonly Id[];
}

type Told = Pick<StepHistory, 'tries' | 'superseded' | 'reflections'>;

const byOnThenId = <T extends { on: Day; id: Id }>(a: T, b: T): number =>
  order(a.on, b.on) || order(a.id, b.id);
const byFromThenId = (a: StepVersion, b: StepVersion): number =>
  order(a.from, b.from) || order(a.id, b.id);
const byId = (a: { id: Id }, b: { id: Id }): number => order(a.id, b.id);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const later = (a: Day, b: Day): Day => (a > b ? a : b);
const union = (a: readonly Id[] | undefined, b: readonly Id[]): Id[] => [
  ...new Set([...(a ?? []), ...b]),
];

/** A yes takes effect when it is a household person's own (PLAN5). */
const counts = (agreement: Agreement, people: ReadonlyMap<Id, Person>): boolean =>
  wasHousehold(agreement, agreement.by, people) && isTheirs(agreement, people);

/** An answer that says what it was to counts for that alone; one that does not, for what it names. */
const isToWhatStands = (
  { to, adjustmentId, versionId }: Agreement,
  { adjustments, versions }: StepFacts,
): boolean =>
  to === undefined ||
  to ===
    agreedWords({
      adjustment: adjustments.find(({ id }) => id === adjustmentId),
      version: versions.find(({ id }) => id === versionId) as Answered['version'],
    });

const deriveAdjustment = (
  adjustment: Adjustment,
  answers: readonly Agreement[],
  people: ReadonlyMap<Id, Person>,
): AdjustmentReading => {
  const yes = answers.filter((answer) => answer.answer === 'yes' && isTheirs(answer, people));
  const agreedBy = union(
    adjustment.agreedBy,
    yes.map((answer) => answer.by),
  );
  if (adjustment.state === 'agreed') return { ...adjustment, agreedBy };
  const first = yes.find((answer) => counts(answer, people));
  if (first)
    return { ...adjustment, agreedBy, state: 'agreed', on: later(adjustment.on, first.on) };
  const notNow = answers.some((answer) => answer.answer === 'notNow' && counts(answer, people));
  return { ...adjustment, agreedBy, state: notNow ? 'notNow' : adjustment.state };
};

/** Puts one step's facts in order and derives what follows from the agreements (PLAN1, PLAN5). Independent of the order of arrival. */
export const stepHistory = (facts: StepFacts, people: ReadonlyMap<Id, Person>): StepHistory => {
  const agreements = facts.agreements.filter((one) => isToWhatStands(one, facts)).sort(byOnThenId);
  const adjustments = facts.adjustments
    .map((adjustment) =>
      deriveAdjustment(
        adjustment,
        agreements.filter((answer) => answer.adjustmentId === adjustment.id),
        people,
      ),
    )
    .sort(byOnThenId);
  const decisions = adjustments.filter((adjustment) => adjustment.state === 'agreed');

  const firstYes = agreements.find(
    (answer) =>
      answer.adjustmentId === undefined && answer.answer === 'yes' && counts(answer, people),
  );
  const versions = facts.versions
    .map((version): VersionReading => {
      const naming = adjustments.filter((adjustment) => adjustment.toVersion === version.id);
      const agreed = naming.find((adjustment) => adjustment.state === 'agreed');
      const came =
        facts.adjustments.find((adjustment) => adjustment.id === agreed?.id)?.state === 'agreed';
      const own = agreements.filter(
        (answer) =>
          answer.versionId === version.id && answer.answer === 'yes' && isTheirs(answer, people),
      );
      const start =
        agreed && !came
          ? agreed.on
          : naming.length === 0 &&
              facts.step.status === 'idea' &&
              firstYes?.versionId === version.id
            ? firstYes.on
            : version.from;
      return {
        ...version,
        from: later(version.from, start),
        counts: naming.length === 0 || agreed !== undefined,
        adjustmentId: (agreed ?? naming[0])?.id,
        agreedBy: union(
          version.agreedBy,
          own.map((answer) => answer.by),
        ),
      };
    })
    .sort(byFromThenId)
    .map((version, place) => ({ ...version, number: place + 1 }));

  const firstDecision = decisions[0]?.on;
  const firstDay =
    firstDecision !== undefined && firstYes !== undefined
      ? [firstDecision, firstYes.on].sort()[0]
      : (firstDecision ?? firstYes?.on);

  return withTold(
    {
      step: facts.step,
      versions,
      adjustments,
      decisions,
      agreements,
      written: {
        versions: [...facts.versions].sort(byId),
        adjustments: [...facts.adjustments].sort(byId),
      },
      hasOnlyMe: facts.hasOnlyMe,
      idea: facts.step.status === 'idea' ? { until: firstDay } : undefined,
    },
    () => toldInOrder(facts.told()),
  );
};

/** A step's history of which `told` is worked out once, when somebody looks at it. */
const withTold = (decided: Omit<StepHistory, keyof Told>, workOut: () => Told): StepHistory => {
  let known: Told | undefined;
  const told = (): Told => (known ??= workOut());
  return {
    ...decided,
    get tries() {
      return told().tries;
    },
    get superseded() {
      return told().superseded;
    },
    get reflections() {
      return told().reflections;
    },
  };
};

const toldInOrder = (facts: ToldFacts): Told => {
  const takenBack = new Set(facts.takeBacks.filter((t) => t.what === 'try').map((t) => t.tryId));
  const wordless = new Set(facts.takeBacks.filter((t) => t.what === 'words').map((t) => t.tryId));
  const standing = facts.tries
    .filter((attempt) => !takenBack.has(attempt.id))
    .map((attempt) => (wordless.has(attempt.id) ? withoutWords(attempt) : attempt))
    .sort(byOnThenId);
  const replaced = new Set(facts.correctedElsewhere);
  for (const { id, supersedes } of standing)
    if (supersedes !== undefined && supersedes !== id) replaced.add(supersedes);
  return {
    tries: standing.filter((attempt) => !replaced.has(attempt.id)),
    superseded: standing.filter((attempt) => replaced.has(attempt.id)),
    reflections: [...facts.reflections].sort(byOnThenId),
  };
};

const withoutWords = (attempt: Try): Try => {
  const { words: _words, whatWeDidInstead: _instead, ...rest } = attempt;
  return { ...rest, wordsTakenBack: true };
};
