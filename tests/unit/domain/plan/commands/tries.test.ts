import { describe, expect, test } from 'vitest';
import { addDays } from '../../../../../src/lib/domain/day';
import { addPaper } from '../../../../../src/lib/domain/plan/commands/addPaper';
import { checkFit } from '../../../../../src/lib/domain/plan/commands/checkFit';
import { correctTry } from '../../../../../src/lib/domain/plan/commands/correctTry';
import { markGone } from '../../../../../src/lib/domain/plan/commands/markGone';
import { proposeChange } from '../../../../../src/lib/domain/plan/commands/proposeChange';
import { recordReflection } from '../../../../../src/lib/domain/plan/commands/recordReflection';
import {
  recordTry,
  type RecordTryInput,
} from '../../../../../src/lib/domain/plan/commands/recordTry';
import { setDefaultVisibility } from '../../../../../src/lib/domain/plan/commands/setDefaultVisibility';
import { takeBackTry } from '../../../../../src/lib/domain/plan/commands/takeBackTry';
import { takeBackWords } from '../../../../../src/lib/domain/plan/commands/takeBackWords';
import type { PlanTables } from '../../../../../src/lib/domain/plan/evolve';
import { planFileToChanges } from '../../../../../src/lib/domain/plan/format/planFileToChanges';
import { planToFile } from '../../../../../src/lib/domain/plan/format/planToFile';
import { readPlan } from '../../../../../src/lib/domain/plan/reader';
import type { Try } from '../../../../../src/lib/domain/plan/schema';
import { after, takeIn } from '../takeIn';
import { as, decided, done, refused, today, vegas } from './vegas';

const told: RecordTryInput = { stepId: 's2', outcome: 'worked', words: 'He sang it' };
const newest = (state: PlanTables): Try => {
  const made = [...readPlan(state).steps.values()]
    .flatMap(({ tries }) => tries)
    .filter(({ id }) => !vegas.get('tries')?.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .at(-1);
  if (!made) throw new Error('nothing was told');
  return made;
};

describe('telling how it went (PLAN6)', () => {
  test('step and outcome are enough: today, of what the step says today, for the household', () => {
    const [change, ...more] = decided(
      vegas,
      recordTry,
      { stepId: 's2', outcome: 'partly' },
      as('teo'),
    );
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      type: 'factRecorded',
      table: 'tries',
      readers: 'household',
      fact: { versionId: 's2v3', on: today, by: 'teo', outcome: 'partly', visibility: 'household' },
    });
    expect(change).not.toHaveProperty('fact.enteredBy');
  });

  test('Renee typed for Marisol, and that is said', () => {
    const state = done(vegas, recordTry, told, as('marisol', { enteredBy: 'renee' }));
    expect(newest(state)).toMatchObject({ by: 'marisol', enteredBy: 'renee' });
  });

  test.each([
    ['yesterday', { on: addDays(today, -1) }],
    ['today', { on: today }],
    ['the last few days', { on: addDays(today, -4), until: today }],
    ['one long day', { on: today, until: today }],
  ])('%s is welcome', (_, days) => {
    expect(newest(done(vegas, recordTry, { ...told, ...days }, as('teo'))).on).toBe(days.on);
  });

  test.each([
    ['tomorrow', { on: addDays(today, 1) }, 'inTheFuture'],
    ['until tomorrow', { on: today, until: addDays(today, 1) }, 'inTheFuture'],
    ['backwards', { on: today, until: addDays(today, -1) }, 'endsBeforeItBegins'],
    ['the 31st of June', { on: '2026-06-31' }, 'notADay'],
    ['0000-00-00', { on: '0000-00-00' }, 'notADay'],
  ])('%s is not', (_, days, kind) => {
    expect(refused(vegas, recordTry, { ...told, ...days }, as('teo'))).toMatchObject({ kind });
  });

  test('an earlier day belongs to the version that the step had then', () => {
    const versionOn = (on: string): string =>
      newest(done(vegas, recordTry, { ...told, on }, as('teo'))).versionId;
    expect(versionOn('2026-03-10')).toBe('s2v1');
    expect(versionOn('2026-04-10')).toBe('s2v2');
    expect(versionOn('2026-01-01')).toBe('s2v1');
  });

  test('a clock set back before the plan began loses no try', () => {
    const state = done(vegas, recordTry, told, as('teo', { today: '2020-01-01' }));
    expect(newest(state)).toMatchObject({ on: '2020-01-01', versionId: 's2v1' });
  });

  test('of an unknown step or version, or one that waits for a yes, nothing is told', () => {
    const why = (more: object) => refused(vegas, recordTry, { ...told, ...more }, as('teo'));
    expect(why({ stepId: 's99' })).toMatchObject({ kind: 'notHere', table: 'steps' });
    expect(why({ versionId: 's1v1' })).toMatchObject({ kind: 'notHere', table: 'stepVersions' });
    const proposed = done(
      vegas,
      proposeChange,
      {
        stepId: 's2',
        sentence: { action: 'Another way' },
        kinds: ['swap'],
        because: [],
        startedIn: 'oneToOne',
      },
      as('renee'),
    );
    const versionId =
      readPlan(proposed)
        .steps.get('s2')
        ?.versions.find(({ action }) => action === 'Another way')?.id ?? '';
    expect(refused(proposed, recordTry, { ...told, versionId }, as('teo'))).toEqual({
      kind: 'notAgreedYet',
      versionId,
    });
  });
});

