import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../../../../src/lib/domain/day';
import type { PlanTables } from '../../../../../src/lib/domain/plan/evolve';
import { addStep } from '../../../../../src/lib/domain/plan/commands/addStep';
import { agree } from '../../../../../src/lib/domain/plan/commands/agree';
import { agreeFirstVersion } from '../../../../../src/lib/domain/plan/commands/agreeFirstVersion';
import { changeStanding } from '../../../../../src/lib/domain/plan/commands/changeStanding';
import { editField } from '../../../../../src/lib/domain/plan/commands/editField';
import { proposeChange } from '../../../../../src/lib/domain/plan/commands/proposeChange';
import { proposeFirstVersion } from '../../../../../src/lib/domain/plan/commands/proposeFirstVersion';
import { parsePlanFile } from '../../../../../src/lib/domain/plan/format/parsePlanFile';
import { planToFile } from '../../../../../src/lib/domain/plan/format/planToFile';
import { readPlan } from '../../../../../src/lib/domain/plan/reader';
import type { AdjustmentReading, StepHistory } from '../../../../../src/lib/domain/plan/reading';
import { selectClockDoubt } from '../../../../../src/lib/domain/plan/selectClockDoubt';
import { selectCurrentVersion } from '../../../../../src/lib/domain/plan/selectCurrentVersion';
import { selectFigures } from '../../../../../src/lib/domain/plan/selectFigures';
import { selectStatus } from '../../../../../src/lib/domain/plan/selectStatus';
import type { Sentence } from '../../../../../src/lib/domain/plan/sentence';
import { as, decided, done, refused, today, vegas } from './vegas';

const step = (state: PlanTables, id: string): StepHistory => {
  const history = readPlan(state).steps.get(id);
  if (!history) throw new Error(`no step ${id}`);
  return history;
};
const current = (state: PlanTables, id: string, day: Day = today): string | undefined =>
  selectCurrentVersion(step(state, id), day)?.action;
const status = (state: PlanTables, id: string, day: Day = today) =>
  selectStatus(step(state, id), day);
const newest = (state: PlanTables, id: string): AdjustmentReading => {
  const known = new Set(step(vegas, id).adjustments.map((one) => one.id));
  const made = step(state, id).adjustments.filter((one) => !known.has(one.id));
  const last = made.at(-1);
  if (!last) throw new Error('nothing was proposed');
  return last;
};

const shorter: Sentence = { action: 'Teo sends one word', cue: 'After dishes', doers: ['teo'] };
const change = (sentence: Sentence = shorter) => ({
  stepId: 's2',
  sentence,
  kinds: ['smaller'] as const,
  because: ['t-s2v3-170'],
  startedIn: 'dailyLife' as const,
});

