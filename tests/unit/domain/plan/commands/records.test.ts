import { describe, expect, test } from 'vitest';
import { addNeed } from '../../../../../src/lib/domain/plan/commands/addNeed';
import { addPerson } from '../../../../../src/lib/domain/plan/commands/addPerson';
import { addStep } from '../../../../../src/lib/domain/plan/commands/addStep';
import { addStrategy } from '../../../../../src/lib/domain/plan/commands/addStrategy';
import { addStrength } from '../../../../../src/lib/domain/plan/commands/addStrength';
import { addTie } from '../../../../../src/lib/domain/plan/commands/addTie';
import { changeTimeZone } from '../../../../../src/lib/domain/plan/commands/changeTimeZone';
import { editField } from '../../../../../src/lib/domain/plan/commands/editField';
import { editWords } from '../../../../../src/lib/domain/plan/commands/editWords';
import { markBack } from '../../../../../src/lib/domain/plan/commands/markBack';
import { markGone } from '../../../../../src/lib/domain/plan/commands/markGone';
import { removeRecord } from '../../../../../src/lib/domain/plan/commands/removeRecord';
import { setVoice } from '../../../../../src/lib/domain/plan/commands/setVoice';
import { startPlan } from '../../../../../src/lib/domain/plan/commands/startPlan';
import { joinLines } from '../../../../../src/lib/domain/plan/lines';
import { readPlan } from '../../../../../src/lib/domain/plan/reader';
import {
  missingParts,
  offersSmaller,
  sentenceOf,
} from '../../../../../src/lib/domain/plan/sentence';
import { after } from '../takeIn';
import { as, decided, done, refused, today, vegas } from './vegas';

describe('the first five minutes', () => {
  const first = startPlan(
    { name: ' Ana ', voice: 'I', timeZone: 'America/Denver', languages: ['es', 'en'] },
    as('ana'),
  );

  test('a plan begins with one person, who is household and its custodian', () => {
    if (!first.ok) throw new Error(JSON.stringify(first.refusal));
    const reading = readPlan(after(new Map(), first.value));
    expect(reading.about).toMatchObject({ timeZone: 'America/Denver' });
    expect(reading.about.fileId).toBeTruthy();
    expect(reading.plan).toEqual({ voice: 'I', languages: ['es', 'en'], custodian: 'ana' });
    expect(reading.people.get('ana')).toEqual({
      id: 'ana',
      name: 'Ana',
      supportType: 'family',
      household: true,
      language: 'es',
    });
  });

  test('vision, one strength, one need, one step', () => {
    if (!first.ok) throw new Error(JSON.stringify(first.refusal));
    let state = after(new Map(), first.value);
    const ana = as('ana');
    const vision = { table: 'plan', id: 'plan', field: 'vision', was: '', now: 'Quiet' } as const;
    state = done(state, editWords, vision, ana);
    state = done(state, addStrength, { whose: 'ana', text: 'Patient' }, ana);
    state = done(state, addNeed, { text: 'To sleep' }, ana);
    const needId = [...readPlan(state).needs.keys()][0] ?? '';
    state = done(state, addStep, { needId, sentence: { action: 'Lights out at ten' } }, ana);
    const reading = readPlan(state);
    expect(reading.plan.vision).toBe('Quiet');
    expect([...reading.strengths.values()][0]?.text).toBe('Patient');
    expect([...reading.needs.values()][0]).toMatchObject({ text: 'To sleep', rank: 1 });
    expect([...reading.steps.values()][0]?.versions[0]?.action).toBe('Lights out at ten');
  });

  test('nobody without a name, no zone that is nowhere', () => {
    const why = (name: string, timeZone: string) => startPlan({ name, timeZone }, as('ana'));
    expect(why(' ', 'UTC')).toMatchObject({ refusal: { kind: 'nothingWritten', field: 'name' } });
    expect(why('Ana', 'Mars/Olympus')).toMatchObject({ refusal: { kind: 'unknownTimeZone' } });
  });
});