describe('who may read a try (PLAN8, UNSAFE)', () => {
  test.each(['team', 'household', 'onlyMe'] as const)('%s', (visibility) => {
    const [change] = decided(vegas, recordTry, { ...told, visibility }, as('teo'));
    expect(change).toMatchObject({
      readers: visibility === 'onlyMe' ? { mine: 'teo' } : visibility,
    });
  });

  describe('who may see what nobody says it of', () => {
    const byUsual = (state: PlanTables, more: object = {}) =>
      decided(state, recordTry, { ...told, ...more }, as('teo'))[0];
    const team = done(vegas, setDefaultVisibility, { visibility: 'team' }, as('marisol'));

    test('is the household until Marisol says the team, and again when she takes that back', () => {
      expect(byUsual(vegas)).toMatchObject({ readers: 'household' });
      expect(byUsual(team)).toMatchObject({ readers: 'team', fact: { visibility: 'team' } });
      const home = done(team, setDefaultVisibility, { visibility: 'household' }, as('luz'));
      expect(byUsual(home)).toMatchObject({ readers: 'household' });
      expect(decided(team, setDefaultVisibility, { visibility: 'team' }, as('teo'))).toEqual([]);
    });

    test('gives way to what somebody says, to not feeling safe, and moves nothing told before', () => {
      expect(byUsual(team, { visibility: 'household' })).toMatchObject({ readers: 'household' });
      expect(byUsual(team, { reasons: ['unsafe'] })).toMatchObject({ readers: { mine: 'teo' } });
      const first = done(vegas, recordTry, told, as('teo'));
      const tryId = newest(first).id;
      const later = done(first, setDefaultVisibility, { visibility: 'team' }, as('teo'));
      expect(decided(later, correctTry, { tryId, outcome: 'partly' }, as('teo'))[0]).toMatchObject({
        readers: 'household',
      });
    });

    test('is the household’s to say: not Renee’s, not Renee’s for Marisol, and not of one who left', () => {
      const input = { visibility: 'team' } as const;
      const why = (by: string, more: object = {}, state = vegas) =>
        refused(state, setDefaultVisibility, input, as(by, more))?.kind;
      expect(why('renee')).toBe('householdOnly');
      expect(why('marisol', { enteredBy: 'renee' })).toBe('householdOnly');
      expect(why('marisol', { enteredBy: 'teo' })).toBeUndefined();
      const gone = done(
        vegas,
        markGone,
        { personId: 'teo', on: addDays(today, -1) },
        as('marisol'),
      );
      expect(why('teo', {}, gone)).toBe('householdOnly');
    });

    test('goes along in a file, and anything unknown there means the household', () => {
      const file = planToFile(readPlan(team), { talker: 'teo' });
      expect(file.plan).toMatchObject({ defaultVisibility: 'team' });
      expect(byUsual(takeIn(file))).toMatchObject({ readers: 'team' });
      for (const unknown of ['everybody', 'onlyMe', 7, null]) {
        const state = takeIn({ ...file, plan: { ...file.plan, defaultVisibility: unknown } });
        expect(byUsual(state)).toMatchObject({ readers: 'household' });
        expect(readPlan(state).needsALook()).toEqual([]);
      }
    });
  });

  test('PLAN8 on a device that does not get what is only for the household, the usual is the team', () => {
    const [change] = decided(vegas, recordTry, told, as('renee', { outside: true }));
    expect(change).toMatchObject({ readers: 'team', fact: { visibility: 'team' } });
  });

  test('not feeling safe is for Luz alone, whatever was chosen', () => {
    const unsafe: RecordTryInput = { ...told, reasons: ['people', 'unsafe'], visibility: 'team' };
    const [change] = decided(vegas, recordTry, unsafe, as('luz', { enteredBy: 'teo' }));
    expect(change).toMatchObject({ readers: { mine: 'luz' }, fact: { visibility: 'onlyMe' } });
  });

  test('what is reflected on tries goes where the most private of them is', () => {
    const secret = done(vegas, recordTry, { ...told, visibility: 'onlyMe' }, as('teo'));
    const readersOf = (...tryIds: string[]) =>
      decided(secret, recordReflection, { tryIds, learned: 'Ask first' }, as('teo'))[0];
    expect(readersOf('t-s1v1-2')).toMatchObject({ readers: 'team' });
    expect(readersOf('t-s1v1-2', 't-s1v1-16')).toMatchObject({ readers: 'household' });
    expect(readersOf('t-s1v1-16', newest(secret).id)).toMatchObject({ readers: { mine: 'teo' } });
  });

  test('PLAN14: what Teo keeps at home of tries that the team may read stays at home, also in a file that comes in again', () => {
    const kept = { tryIds: ['t-s1v1-2'], learned: 'Ask first', visibility: 'household' } as const;
    const [change] = decided(vegas, recordReflection, kept, as('teo'));
    expect(change).toMatchObject({ readers: 'household', fact: { visibility: 'household' } });
    const file = planToFile(readPlan(done(vegas, recordReflection, kept, as('teo'))), {
      talker: 'teo',
    });
    const again = [...planFileToChanges(file)]
      .flat()
      .filter((one) => 'fact' in one && one.fact['learned'] === 'Ask first');
    expect(again).toMatchObject([{ table: 'reflections', readers: 'household' }]);
  });

  test('a fit check is its writer’s alone, and no file has it, nor a private note (PLAN3)', () => {
    const fit = { versionId: 's2v3', answer: 'doesNotFit' as const };
    expect(decided(vegas, checkFit, fit, as('luz'))[0]).toMatchObject({ readers: { mine: 'luz' } });
    const words = 'I miss him';
    const checked = done(vegas, checkFit, { ...fit, words }, as('luz'));
    const state = after(checked, [
      {
        type: 'factRecorded',
        table: 'privateNotes',
        id: 'note',
        fact: { id: 'note', by: 'luz', text: words, on: today, stepId: 's2' },
        readers: { mine: 'luz' },
      },
    ]);
    const reading = readPlan(state);
    expect([...reading.fitChecks.values()].map((check) => check.words)).toEqual([words]);
    expect([...reading.privateNotes.values()].map((note) => note.text)).toEqual([words]);
    expect(JSON.stringify(planToFile(reading, { talker: 'luz' }))).not.toContain(words);
  });
});