describe('a change to a step (PLAN1, PLAN5)', () => {
  test('Teo proposes: his proposing counts as yes, and it takes effect today', () => {
    const state = done(vegas, proposeChange, change(), as('teo'));
    expect(current(state, 's2')).toBe('Teo sends one word');
    expect(newest(state, 's2')).toMatchObject({
      fromVersion: 's2v3',
      because: ['t-s2v3-170'],
      trigger: 'learning',
      state: 'agreed',
      agreedBy: ['teo'],
      proposedBy: 'teo',
      on: today,
    });
    expect(current(state, 's2', addDays(today, -1))).toBe('Teo sends the first voice note');
    expect(step(state, 's2').versions.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  test('Renee, from a service, proposes: it waits until Marisol says yes', () => {
    const proposed = done(vegas, proposeChange, change(), as('renee'));
    expect(current(proposed, 's2')).toBe('Teo sends the first voice note');
    const { id, state } = newest(proposed, 's2');
    expect(state).toBe('proposed');
    const later = addDays(today, 3);
    const agreed = done(
      proposed,
      agree,
      { adjustmentId: id, answer: 'yes' },
      as('marisol', { today: later }),
    );
    expect(current(agreed, 's2', addDays(later, -1))).toBe('Teo sends the first voice note');
    expect(current(agreed, 's2', later)).toBe('Teo sends one word');
    expect(newest(agreed, 's2')).toMatchObject({ state: 'agreed', on: later, proposedOn: today });
  });

  test('Abuela is not household: her proposal waits too, and she is not asked to agree', () => {
    const proposed = done(vegas, proposeChange, change(), as('chelo'));
    const adjustmentId = newest(proposed, 's2').id;
    expect(refused(proposed, agree, { adjustmentId, answer: 'yes' }, as('chelo'))).toEqual({
      kind: 'notAsked',
      by: 'chelo',
    });
  });

  test('Renee cannot enter a yes for Marisol; Teo can', () => {
    const proposed = done(vegas, proposeChange, change(), as('renee'));
    const yes = { adjustmentId: newest(proposed, 's2').id, answer: 'yes' as const };
    expect(refused(proposed, agree, yes, as('marisol', { enteredBy: 'renee' }))).toEqual({
      kind: 'enteredByOutsider',
      enteredBy: 'renee',
    });
    const agreed = done(proposed, agree, yes, as('marisol', { enteredBy: 'teo' }));
    expect(newest(agreed, 's2')).toMatchObject({ state: 'agreed', agreedBy: ['marisol'] });
    expect(step(agreed, 's2').agreements.at(-1)).toMatchObject({ by: 'marisol', enteredBy: 'teo' });
  });

  test('who is household later moves nothing that was agreed: Teo moves out, Renee moves in', () => {
    const moved = (state: PlanTables): PlanTables => {
      const out = { table: 'people', id: 'teo', field: 'household', value: undefined } as const;
      const into = { table: 'people', id: 'renee', field: 'household', value: true } as const;
      return done(done(state, editField, out, as('marisol')), editField, into, as('marisol'));
    };
    const teos = done(vegas, proposeChange, change(), as('teo'));
    const yes = { adjustmentId: newest(teos, 's2').id, answer: 'yes' as const };
    const both = done(teos, agree, yes, as('marisol', { enteredBy: 'teo' }));
    const later = addDays(today, 30);
    for (const state of [teos, both]) {
      expect(newest(moved(state), 's2')).toEqual(newest(state, 's2'));
      expect(selectFigures(readPlan(moved(state)), later)).toEqual(
        selectFigures(readPlan(state), later),
      );
    }
    const asked: Sentence = { ...shorter, doers: ['renee'] };
    const renees = done(vegas, proposeChange, change(asked), as('renee'));
    const her = { adjustmentId: newest(renees, 's2').id, answer: 'yes' as const };
    const waits = done(renees, agree, her, as('renee'));
    expect(newest(moved(waits), 's2').state).toBe('proposed');
  });

  test('the yes names the exact version', () => {
    const proposed = done(vegas, proposeChange, change(), as('renee'));
    const { id, toVersion } = newest(proposed, 's2');
    const [yes] = decided(proposed, agree, { adjustmentId: id, answer: 'yes' }, as('luz'));
    expect(yes).toMatchObject({
      type: 'factRecorded',
      table: 'agreements',
      readers: 'team',
      fact: { adjustmentId: id, versionId: toVersion, by: 'luz', answer: 'yes' },
    });
  });

  test('"not now" leaves it, a yes can follow, and after it "not now" comes too late', () => {
    const proposed = done(vegas, proposeChange, change(), as('renee'));
    const adjustmentId = newest(proposed, 's2').id;
    const not = done(proposed, agree, { adjustmentId, answer: 'notNow' }, as('marisol'));
    expect(newest(not, 's2').state).toBe('notNow');
    const again = { adjustmentId, answer: 'notNow' as const };
    expect(refused(not, agree, again, as('marisol'))).toEqual({
      kind: 'alreadySaid',
      by: 'marisol',
    });
    const agreed = done(not, agree, { adjustmentId, answer: 'yes' }, as('marisol'));
    expect(newest(agreed, 's2').state).toBe('agreed');
    expect(refused(agreed, agree, again, as('teo'))).toEqual({ kind: 'alreadyAgreed' });
    const yes = { adjustmentId, answer: 'yes' as const };
    expect(refused(agreed, agree, yes, as('marisol'))).toEqual({
      kind: 'alreadySaid',
      by: 'marisol',
    });
    expect(newest(done(agreed, agree, yes, as('teo')), 's2').agreedBy).toEqual(['marisol', 'teo']);
  });

  test('two proposals stand side by side; whichever is agreed last is what the step says then (PLAN10)', () => {
    const one = done(vegas, proposeChange, change({ action: 'One' }), as('renee'));
    const first = newest(one, 's2').id;
    const both = done(one, proposeChange, change({ action: 'Two' }), as('patrice'));
    const second = step(both, 's2').adjustments.find(
      ({ id, proposedBy }) => proposedBy === 'patrice' && id !== first && id > first,
    );
    const two = done(both, agree, { adjustmentId: second?.id ?? '', answer: 'yes' }, as('teo'));
    expect(current(two, 's2')).toBe('Two');
    const back = done(two, agree, { adjustmentId: first, answer: 'yes' }, as('luz'));
    expect(current(back, 's2', addDays(today, 1))).toBe('One');
    const late = done(back, agree, { adjustmentId: first, answer: 'yes' }, as('marisol'));
    expect(current(late, 's2', addDays(today, 1))).toBe('One');
  });

  test('two changes on one day: the second one counts, whatever letters the ids begin with', () => {
    const once = done(vegas, proposeChange, change({ action: 'One' }), as('teo'));
    const twice = done(once, proposeChange, change({ action: 'Two' }), as('luz'));
    expect(current(twice, 's2')).toBe('Two');
    const sameDayAsTheFile = done(
      vegas,
      proposeChange,
      change({ action: 'Three' }),
      as('teo', { today: step(vegas, 's2').versions.at(-1)?.from ?? '' }),
    );
    expect(current(sameDayAsTheFile, 's2')).toBe('Three');
  });

  test.each(['2025-08-31', '1970-01-01'])(
    'a clock set back to %s: the change still comes after what counts, and the screen can say so',
    (past) => {
      const state = done(vegas, proposeChange, change(), as('teo', { today: past }));
      expect(current(state, 's2')).toBe('Teo sends one word');
      expect(selectClockDoubt(readPlan(vegas), past)).toBe(today);
      expect(selectClockDoubt(readPlan(vegas), today)).toBeUndefined();
    },
  );

  test('an older proposal agreed after a newer one of the same day raises no doubt about the clock', () => {
    const on = { today: '2026-09-01' };
    const asked = done(vegas, proposeChange, change({ action: 'One' }), as('renee', on));
    const newer = done(asked, proposeChange, change({ action: 'Two' }), as('marisol', on));
    const adjustmentId = step(asked, 's2').adjustments.at(-1)?.id ?? '';
    const state = done(newer, agree, { adjustmentId, answer: 'yes' }, as('marisol', on));
    expect(step(state, 's2').versions.at(-1)).toMatchObject({ action: 'One', from: '2026-09-02' });
    expect(selectClockDoubt(readPlan(state), on.today)).toBeUndefined();
    const two = ['A', 'B'].reduce(
      (plan, action) => done(plan, proposeChange, change({ action }), as('renee', on)),
      vegas,
    );
    const waiting = step(two, 's2').adjustments.filter(({ on: day }) => day === on.today);
    const decided = done(two, proposeChange, change({ action: 'C' }), as('marisol', on));
    const thrice = [...waiting]
      .reverse()
      .reduce(
        (plan, { id }) => done(plan, agree, { adjustmentId: id, answer: 'yes' }, as('teo', on)),
        decided,
      );
    expect(step(thrice, 's2').versions.at(-1)?.from).toBe('2026-09-03');
    expect(selectClockDoubt(readPlan(thrice), on.today)).toBeUndefined();
  });

  test('what makes no sense is refused', () => {
    const why = (more: object) =>
      refused(vegas, proposeChange, { ...change(), ...more }, as('teo'));
    expect(why({ stepId: 's99' })).toEqual({ kind: 'notHere', table: 'steps', id: 's99' });
    expect(why({ kinds: [] })).toEqual({ kind: 'noKinds' });
    expect(why({ because: ['t-x'] })).toEqual({ kind: 'notHere', table: 'tries', id: 't-x' });
    expect(why({ sentence: { action: ' ' } })).toEqual({ kind: 'nothingWritten', field: 'action' });
    expect(why({ sentence: { ...shorter, doers: ['x'] } })).toEqual({
      kind: 'notHere',
      table: 'people',
      id: 'x',
    });
    expect(why({ sentence: { ...shorter, confidence: 11 } })).toMatchObject({ kind: 'outOfRange' });
    expect(why({ sentence: { ...shorter, expectEveryDays: 0 } })).toMatchObject({
      kind: 'outOfRange',
      field: 'expectEveryDays',
    });
    expect(why({ sentence: { ...shorter, firstLookOn: '2026-02-30' } })).toEqual({
      kind: 'notADay',
      day: '2026-02-30',
    });
    const v3 = step(vegas, 's2').versions.at(-1);
    expect(why({ sentence: v3 })).toEqual({ kind: 'sameSentence' });
  });
});

describe('where a step stands (keep, rest, letGo, resume, done)', () => {
  const stand = (kind: 'keep' | 'rest' | 'letGo' | 'resume' | 'done', stepId = 's3') => ({
    stepId,
    kind,
    because: [],
    startedIn: 'dailyLife' as const,
  });

  test('Luz pauses a step and Teo starts it again, on one day', () => {
    const resting = done(vegas, changeStanding, stand('rest'), as('luz'));
    expect(status(resting, 's3')).toBe('resting');
    const trying = done(resting, changeStanding, stand('resume'), as('teo'));
    expect(status(trying, 's3')).toBe('trying');
    expect(status(done(trying, changeStanding, stand('keep'), as('teo')), 's3')).toBe('partOfLife');
  });

  test('a step that already stands there is left alone', () => {
    expect(refused(vegas, changeStanding, stand('resume'), as('teo'))).toEqual({
      kind: 'alreadySo',
      standing: 'resume',
      status: 'trying',
    });
  });

  test('Dr. Sato would let it go: that waits', () => {
    const state = done(vegas, changeStanding, stand('letGo'), as('sato'));
    expect(status(state, 's3')).toBe('trying');
    expect(newest(state, 's3')).toMatchObject({ state: 'proposed', kinds: ['letGo'] });
  });

  test('with the clock set back a year, pausing still pauses', () => {
    const past = as('luz', { today: '2025-08-31' });
    expect(status(done(vegas, changeStanding, stand('rest'), past), 's3')).toBe('resting');
  });
});

describe('a new step', () => {
  const evening: Sentence = { action: 'We light the candle', doers: ['luz', 'teo'] };

  test('is an idea until it has a sentence that the household agrees to', () => {
    const idea = done(vegas, addStep, { needId: 'n-rest' }, as('marisol'));
    const id =
      [...readPlan(idea).steps.keys()].find((one) => !readPlan(vegas).steps.has(one)) ?? '';
    expect(status(idea, id)).toBe('idea');
    expect(step(idea, id).step.rank).toBe(8);
    expect(
      refused(idea, proposeChange, { ...change(), stepId: id, because: [] }, as('teo')),
    ).toEqual({ kind: 'noVersionYet', stepId: id });

    const waits = done(idea, proposeFirstVersion, { stepId: id, sentence: evening }, as('renee'));
    expect(status(waits, id)).toBe('idea');
    const versionId = step(waits, id).versions[0]?.id ?? '';
    const yes = { versionId, answer: 'yes' as const };
    const later = addDays(today, 2);
    const agreed = done(waits, agreeFirstVersion, yes, as('luz', { today: later }));
    expect(status(agreed, id, addDays(later, -1))).toBe('idea');
    expect(status(agreed, id, later)).toBe('trying');
    expect(step(agreed, id).versions[0]).toMatchObject({ from: later, agreedBy: ['luz'] });
    expect(refused(agreed, agreeFirstVersion, yes, as('luz'))).toMatchObject({
      kind: 'alreadySaid',
    });
    expect(refused(agreed, agreeFirstVersion, { ...yes, answer: 'notNow' }, as('teo'))).toEqual({
      kind: 'alreadyAgreed',
    });
    const second = { stepId: id, sentence: evening };
    expect(refused(agreed, proposeFirstVersion, second, as('teo'))).toEqual({
      kind: 'hasVersion',
      stepId: id,
    });
    const out = planToFile(readPlan(agreed), { talker: 'luz' });
    expect(parsePlanFile(JSON.parse(JSON.stringify(out)))).toMatchObject({ ok: true });
    expect(out.steps.find((one) => one.id === id)?.status).toBe('trying');
    expect(out.stepVersions.find((one) => one.stepId === id)).toMatchObject({
      from: later,
      agreedBy: ['luz'],
    });
  });

  test('starts at once when Marisol writes it whole', () => {
    const state = done(vegas, addStep, { needId: 'n-rest', sentence: evening }, as('marisol'));
    const id =
      [...readPlan(state).steps.keys()].find((one) => !readPlan(vegas).steps.has(one)) ?? '';
    expect(status(state, id)).toBe('trying');
    expect(step(state, id).versions[0]?.agreedBy).toEqual(['marisol']);
  });

  test('a helper says their own yes to what they are asked to do (PLAN9)', () => {
    const promise: Sentence = { action: 'Renee writes to the school', doers: ['renee'] };
    const state = done(vegas, addStep, { needId: 'n-rest', sentence: promise }, as('marisol'));
    const versionId =
      [...readPlan(state).steps.values()]
        .at(-1)
        ?.versions.find(({ doers }) => doers?.[0] === 'renee')?.id ?? '';
    const yes = { versionId, answer: 'yes' as const };
    expect(refused(state, agreeFirstVersion, yes, as('sato'))).toMatchObject({ kind: 'notAsked' });
    const both = done(state, agreeFirstVersion, yes, as('renee'));
    expect(readPlan(both).historyOfVersion(versionId)?.versions[0]?.agreedBy).toEqual([
      'marisol',
      'renee',
    ]);
  });
});