describe('people', () => {
  test('somebody is written in, and the household says who is household', () => {
    const state = done(vegas, addPerson, { name: 'Omar', supportType: 'natural' }, as('teo'));
    const omar = [...readPlan(state).people.values()].find(({ name }) => name === 'Omar');
    expect(omar).toEqual({ id: omar?.id, name: 'Omar', supportType: 'natural' });
    const field = { table: 'people', id: omar?.id ?? '', field: 'household', value: true } as const;
    expect(readPlan(done(state, editField, field, as('teo'))).people.get(field.id)?.household).toBe(
      true,
    );
  });

  test('Renee is gone, and what she did stays; she comes back (PLAN13)', () => {
    const gone = done(vegas, markGone, { personId: 'renee' }, as('marisol'));
    expect(readPlan(gone).people.get('renee')?.leftOn).toBe(today);
    expect(readPlan(gone).steps).toEqual(readPlan(vegas).steps);
    const back = done(gone, markBack, { personId: 'renee' }, as('marisol'));
    expect(readPlan(back).people.get('renee')).toEqual(readPlan(vegas).people.get('renee'));
  });

  test('the plan stays in somebody’s hands: Marisol holds it, so she neither leaves nor moves out before Teo does', () => {
    const out = { table: 'people', id: 'marisol', field: 'household', value: undefined } as const;
    const left = { ...out, field: 'leftOn', value: today } as const;
    const holds = { kind: 'holdsThePlan', id: 'marisol' };
    expect(refused(vegas, editField, out, as('teo'))).toEqual(holds);
    expect(refused(vegas, editField, left, as('teo'))).toEqual(holds);
    expect(refused(vegas, markGone, { personId: 'marisol' }, as('teo'))).toEqual(holds);
    const teo = { table: 'plan', id: 'plan', field: 'custodian', value: 'teo' } as const;
    const handed = done(vegas, editField, teo, as('marisol'));
    done(handed, editField, out, as('teo'));
    const gone = done(handed, markGone, { personId: 'marisol' }, as('teo'));
    expect(refused(gone, editField, { ...teo, value: 'marisol' }, as('teo'))).toMatchObject({
      kind: 'custodianNotHousehold',
    });
  });

  test('somebody of the household stays: Ana alone is neither moved out, marked as gone nor taken out', () => {
    const ana = { id: 'ana', name: 'Ana', supportType: 'family', household: true };
    const luz = { ...ana, id: 'luz', name: 'Luz', leftOn: today };
    const bea = { id: 'bea', name: 'Bea', supportType: 'paid' };
    const alone = after(
      new Map(),
      [ana, luz, bea].map((record) => ({
        type: 'recordAdded',
        table: 'people',
        id: record.id,
        record,
        readers: 'team',
      })),
    );
    const last = { kind: 'lastOfHousehold', id: 'ana' };
    const out = { table: 'people', id: 'ana', field: 'household', value: false } as const;
    expect(refused(alone, editField, out, as('ana'))).toEqual(last);
    expect(refused(alone, markGone, { personId: 'ana' }, as('ana'))).toEqual(last);
    expect(refused(alone, removeRecord, { table: 'people', id: 'ana' }, as('ana'))).toEqual(last);
    done(alone, markGone, { personId: 'bea' }, as('ana'));
    const back = done(alone, markBack, { personId: 'luz' }, as('ana'));
    done(back, markGone, { personId: 'ana' }, as('ana'));
  });

  test('a person whom the plan knows is not taken out, and what knows them is named', () => {
    const why = refused(vegas, removeRecord, { table: 'people', id: 'hollis' }, as('teo'));
    expect(why).toMatchObject({ kind: 'stillNeeded' });
    const by = why?.kind === 'stillNeeded' ? why.by : [];
    expect(by).toContainEqual({ table: 'safetyPlan', id: 'safetyPlan' });
    expect(by).toContainEqual({ table: 'ties', id: 'tie-hollis' });
    expect(by).toContainEqual({ table: 'stepVersions', id: 's1v3' });
    const state = done(vegas, addPerson, { name: 'Omar', supportType: 'natural' }, as('teo'));
    const omar = [...readPlan(state).people.values()].find(({ name }) => name === 'Omar');
    const without = done(state, removeRecord, { table: 'people', id: omar?.id ?? '' }, as('teo'));
    expect(readPlan(without).people).toEqual(readPlan(vegas).people);
  });

  test('the support map is the household’s', () => {
    const [tie] = decided(vegas, addTie, { personId: 'renee', energy: 'gives' }, as('teo'));
    expect(tie).toMatchObject({ table: 'ties', readers: 'household' });
  });
});

