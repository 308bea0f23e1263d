import { describe, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { planToFile } from '../../../../src/lib/domain/plan/format/planToFile';
import { selectShared } from '../../../../src/lib/domain/plan/selectShared';
import { selectToday, TodayWindow } from '../../../../src/lib/domain/plan/selectToday';
import type { JsonObject } from '../../../../src/lib/domain/json';
import { PlanReader } from '../../../../src/lib/domain/plan/reader';
import type { PlanReading } from '../../../../src/lib/domain/plan/reading';
import type { TableName } from '../../../../src/lib/domain/plan/tables';
import { attempt, decision, march, plan, version } from './family';
import { readFile } from './readFile';

const family = readFile(vega);
const idsOn = (reading: PlanReading, day: string): string[] =>
  selectToday(reading, day).cards.map(({ stepId }) => stepId);

/** A plan of steps with these first versions. */
const steps = (versions: Record<string, Parameters<typeof version>[0]>, more: object = {}) =>
  plan({
    steps: Object.keys(versions).map((id) => ({ id, needId: 'n1', rank: 1 })),
    stepVersions: Object.entries(versions).map(([stepId, fields]) =>
      version({ id: `v-${stepId}`, stepId, doers: ['teo'], ...fields }),
    ),
    ...more,
  });

describe('Today', () => {
  test('UNSAFE what Teo told for himself alone lets no step drift for those who look before anybody said who they are', () => {
    const told = { by: 'teo', visibility: 'onlyMe' };
    const his = plan({
      tries: [attempt(2, 'didNotHappen', told), attempt(3, 'noHelp', told)],
    });
    expect(selectToday(his, march(4)).band).toHaveLength(1);
    const { band, cards } = selectToday(selectShared(his), march(4));
    expect(band).toEqual([]);
    expect(cards.map(({ lookTogether }) => lookTogether)).toEqual([undefined]);
  });

  test('has the steps the Vegas are trying, as sentences with the people in them', () => {
    const { cards, day } = selectToday(family, '2026-08-31');
    expect(day).toBe('2026-08-31');
    expect(cards.map(({ stepId }) => stepId).sort()).toEqual(['s2', 's3', 's4', 's6']);
    expect(cards.find(({ stepId }) => stepId === 's4')).toEqual({
      stepId: 's4',
      versionId: 's4v3',
      versionNumber: 3,
      needId: 'n-belong',
      needText: 'Teo needs somewhere he belongs',
      sentence: {
        cue: expect.any(String) as string,
        action: expect.any(String) as string,
        backup: expect.any(String) as string,
      },
      doers: [{ id: 'teo', name: 'Teo Vega', supportType: 'family' }],
      helpers: [{ id: 'benji', name: 'Coach Benji', supportType: 'community', mode: 'doWith' }],
      ideaOf: { id: 'teo', name: 'Teo Vega', supportType: 'family' },
      fit: { word: 'fits', tries: 5 },
      isPromise: false,
      loggedToday: false,
      notYetYes: [],
      proposals: [],
    });
  });

  test('PLAN9: what Renee promised the Vegas stands first until it has its word', () => {
    const [first, ...rest] = selectToday(family, '2026-04-01').cards;
    expect(first).toMatchObject({
      stepId: 's7',
      isPromise: true,
      doers: [{ name: 'Renee Aldous', supportType: 'paid' }],
    });
    expect(rest.map(({ isPromise }) => isPromise)).toEqual([false, false, false, false, false]);
    expect(idsOn(family, '2026-04-05')).not.toContain('s7');
  });

  test('GAP: names the steps to look at together, longest first', () => {
    expect(selectToday(family, '2026-03-23').band).toEqual([
      { stepId: 's2', kind: 'drifting', since: '2026-03-05' },
      { stepId: 's3', kind: 'drifting', since: '2026-03-07' },
      { stepId: 's4', kind: 'drifting', since: '2026-03-08' },
      { stepId: 's1', kind: 'drifting', since: '2026-03-13' },
    ]);
    expect(selectToday(family, '2026-08-03').band).toEqual([
      { stepId: 's6', kind: 'silent', since: '2026-07-18' },
    ]);
    const tries = [attempt(3, 'ownWay'), attempt(4, 'ownWay')];
    expect(selectToday(plan({ tries }), march(5)).band).toEqual([
      { stepId: 's1', kind: 'ownWay', since: march(3) },
    ]);
  });

  test("PLAN5: says whose yes is still asked, and shows Renee's proposal beside the step", () => {
    const { cards } = selectToday(family, '2026-08-31');
    const asked = cards.flatMap(({ stepId, notYetYes }) =>
      notYetYes.map(({ name }) => `${stepId} ${name}`),
    );
    expect(asked).toEqual(['s3 Teo Vega']);
    expect(cards.find(({ stepId }) => stepId === 's2')?.proposals).toEqual([
      {
        adjustmentId: 'a-s2-grow',
        kinds: ['grow'],
        proposedBy: { id: 'renee', name: 'Renee Aldous', supportType: 'paid' },
        on: '2026-08-24',
      },
    ]);
  });

  test('PLAN5: proposing counts as yes, to a first sentence as to a change', () => {
    const asked = (records: object): string[] | undefined =>
      selectToday(plan(records), march(9)).cards[0]?.notYetYes.map(({ id }) => id);
    const doers = ['marisol', 'teo'];
    expect(asked({ stepVersions: [version({ doers, proposedBy: 'teo' })] })).toEqual(['marisol']);
    const stepVersions = [version(), version({ id: 'v2', number: 2, doers, from: march(5) })];
    const change = { toVersion: 'v2', proposedBy: 'marisol', agreedBy: [] };
    const adjustments = [decision(5, 'smaller', change)];
    expect(asked({ stepVersions, adjustments })).toEqual(['teo']);
    const adjusted = [decision(5, 'smaller', { ...change, agreedBy: ['teo'] })];
    expect(asked({ stepVersions, adjustments: adjusted })).toEqual([]);
  });

  test('PLAN9: a step nobody is named for is no promise', () => {
    expect(selectToday(plan(), march(2)).cards[0]?.isPromise).toBe(false);
  });

  test('a card follows when a person or a need is called something else', () => {
    const reader = new PlanReader();
    const put = (table: TableName, record: object): void =>
      reader.put(table, String((record as { id: string }).id), record as JsonObject);
    put('steps', { id: 's1', needId: 'n1' });
    put('needs', { id: 'n1', text: 'To rest' });
    put('people', { id: 'teo', name: 'Teo', supportType: 'family' });
    put('stepVersions', version({ doers: ['teo'] }));
    const shown = (): unknown => selectToday(reader.reading, march(2)).cards[0];
    expect(shown()).toMatchObject({ needText: 'To rest', doers: [{ name: 'Teo' }] });
    put('people', { id: 'teo', name: 'Teodoro', supportType: 'family' });
    expect(shown()).toMatchObject({ needText: 'To rest', doers: [{ name: 'Teodoro' }] });
    put('needs', { id: 'n1', text: 'To sleep' });
    expect(shown()).toMatchObject({ needText: 'To sleep', doers: [{ name: 'Teodoro' }] });
  });

  test('PLAN5: nobody who has left is asked for a yes', () => {
    const people = [{ id: 'teo', name: 'Teo', supportType: 'family', household: true }];
    const asked = (person: object): number | undefined =>
      selectToday(steps({ a: {} }, { people: [{ ...people[0], ...person }] }), march(9)).cards[0]
        ?.notYetYes.length;
    expect(asked({})).toBe(1);
    expect(asked({ leftOn: march(9) })).toBe(0);
    expect(asked({ leftOn: march(10) })).toBe(1);
  });

  test('asks in an order anybody can explain', () => {
    const reading = steps(
      {
        lived: { expectEveryDays: 7 },
        quiet: { expectEveryDays: 2 },
        drifting: {},
        look: { firstLookOn: march(8) },
        once: { once: true, firstLookOn: march(20) },
        promise: { doers: ['chelo'], firstLookOn: march(9) },
        keptPromise: { doers: ['chelo'] },
        said: { doers: ['chelo'] },
      },
      {
        tries: [
          attempt(8, 'worked', { versionId: 'v-lived' }),
          attempt(8, 'worked', { versionId: 'v-quiet' }),
          attempt(7, 'noHelp', { versionId: 'v-drifting' }),
          attempt(9, 'noHelp', { versionId: 'v-drifting' }),
          attempt(5, 'worked', { versionId: 'v-look' }),
          attempt(9, 'worked', { versionId: 'v-keptPromise' }),
          attempt(10, 'didNotHappen', { versionId: 'v-said' }),
        ],
      },
    );
    expect(idsOn(reading, march(10))).toEqual([
      'promise',
      'once',
      'look',
      'drifting',
      'quiet',
      'lived',
      'keptPromise',
      'said',
    ]);
  });

  test('the order is total: by rank, then by id', () => {
    const reading = plan({
      steps: [
        { id: 'c', needId: 'n1', rank: 2 },
        { id: 'b', needId: 'n1' },
        { id: 'd', needId: 'n1', rank: 1 },
        { id: 'a', needId: 'n1' },
      ],
      stepVersions: ['a', 'b', 'c', 'd'].map((stepId) => version({ id: `v-${stepId}`, stepId })),
    });
    expect(idsOn(reading, march(3))).toEqual(['d', 'c', 'a', 'b']);
  });

  test('PLAN6: one answer for several days counts as said on each of them', () => {
    const reading = plan({ tries: [attempt(3, 'worked', { until: march(5) })] });
    const said = [2, 3, 5, 6].map(
      (date) => selectToday(reading, march(date)).cards[0]?.loggedToday,
    );
    expect(said).toEqual([false, true, true, false]);
  });

  test('PLAN5: an idea from Renee waits for the family; an idea of their own does not press', () => {
    const idea = (proposedBy: string, agreements: object[] = []): unknown =>
      selectToday(
        plan({
          steps: [{ id: 's1', needId: 'n1', status: 'idea' }],
          stepVersions: [version({ proposedBy })],
          agreements,
        }),
        march(5),
      ).waiting;
    expect(idea('renee')).toMatchObject([
      { stepId: 's1', ideaOf: { name: 'Renee' }, version: { versionId: 'v1' }, proposals: [] },
    ]);
    expect(idea('marisol')).toEqual([]);
    const notNow = { id: 'g', versionId: 'v1', by: 'teo', answer: 'notNow', on: march(4) };
    expect(idea('renee', [notNow])).toEqual([]);
  });

  test('PLAN5: a proposal to start a paused step again waits where the step has no card', () => {
    const adjustments = [
      decision(3, 'rest'),
      decision(5, 'resume', { id: 'again', state: 'proposed', proposedBy: 'renee' }),
    ];
    const { cards, waiting } = selectToday(plan({ adjustments }), march(6));
    expect(cards).toEqual([]);
    expect(waiting).toMatchObject([
      { stepId: 's1', proposals: [{ adjustmentId: 'again', kinds: ['resume'] }] },
    ]);
  });

  test('comes back whole from where it is kept, whatever day it is of', () => {
    for (const day of ['2026-03-01', '2026-03-23', '2026-04-01', '2026-06-22', '2026-08-31']) {
      const window = selectToday(family, day);
      expect(TodayWindow.parse(JSON.parse(JSON.stringify(window)))).toEqual(window);
    }
    expect(TodayWindow.safeParse({ day: '2026-03-01', cards: [{}] }).success).toBe(false);
    expect(TodayWindow.safeParse(undefined).success).toBe(false);
  });

  test('a step about people and a need that are not here still has a card', () => {
    const reading = plan({
      needs: [],
      stepVersions: [version({ doers: ['gone'], proposedBy: 'gone' })],
    });
    expect(selectToday(reading, march(2)).cards).toMatchObject([
      { needText: '', doers: [{ id: 'gone', name: '' }], isPromise: false, notYetYes: [] },
    ]);
  });
});

describe('UNSAFE, DOC10: what is shown before anybody said who is talking', () => {
  test("holds nothing of Teo's private tries; what he told again to himself alone stands for the others as he told it to them", () => {
    const onlyMe = { visibility: 'onlyMe', by: 'teo' };
    const shown = attempt(4, 'worked', { by: 'teo' });
    const tries = [
      shown,
      attempt(5, 'didNotHappen', { ...onlyMe, supersedes: shown.id }),
      attempt(6, 'didNotHappen', { ...onlyMe, reasons: ['unsafe'] }),
    ];
    const reading = plan({ tries });
    expect(selectToday(reading, march(6)).band).toHaveLength(1);
    const shared = selectShared(reading);
    expect(selectToday(shared, march(6))).toMatchObject({
      band: [],
      cards: [{ loggedToday: false }],
    });
    expect(shared.steps.get('s1')?.tries).toEqual([shown]);
    expect(shared.steps.get('s1')?.superseded).toEqual([]);
    expect(shared.historyOfVersion('v1')).toBe(shared.steps.get('s1'));
  });

  test('holds nothing of what Teo learned from them, also of one that he took back', () => {
    const secret = attempt(5, 'didNotHappen', { visibility: 'onlyMe', by: 'teo' });
    const back = attempt(6, 'didNotHappen', { visibility: 'onlyMe', by: 'teo' });
    const shown = attempt(4, 'worked', { by: 'teo' });
    const learned = (id: string, tryIds: string[]) => ({ id, tryIds, on: march(7), learned: id });
    const reading = plan({
      tries: [secret, back, shown],
      takeBacks: [{ id: 'b', tryId: back.id, what: 'try', by: 'teo', on: march(7) }],
      reflections: [
        learned('r1', [secret.id]),
        learned('r2', [back.id, shown.id]),
        learned('r3', [shown.id]),
      ],
    });
    const shared = selectShared(reading);
    expect([...shared.reflections.keys()]).toEqual(['r3']);
    const file = planToFile(reading, { talker: undefined });
    expect(file.reflections?.map(({ id }) => id)).toEqual(['r3']);
    const own = planToFile(reading, { talker: 'teo' });
    expect(own.reflections?.map(({ id }) => id)).toEqual(['r1', 'r3']);
  });

  test('keeps the histories that hold nothing private', () => {
    const reading = plan({ tries: [attempt(4, 'worked')] });
    expect(selectShared(reading).steps.get('s1')).toBe(reading.steps.get('s1'));
  });
});
