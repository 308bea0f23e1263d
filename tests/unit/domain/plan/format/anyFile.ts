import fc from 'fast-check';
import { addDays } from '../../../../../src/lib/domain/day';
import type { PlanFile } from '../../../../../src/lib/domain/plan/schema';

/** The person who is talking in generated files: the only one with tries for themselves alone. */
export const talker = 'person-0';

const words = fc.oneof(
  fc.constantFrom('', ' ', 'Abuela', 'علي بن أحمد', 'נועה', '👩‍👧‍👦 Familie', 'a\nb', '=1+1'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map(
    (value) =>
      JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
        key === '__proto__' ? undefined : inner,
      ) as unknown,
  );
const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days));

type Make = (g: fc.GeneratorValue) => unknown;
const one =
  <T>(arbitrary: fc.Arbitrary<T>): Make =>
  (g) =>
    g(() => arbitrary);
const many =
  (make: Make, most = 3): Make =>
  (g) =>
    Array.from({ length: g(fc.nat, { max: most }) }, () => make(g));
const codeOf = (...codes: string[]): Make => one(fc.oneof(fc.constantFrom(...codes), words));

/** An object of these fields; the optional ones stand now and then, and so do unknown ones. */
const record =
  (needed: Record<string, Make>, optional: Record<string, Make> = {}): Make =>
  (g) => {
    const made: [string, unknown][] = Object.entries(needed).map(([key, make]) => [key, make(g)]);
    for (const [key, make] of Object.entries(optional))
      if (g(fc.boolean)) made.push([key, make(g)]);
    if (g(fc.nat, { max: 5 }) === 0)
      made.push([g(fc.constantFrom, 'x-new', 'constructor', '_', 'état'), g(() => json)]);
    return Object.fromEntries(made);
  };