describe('what people edit', () => {
  test('two people change the vision at once, and both keep their words (PLAN10)', () => {
    const was = readPlan(vegas).plan.vision ?? '';
    const edit = (now: string) =>
      ({ table: 'plan', id: 'plan', field: 'vision', was, now }) as const;
    const teo = done(vegas, editWords, edit(`Music. ${was}`), as('teo'));
    const both = done(teo, editWords, edit(`${was} And dancing.`), as('luz'));
    expect(readPlan(both).plan.vision).toBe(`Music. ${was} And dancing.`);
  });

  test('ground rules are edited as lines', () => {
    const was = joinLines(readPlan(vegas).plan.groundRules ?? []);
    const edit = { table: 'plan', id: 'plan', field: 'groundRules', was, now: `${was}We eat.\n` };
    const state = done(vegas, editWords, edit as Parameters<typeof editWords>[1], as('luz'));
    expect(readPlan(state).plan.groundRules?.at(-1)).toBe('We eat.');
    expect(readPlan(state).plan.groundRules).toHaveLength(4);
  });

  test('a need keeps some words', () => {
    const edit = { table: 'needs', id: 'n-rest', field: 'text', was: 'x', now: ' ' } as const;
    expect(refused(vegas, editWords, edit, as('teo'))).toMatchObject({ kind: 'nothingWritten' });
  });

  test('the safety plan: who to call first, levels, lines', () => {
    const edit = (field: 'callFirst', value: string[]) =>
      ({ table: 'safetyPlan', id: 'safetyPlan', field, value }) as const;
    const state = done(vegas, editField, edit('callFirst', ['ines', 'chelo']), as('marisol'));
    expect(readPlan(state).safetyPlan?.callFirst).toEqual(['ines', 'chelo']);
    expect(refused(vegas, editField, edit('callFirst', ['x']), as('marisol'))).toMatchObject({
      kind: 'notHere',
      id: 'x',
    });
    const lines = [{ name: '988', number: '988' }];
    const empty = new Map();
    const begun = done(
      empty,
      editField,
      { table: 'safetyPlan', id: 'safetyPlan', field: 'lines', value: lines },
      as('marisol'),
    );
    expect(readPlan(begun).safetyPlan).toEqual({ lines });
  });

  test('the custodian is always a household person', () => {
    const to = (value: string) =>
      ({ table: 'plan', id: 'plan', field: 'custodian', value }) as const;
    expect(refused(vegas, editField, to('renee'), as('marisol'))).toEqual({
      kind: 'custodianNotHousehold',
      id: 'renee',
    });
    expect(readPlan(done(vegas, editField, to('teo'), as('marisol'))).plan.custodian).toBe('teo');
  });

  test('a field is taken away again, but never a name; the same again changes nothing', () => {
    const phone = { table: 'people', id: 'chelo', field: 'phone' } as const;
    const state = done(vegas, editField, { ...phone, value: undefined }, as('luz'));
    expect(readPlan(state).people.get('chelo')).not.toHaveProperty('phone');
    expect(decided(vegas, editField, { ...phone, value: '555-0142' }, as('luz'))).toEqual([]);
    const name = { table: 'people', id: 'chelo', field: 'name', value: undefined } as const;
    expect(refused(vegas, editField, name, as('luz'))).toMatchObject({ kind: 'nothingWritten' });
  });

  test('voice and time zone (PLAN12)', () => {
    const zone = { timeZone: 'Europe/Madrid' };
    expect(readPlan(done(vegas, changeTimeZone, zone, as('teo'))).about.timeZone).toBe(
      'Europe/Madrid',
    );
    expect(readPlan(done(vegas, setVoice, { voice: 'we' }, as('teo'))).plan.voice).toBe('we');
  });
});

describe('taking out', () => {
  test.each([
    ['strengths', 'g1', undefined],
    ['strengths', 'g4', { table: 'stepVersions', id: 's4v3' }],
    ['strategies', 'st1', undefined],
    ['keepsakeEntries', 'k1', undefined],
    ['ties', 'tie-grady', undefined],
    ['needs', 'n-rest', { table: 'steps', id: 's6' }],
    ['steps', 's6', { table: 'stepVersions', id: 's6v1' }],
  ] as const)('%s %s', (table, id, by) => {
    if (by) {
      const why = refused(vegas, removeRecord, { table, id }, as('teo'));
      expect(why?.kind === 'stillNeeded' && why.by).toContainEqual(by);
    } else {
      const state = done(vegas, removeRecord, { table, id }, as('teo'));
      expect(state.get(table)?.has(id)).toBe(false);
    }
  });

  test('what is not there is said', () => {
    expect(refused(vegas, removeRecord, { table: 'needs', id: 'x' }, as('teo'))).toEqual({
      kind: 'notHere',
      table: 'needs',
      id: 'x',
    });
  });
});

test('other ways for a need', () => {
  const way = { needId: 'n-rest', text: 'Earplugs', strengthIds: ['g2'] };
  const state = done(vegas, addStrategy, way, as('marisol'));
  expect([...readPlan(state).strategies.values()].at(-1)).toMatchObject(way);
});

describe('a sentence (PLAN2, PLAN4)', () => {
  test('names what real life usually asks for', () => {
    expect(missingParts({ action: '' })).toEqual(['action', 'cue', 'doers', 'backup']);
    const v1 = readPlan(vegas).steps.get('s4')?.versions[0];
    expect(v1 && missingParts(sentenceOf(v1))).toEqual(['backup']);
  });

  test.each([
    [undefined, false],
    [0, true],
    [6.9, true],
    [7, false],
  ])('confidence %s offers "make it smaller": %s', (confidence, offers) => {
    expect(offersSmaller(confidence === undefined ? {} : { confidence })).toBe(offers);
  });
});
