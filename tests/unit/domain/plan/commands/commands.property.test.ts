import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../../../src/lib/domain/day';
import { agree } from '../../../../../src/lib/domain/plan/commands/agree';
import { changeStanding } from '../../../../../src/lib/domain/plan/commands/changeStanding';
import type { Decision } from '../../../../../src/lib/domain/plan/commands/command';
import { correctTry } from '../../../../../src/lib/domain/plan/commands/correctTry';
import { proposeChange } from '../../../../../src/lib/domain/plan/commands/proposeChange';
import { recordTry } from '../../../../../src/lib/domain/plan/commands/recordTry';
import { reorder } from '../../../../../src/lib/domain/plan/commands/reorder';
import { byRank, ranksToWrite } from '../../../../../src/lib/domain/plan/commands/ranks';
import { takeBackTry } from '../../../../../src/lib/domain/plan/commands/takeBackTry';
import { parsePlanFile } from '../../../../../src/lib/domain/plan/format/parsePlanFile';
import { planToFile } from '../../../../../src/lib/domain/plan/format/planToFile';
import { sameFile } from '../format/sameFile';
import { readPlan } from '../../../../../src/lib/domain/plan/reader';
import type { PlanReading } from '../../../../../src/lib/domain/plan/reading';
import { selectCurrentVersion } from '../../../../../src/lib/domain/plan/selectCurrentVersion';
import { selectStatus } from '../../../../../src/lib/domain/plan/selectStatus';
import { after, takeIn } from '../takeIn';
import { as, today, vegas } from './vegas';

const person = fc.constantFrom('teo', 'luz', 'marisol', 'chelo', 'renee', 'nobody');
const stepId = fc.constantFrom('s1', 's2', 's3', 's6', 's99');
const day = fc.integer({ min: -200, max: 3 }).map((days) => addDays(today, days));
/** The clocks of several devices: most are right. */
const clock = fc.oneof(
  { weight: 3, arbitrary: fc.constant(today) },
  fc.constantFrom('2025-08-31', '2026-09-01', '1970-01-01'),
);
const pick = fc.nat();

interface Act {
  readonly by: string;
  readonly today: string;
  readonly run: (reading: PlanReading, actor: ReturnType<typeof as>) => Decision;
  /** What holds once it was accepted. */
  readonly holds: (reading: PlanReading, before: PlanReading) => void;
}

const isHousehold = (reading: PlanReading, by: string): boolean =>
  reading.people.get(by)?.household === true;
const countTries = (reading: PlanReading): number =>
  [...reading.steps.values()].reduce((sum, history) => sum + history.tries.length, 0);
const lastDay = '9999-12-31';
const adjustmentsOf = (reading: PlanReading) =>
  [...reading.steps.values()].flatMap(({ adjustments }) => adjustments);
const triesOf = (reading: PlanReading) =>
  [...reading.steps.values()].flatMap(({ tries, superseded }) => [...tries, ...superseded]);

const change = fc
  .record({ by: person, today: clock, stepId, words: fc.string({ minLength: 1 }) })
  .map(({ by, today: now, stepId: id, words }): Act => ({
    by,
    today: now,
    run: (reading, actor) =>
      proposeChange(
        reading,
        {
          stepId: id,
          sentence: { action: `we ${words}` },
          kinds: ['clearer'],
          because: [],
          startedIn: 'dailyLife',
        },
        actor,
      ),
    holds: (reading, before) => {
      const was = before.steps.get(id);
      const history = reading.steps.get(id);
      if (!history || !was) throw new Error('a change to no step');
      const current = selectCurrentVersion(history, lastDay);
      if (isHousehold(before, by)) expect(current?.action).toBe(`we ${words}`);
      else expect(current?.id).toBe(selectCurrentVersion(was, lastDay)?.id);
    },
  }));
const stand = fc
  .record({
    by: person,
    today: clock,
    stepId,
    kind: fc.constantFrom('keep', 'rest', 'letGo', 'resume', 'done'),
  })
  .map(({ by, today: now, stepId: id, kind }): Act => ({
    by,
    today: now,
    run: (reading, actor) =>
      changeStanding(reading, { stepId: id, kind, because: [], startedIn: 'meeting' }, actor),
    holds: (reading, before) => {
      const was = before.steps.get(id);
      const history = reading.steps.get(id);
      if (!history || !was) throw new Error('no step stands anywhere');
      const after = { keep: 'partOfLife', rest: 'resting', resume: 'trying' } as const;
      const expected = kind in after ? after[kind as keyof typeof after] : kind;
      expect(selectStatus(history, lastDay)).toBe(
        isHousehold(before, by) ? expected : selectStatus(was, lastDay),
      );
    },
  }));
const answer = fc
  .record({ by: person, today: clock, at: pick, answer: fc.constantFrom('yes', 'notNow') })
  .map(({ by, today: now, at, answer: said }): Act => {
    const target = (reading: PlanReading) => {
      const open = adjustmentsOf(reading);
      return open[at % open.length];
    };
    return {
      by,
      today: now,
      run: (reading, actor) =>
        agree(reading, { adjustmentId: target(reading)?.id ?? '', answer: said }, actor),
      holds: (reading, before) => {
        const was = target(before);
        const is = adjustmentsOf(reading).find(({ id }) => id === was?.id);
        if (said === 'yes') expect(is?.agreedBy).toContain(by);
        if (said === 'yes' && isHousehold(before, by)) expect(is?.state).toBe('agreed');
        if (was?.state === 'agreed') expect(is).toMatchObject({ state: 'agreed', on: was.on });
        else if (said === 'yes' && is?.toVersion && is.state === 'agreed') {
          const history = reading.historyOfVersion(is.toVersion);
          expect(history && selectCurrentVersion(history, lastDay)?.id).toBe(is.toVersion);
        }
      },
    };
  });
