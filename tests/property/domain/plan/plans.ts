import fc from 'fast-check';
import type {
  Adjustment,
  Agreement,
  Need,
  Person,
  Reflection,
  Step,
  StepVersion,
  TakeBack,
  Try,
} from '../../../../src/lib/domain/plan/schema';

/** The records that FIT, GAP and MEND depend on, in no order, by table. */
export interface RawPlan {
  readonly people: readonly Person[];
  readonly needs: readonly Need[];
  readonly steps: readonly Step[];
  readonly stepVersions: readonly StepVersion[];
  readonly adjustments: readonly Adjustment[];
  readonly agreements: readonly Agreement[];
  readonly tries: readonly Try[];
  readonly takeBacks: readonly TakeBack[];
  readonly reflections: readonly Reflection[];
}

/** The calendar from 2026-02-01 to 2026-04-16, both days on which clocks change in spring included. */
export const calendar: readonly string[] = [
  ...monthOf('2026-02', 28),
  ...monthOf('2026-03', 31),
  ...monthOf('2026-04', 16),
];

function monthOf(month: string, length: number): string[] {
  return Array.from({ length }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
}

export const anyDay = fc.constantFrom(...calendar);

const people: Person[] = [
  { id: 'marisol', name: 'Marisol', supportType: 'family', household: true },
  { id: 'teo', name: 'Teo', supportType: 'family', household: true },
  { id: 'chelo', name: 'Abuela Chelo', supportType: 'natural', household: false },
  { id: 'renee', name: 'Renee', supportType: 'paid' },
];
const anyone = fc.constantFrom('marisol', 'teo', 'chelo', 'renee', 'nobody');
const stepIds = ['s1', 's2', 's3'];
const anyStep = fc.constantFrom('s1', 's1', 's2', 's3');
const place = (most: number): fc.Arbitrary<number> => fc.nat({ max: most });

const outcome = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('didNotHappen', 'ownWay', 'noHelp') },
  { weight: 4, arbitrary: fc.constantFrom('worked', 'partly') },
  { weight: 2, arbitrary: fc.constantFrom('notTheWeek', 'aCodeFromLater', 'toString') },
);
const helped = fc.constantFrom('yes', 'some', 'no', 'notYet', 'aCodeFromLater', '__proto__');
const kind = fc.constantFrom(
  ...['smaller', 'swap', 'grow', 'keep', 'rest', 'letGo', 'resume', 'resume', 'done', 'later'],
);

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined });

/**
 * Plans of up to three steps: corrections and takings back (also of each other and across steps), proposals not agreed,
 * agreements written by the right and the wrong people, pauses and starting again, several tries on one day, unknown codes.
 * Everything a record names may or may not be there.
 */
export const anyPlan: fc.Arbitrary<RawPlan> = fc
  .record({
    steps: fc.array(maybe(fc.constantFrom('idea', 'trying', 'done')), { maxLength: 3 }),
    versions: fc.array(
      fc.record({
        stepId: anyStep,
        from: fc.constantFrom(...calendar.slice(0, 45)),
        expectEveryDays: maybe(fc.constantFrom(1, 7, 9.5, 14)),
      }),
      { maxLength: 6 },
    ),
    adjustments: fc.array(
      fc.record({
        on: anyDay,
        kinds: fc.array(kind, { maxLength: 2 }),
        state: fc.constantFrom('agreed', 'agreed', 'proposed', 'notNow', 'aCodeFromLater'),
        from: place(5),
        to: maybe(place(5)),
      }),
      { maxLength: 5 },
    ),
    agreements: fc.array(
      fc.record({
        on: anyDay,
        by: anyone,
        enteredBy: maybe(anyone),
        household: maybe(fc.uniqueArray(anyone, { maxLength: 2 })),
        answer: fc.constantFrom('yes' as const, 'yes' as const, 'notNow' as const),
        of: fc.constantFrom('adjustment', 'version'),
        place: place(5),
      }),
      { maxLength: 6 },
    ),
    tries: fc.array(
      fc.record({
        version: place(6),
        on: anyDay,
        outcome,
        helped: maybe(helped),
        supersedes: fc.option(place(24), { nil: undefined, freq: 6 }),
      }),
      { maxLength: 24 },
    ),
    takeBacks: fc.array(
      fc.record({ place: place(24), what: fc.constantFrom('try' as const, 'words' as const) }),
      { maxLength: 3 },
    ),
  })
  .map(({ steps, versions, adjustments, agreements, tries, takeBacks }): RawPlan => {
    const stepVersions = versions.map((version, at) =>
      defined<StepVersion>({ id: `v${at}`, number: at + 1, action: 'We eat', ...version }),
    );
    return {
      people,
      needs: [{ id: 'n1', text: 'To eat together' }],
      steps: steps.map((status, at) =>
        defined<Step>({ id: stepIds[at] ?? '', needId: 'n1', rank: at, status }),
      ),
      stepVersions,
      adjustments: adjustments.map(({ from, to, ...rest }, at) =>
        defined<Adjustment>({
          id: `a${at}`,
          stepId: stepVersions[from]?.stepId ?? 's1',
          fromVersion: `v${from}`,
          toVersion: to === undefined ? undefined : `v${to}`,
          proposedBy: 'renee',
          ...rest,
        }),
      ),
      agreements: agreements.map(({ of, place: at, ...rest }, place) =>
        defined<Agreement>({
          id: `g${place}`,
          adjustmentId: of === 'adjustment' ? `a${at}` : undefined,
          versionId: of === 'version' ? `v${at}` : undefined,
          ...rest,
        }),
      ),
      tries: tries.map(({ version, supersedes, ...rest }, at) =>
        defined<Try>({
          id: `t${at}`,
          versionId: `v${version}`,
          supersedes: supersedes === undefined ? undefined : `t${supersedes}`,
          ...rest,
        }),
      ),
      takeBacks: takeBacks.map(({ place: at, what }, place) => ({
        id: `b${place}`,
        tryId: `t${at}`,
        what,
        on: '2026-04-16',
      })),
      reflections: tries
        .slice(0, 2)
        .map((attempt, at) => ({ id: `r${at}`, tryIds: [`t${at}`, `t${at + 5}`], on: attempt.on })),
    };
  });

/** Leaves absent what is `undefined`, as a record does. */
function defined<T extends object>(fields: { [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