const makeFile = (g: fc.GeneratorValue): PlanFile => {
  const count = (max: number): number => g(fc.nat, { max });
  const sizes = {
    person: 1 + count(3),
    need: 1 + count(1),
    strength: count(2),
    strategy: count(2),
    step: 1 + count(2),
    version: 1 + count(4),
    try: count(5),
  };
  const ref =
    (kind: keyof typeof sizes): Make =>
    (g2) =>
      `${kind}-${g2(fc.nat, { max: sizes[kind] - 1 })}`;
  const refs = (kind: keyof typeof sizes): Make => (sizes[kind] === 0 ? () => [] : many(ref(kind)));
  const list = (kind: string, length: number, make: Make): unknown[] =>
    Array.from({ length }, (_, place) => ({ id: `${kind}-${place}`, ...(make(g) as object) }));
  const flag = one(fc.boolean());
  const text = one(words);
  const date = one(day);
  const number = one(fc.integer({ min: -100, max: 100 }));
  const whole = (min: number, max: number): Make => one(fc.integer({ min, max }));
  const lists: Record<string, () => unknown> = {
    plan: () =>
      record(
        {},
        {
          vision: text,
          groundRules: many(text),
          phase: text,
          languages: many(text),
          custodian: ref('person'),
        },
      )(g),
    people: () =>
      list(
        'person',
        sizes.person,
        record(
          { name: text, supportType: codeOf('family', 'natural', 'community', 'paid') },
          { part: text, household: flag, phone: text, leavesOn: date, leftOn: date, minor: flag },
        ),
      ),
    ties: () =>
      list('tie', count(2), record({ personId: ref('person') }, { strength: text, energy: text })),
    strengths: () => list('strength', sizes.strength, record({ whose: ref('person'), text }, {})),
    needs: () =>
      list(
        'need',
        sizes.need,
        record({ text }, { lifeDomain: text, rank: number, status: codeOf('open') }),
      ),
    outcomes: () =>
      list(
        'outcome',
        count(1),
        record({
          needId: ref('need'),
          howWeKnow: text,
          scale: text,
          checks: many(record({ on: date, value: number }, { by: ref('person') })),
        }),
      ),
    strategies: () =>
      list(
        'strategy',
        sizes.strategy,
        record(
          { needId: ref('need'), text },
          {
            optionsConsidered: many(text),
            chosenBy: refs('person'),
            strengthIds: refs('strength'),
          },
        ),
      ),
    steps: () =>
      list(
        'step',
        sizes.step,
        record(
          { needId: ref('need') },
          {
            rank: number,
            status: codeOf('idea', 'trying', 'resting'),
            ...(sizes.strategy > 0 && { strategyId: ref('strategy') }),
          },
        ),
      ),
    stepVersions: () =>
      list(
        'version',
        sizes.version,
        record(
          { stepId: ref('step'), number: whole(1, 9), action: text, from: date },
          {
            cue: text,
            backup: text,
            place: text,
            doers: refs('person'),
            helpers: many(record({ personId: ref('person'), mode: codeOf('doFor', 'doWith') })),
            once: flag,
            expectEveryDays: whole(1, 30),
            confidence: whole(0, 10),
            firstLookOn: date,
            mightGetInTheWay: record({}, { reasons: many(text), words: text }),
            strengthIds: refs('strength'),
            says: (g2) => ({ es: record({}, { cue: text, action: text })(g2) }),
            proposedBy: ref('person'),
            agreedBy: refs('person'),
          },
        ),
      ),
    tries: () =>
      list(
        'try',
        sizes.try,
        record(
          { versionId: ref('version'), on: date, outcome: codeOf('worked', 'didNotHappen') },
          {
            until: date,
            at: text,
            enteredBy: ref('person'),
            helped: codeOf('yes', 'notYet'),
            whatWeDidInstead: text,
            reasons: many(codeOf('tooBig', 'unsafe')),
            helpedBy: many(text),
            words: text,
            wordsTakenBack: flag,
            supersedes: ref('try'),
          },
        ),
      ).map((attempt) => {
        const visibility = g(fc.constantFrom, 'team', 'household', 'onlyMe', 'moon', undefined);
        const by = visibility === 'onlyMe' ? talker : (ref('person')(g) as string);
        return { ...(attempt as object), by, ...(visibility && { visibility }) };
      }),
    reflections: () =>
      list(
        'reflection',
        count(2),
        record(
          { tryIds: refs('try'), on: date },
          { whatHappened: text, learned: text, by: ref('person') },
        ),
      ),
    adjustments: () =>
      list(
        'adjustment',
        count(4),
        record(
          {
            stepId: ref('step'),
            fromVersion: ref('version'),
            kinds: many(codeOf('smaller', 'rest', 'resume', 'keep')),
            proposedBy: ref('person'),
            state: codeOf('agreed', 'proposed', 'notNow'),
            on: date,
          },
          {
            toVersion: ref('version'),
            because: refs('try'),
            proposedOn: date,
            agreedBy: refs('person'),
            startedIn: text,
            trigger: text,
          },
        ),
      ),
    meetings: () =>
      list(
        'meeting',
        count(1),
        record(
          {
            on: date,
            attendees: many(record({ personId: ref('person'), supportType: codeOf('paid') })),
          },
          {
            celebrations: text,
            decisions: many(text),
            dissent: many(record({ by: ref('person'), words: text })),
            nextOn: date,
          },
        ),
      ),
    safetyPlan: () =>
      record(
        {},
        {
          crisisIs: text,
          earlySigns: many(text),
          levels: many(record({ when: text, do: text })),
          callFirst: refs('person'),
          lines: many(record({ name: text, number: text })),
          reviewOn: date,
        },
      )(g),
    keepsakeEntries: () =>
      list('keepsake', count(2), record({ text }, { fromTryIds: refs('try'), by: ref('person') })),
    snapshots: () => many(record({}))(g),
    releases: () => many(record({}))(g),
  };
  const needed = ['people', 'needs', 'steps', 'stepVersions', 'tries', 'adjustments'];
  const given = Object.entries(lists).filter(
    ([key]) =>
      needed.includes(key) ||
      (key === 'strengths' && sizes.strength > 0) ||
      (key === 'strategies' && sizes.strategy > 0) ||
      g(fc.boolean),
  );
  return {
    ...(record({})(g) as object),
    format: 'lived-plan',
    version: 1,
    kind: 'familyPlan',
    id: 'generated',
    timeZone: 'America/Denver',
    ...Object.fromEntries(given.map(([key, make]) => [key, make()])),
  } as unknown as PlanFile;
};

/** A file that fits, with unknown fields and codes, empty and absent parts at every level. */
export const anyFile: fc.Arbitrary<PlanFile> = fc.gen().map(makeFile);