const tell = fc
  .record({ by: person, today: clock, stepId, on: day, unsafe: fc.boolean() })
  .map(({ by, today: now, stepId: id, on, unsafe }): Act => ({
    by,
    today: now,
    run: (reading, actor) =>
      recordTry(
        reading,
        {
          stepId: id,
          on,
          outcome: 'partly',
          visibility: 'team',
          ...(unsafe && { reasons: ['unsafe'] }),
        },
        actor,
      ),
    holds: (reading, before) => {
      expect(on <= now).toBe(true);
      expect(countTries(reading)).toBe(countTries(before) + 1);
      const known = new Set(triesOf(before).map((attempt) => attempt.id));
      const made = triesOf(reading).filter((attempt) => !known.has(attempt.id));
      expect(made).toMatchObject([
        { on, by, outcome: 'partly', visibility: unsafe ? 'onlyMe' : 'team' },
      ]);
    },
  }));
const again = fc
  .record({ by: person, today: clock, at: pick, back: fc.boolean() })
  .map(({ by, today: now, at, back }): Act => {
    const target = (reading: PlanReading) => {
      const tries = triesOf(reading);
      return tries[at % tries.length];
    };
    return {
      by,
      today: now,
      run: (reading, actor) => {
        const tryId = target(reading)?.id ?? '';
        return back
          ? takeBackTry(reading, { tryId }, actor)
          : correctTry(reading, { tryId, outcome: 'noHelp' }, actor);
      },
      holds: (reading, before) => {
        const was = target(before);
        expect(was && [was.by, was.enteredBy]).toContain(by);
        const stands = reading
          .historyOfTry(was?.id ?? '')
          ?.tries.some((attempt) => attempt.id === was?.id);
        expect(stands).toBe(false);
        if (!back) expect(countTries(reading)).toBe(countTries(before));
      },
    };
  });
const move = fc
  .record({ by: person, today: clock, stepId, before: fc.option(stepId, { nil: undefined }) })
  .map(({ by, today: now, stepId: id, before: other }): Act => ({
    by,
    today: now,
    run: (reading, actor) => reorder(reading, { table: 'steps', id, before: other }, actor),
    holds: (reading, before) => {
      const order = (one: PlanReading): string[] =>
        byRank([...one.steps.values()].map(({ step }) => step)).map((step) => step.id);
      if (other !== id) {
        const rest = order(before).filter((step) => step !== id);
        const place = other === undefined ? rest.length : rest.indexOf(other);
        expect(order(reading)).toEqual([...rest.slice(0, place), id, ...rest.slice(place)]);
      }
    },
  }));

test('whatever a family does, in any order and on any clock: what was accepted holds, and its file is whole', () => {
  const acts = fc.array(fc.oneof(change, stand, answer, tell, again, move), { maxLength: 8 });
  fc.assert(
    fc.property(acts, (series) => {
      let state = vegas;
      for (const act of series) {
        const before = readPlan(state);
        const decided = act.run(before, as(act.by, { today: act.today }));
        if (!decided.ok) continue;
        state = after(state, decided.value);
        act.holds(readPlan(state), before);
      }
      const reading = readPlan(state);
      expect(reading.needsALook()).toEqual([]);
      const out: unknown = JSON.parse(JSON.stringify(planToFile(reading, { talker: 'teo' })));
      const parsed = parsePlanFile(out);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
      const back = planToFile(readPlan(takeIn(parsed.value.file)), { talker: 'teo' });
      expect(sameFile(parsed.value.file, back)).toBe(true);
    }),
  );
});

test('an order holds after any moves, and moving usually writes one rank', () => {
  const items = fc.uniqueArray(
    fc.record(
      { id: fc.string({ minLength: 1, maxLength: 3 }), rank: fc.integer({ min: -2, max: 5 }) },
      { requiredKeys: ['id'] },
    ),
    { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(items, fc.array(fc.tuple(pick, pick), { maxLength: 80 }), (begun, moves) => {
      let now = begun;
      for (const [which, where] of moves) {
        const order = byRank(now).map(({ id }) => id);
        const id = order[which % order.length] ?? '';
        const rest = order.filter((one) => one !== id);
        const place = where % (rest.length + 1);
        const writes = ranksToWrite(now, id, rest[place]);
        now = now.map((item) => {
          const rank = writes.get(item.id);
          return rank === undefined ? item : { ...item, rank };
        });
        expect(byRank(now).map((item) => item.id)).toEqual([
          ...rest.slice(0, place),
          id,
          ...rest.slice(place),
        ]);
      }
    }),
  );
  expect([
    ...ranksToWrite(
      [1, 2, 3, 4].map((rank) => ({ id: `n${rank}`, rank })),
      'n4',
      'n2',
    ),
  ]).toEqual([['n4', 1.5]]);
});