describe('telling it again, taking it back (PLAN6, PLAN15)', () => {
  const first = done(vegas, recordTry, told, as('teo'));
  const tryId = newest(first).id;
  const history = (state: PlanTables) => readPlan(state).steps.get('s2');

  test('a correction stands in its place, and the first telling is kept behind it', () => {
    const state = done(first, correctTry, { tryId, outcome: 'ownWay' }, as('teo'));
    expect(newest(state)).toMatchObject({ outcome: 'ownWay', supersedes: tryId, by: 'teo' });
    expect(history(state)?.superseded.map(({ id }) => id)).toContain(tryId);
    expect(refused(state, correctTry, { tryId, outcome: 'worked' }, as('teo'))).toEqual({
      kind: 'alreadyCorrected',
      tryId,
    });
    const back = done(state, takeBackTry, { tryId: newest(state).id }, as('teo'));
    expect(newest(back).id).toBe(tryId);
  });

  test('told again to fewer people, the first telling is taken back too', () => {
    const state = done(
      first,
      correctTry,
      { tryId, outcome: 'didNotHappen', reasons: ['unsafe'] },
      as('teo'),
    );
    expect(newest(state)).toMatchObject({ visibility: 'onlyMe' });
    expect(history(state)?.superseded.map(({ id }) => id)).not.toContain(tryId);
    const out = planToFile(readPlan(state), { talker: 'marisol' });
    expect(out.tries.map(({ id }) => id)).not.toContain(tryId);
    expect(out.tries).toHaveLength(89);
  });

  test('PLAN15 told again to fewer people, all that was told to more before is taken back, and its words', () => {
    const state = done(
      first,
      correctTry,
      { tryId, outcome: 'partly', words: 'The bus' },
      as('teo'),
    );
    const alone = { tryId: newest(state).id, outcome: 'partly', reasons: ['unsafe'] } as const;
    const changes = decided(state, correctTry, alone, as('teo'));
    const erased = changes.flatMap((one) => (one.type === 'wordsErased' ? [one.tryId] : []));
    expect(erased).toEqual([newest(state).id, tryId]);
    const after = done(state, correctTry, alone, as('teo'));
    expect(planToFile(readPlan(after), { talker: 'marisol' }).tries).toHaveLength(89);
  });

  test('nobody takes back what another one wrote; who entered it may', () => {
    expect(refused(first, takeBackTry, { tryId }, as('luz'))).toEqual({ kind: 'notYours', tryId });
    expect(refused(first, takeBackWords, { tryId }, as('luz'))).toEqual({
      kind: 'notYours',
      tryId,
    });
    const entered = done(vegas, recordTry, told, as('luz', { enteredBy: 'marisol' }));
    const id = newest(entered).id;
    expect(refused(entered, takeBackTry, { tryId: id }, as('marisol'))).toBeUndefined();
  });

  test('a whole try taken back is in nobody’s plan or file, once', () => {
    const state = done(first, takeBackTry, { tryId }, as('teo'));
    expect(history(state)?.tries.map(({ id }) => id)).not.toContain(tryId);
    expect(refused(state, takeBackTry, { tryId }, as('teo'))).toEqual({
      kind: 'alreadyTakenBack',
      tryId,
    });
    expect(planToFile(readPlan(state), { talker: 'teo' }).tries).toHaveLength(89);
  });

  test('the words are taken back, of every telling; the outcome stays', () => {
    const twice = done(first, correctTry, { tryId, outcome: 'partly', words: 'Hummed' }, as('teo'));
    const state = done(twice, takeBackWords, { tryId: newest(twice).id }, as('teo'));
    expect(newest(state)).toMatchObject({ outcome: 'partly', wordsTakenBack: true });
    const everything = JSON.stringify([...state].map(([table, records]) => [table, [...records]]));
    expect(everything).not.toContain('He sang it');
    expect(everything).not.toContain('Hummed');
    expect(refused(state, takeBackWords, { tryId: newest(state).id }, as('teo'))).toMatchObject({
      kind: 'noWords',
    });
  });
});

describe('from the printed page', () => {
  test('all ticked boxes at once, or none and why', () => {
    const tries = [-3, -2, -1].map((days) => ({
      stepId: 's2',
      outcome: 'worked' as const,
      on: addDays(today, days),
    }));
    const state = done(vegas, addPaper, { tries }, as('marisol'));
    expect(state.get('tries')?.size).toBe(92);
    expect(
      refused(vegas, addPaper, { tries: [...tries, { ...told, on: '2027-01-01' }] }, as('teo')),
    ).toMatchObject({ kind: 'inTheFuture' });
  });
});

test('a reflection says something, about something', () => {
  const why = (input: { tryIds: string[]; learned?: string }) =>
    refused(vegas, recordReflection, input, as('teo'));
  expect(why({ tryIds: [], learned: 'x' })).toEqual({ kind: 'noTries' });
  expect(why({ tryIds: ['t-s1v1-2'], learned: ' ' })).toMatchObject({ kind: 'nothingWritten' });
  expect(why({ tryIds: ['t-x'], learned: 'x' })).toMatchObject({ kind: 'notHere', id: 't-x' });
});
