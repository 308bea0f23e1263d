import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { JsonObject } from '../../../src/lib/domain/json';
import type { Change, Readers } from '../../../src/lib/domain/plan/change';
import { json } from './arbitraries';
import { meet, read, Tab } from './people';

const attempt = (id: string, fact: JsonObject = {}, readers: Readers = 'household'): Change => ({
  type: 'factRecorded',
  table: 'tries',
  id,
  fact: { id, ...fact },
  readers,
});

const bytes = (tab: Tab, part: 'team' | 'household' | 'mine/marisol'): string =>
  Buffer.concat([
    ...tab.sent.filter((sent) => sent.part === part).map(({ update }) => update),
    ...tab.document.encode(part),
  ]).toString('latin1');

const encoded = (tab: Tab): string =>
  (['team', 'household', 'mine/marisol'] as const)
    .map((part) => Buffer.concat(tab.document.encode(part)).toString('latin1'))
    .join('');

describe('DOC6', () => {
  test('a fact set again under its id stays as it was set first', () => {
    const marisol = new Tab('marisol');
    marisol.write(attempt('one', { words: 'first' }));
    marisol.write(attempt('one', { words: 'second' }));
    marisol.write(attempt('one', { words: 'third' }, 'team'));
    expect(read(marisol).tries?.one?.words).toBe('first');
    expect(encoded(marisol)).not.toContain('second');
  });

  test('two facts of one id: all read the one with the smallest key, both stay', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    teo.write(attempt('one', { words: 'of Teo' }));
    marisol.write(attempt('one', { words: 'of Marisol' }));
    meet(marisol, teo);
    for (const tab of [marisol, teo]) {
      expect(read(tab).tries?.one?.words).toBe('of Marisol');
      expect(encoded(tab)).toContain('of Teo');
    }
    // Taken back by who wrote it, the other is there again.
    marisol.document.undo();
    teo.hear(marisol);
    for (const tab of [marisol, teo]) expect(read(tab).tries?.one?.words).toBe('of Teo');
  });

  test("a fact stands once under a key that begins with its writer's device and chain", () => {
    const marisol = new Tab('marisol');
    marisol.write(attempt('one', { words: 'x' }));
    const doc = new Y.Doc();
    for (const update of marisol.document.encode('household')) Y.applyUpdate(doc, update);
    expect(doc.getMap('tries').toJSON()).toEqual({
      'marisol.marisolChain/one': { id: 'one', words: 'x' },
    });
  });

  test('a fact has the id it stands under, whatever it says of itself', () => {
    const doc = new Y.Doc();
    doc.getMap('tries').set('a.b/one', { id: 'two', words: 'x' });
    const marisol = new Tab('marisol').hear([{ part: 'team', update: Y.encodeStateAsUpdate(doc) }]);
    expect(read(marisol).tries).toEqual({ one: { id: 'one', words: 'x' } });
  });

  test('what a newer app wrote into records and facts survives every edit', () => {
    fc.assert(
      fc.property(json, json, json, (inFact, inRecord, inWords) => {
        const marisol = new Tab('marisol');
        marisol.write(
          attempt('one', { words: 'w', fromNewer: inFact }),
          {
            type: 'recordAdded',
            table: 'people',
            id: 'teo',
            record: {
              id: 'teo',
              name: 'Teo',
              supportType: 'natural',
              fromNewer: inRecord,
              phone: '1',
            },
            readers: 'team',
          },
          { type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value: inWords },
          { type: 'fieldChanged', table: 'plan', id: 'plan', field: 'fromNewer', value: inWords },
        );
        marisol.write(
          { type: 'wordsErased', tryId: 'one' },
          { type: 'fieldChanged', table: 'people', id: 'teo', field: 'name', value: 'Teodoro' },
          { type: 'fieldChanged', table: 'people', id: 'teo', field: 'phone', value: undefined },
          {
            type: 'textEdited',
            table: 'plan',
            id: 'plan',
            field: 'teamMission',
            was: '',
            now: 'Together',
          },
        );
        const kitchen = new Tab('kitchen').hear(marisol);
        expect(read(kitchen)).toEqual({
          tries: { one: { id: 'one', fromNewer: inFact, wordsTakenBack: true } },
          people: {
            teo: { id: 'teo', name: 'Teodoro', supportType: 'natural', fromNewer: inRecord },
          },
          plan: { plan: { vision: inWords, fromNewer: inWords, teamMission: 'Together' } },
        });
        // And the reading, which is what screens and exports take, has them too.
        expect(kitchen.document.reading.people.get('teo')).toMatchObject({ fromNewer: inRecord });
      }),
    );
  });

  test('containers of a newer app survive every edit', () => {
    const doc = new Y.Doc();
    doc.getMap('songs').set('one', 'la la');
    const person = doc.getMap('people').set('teo', new Y.Map<unknown>());
    person.set('name@newer.chain', { at: '', v: 'Teo' });
    person.set('drawing', new Y.Array<string>()).insert(0, ['a line']);
    const marisol = new Tab('marisol').hear([{ part: 'team', update: Y.encodeStateAsUpdate(doc) }]);
    marisol.write({ type: 'fieldChanged', table: 'people', id: 'teo', field: 'name', value: 'T' });
    marisol.write({ type: 'recordRemoved', table: 'people', id: 'teo' });
    const after = new Y.Doc();
    for (const update of marisol.document.encode('team')) Y.applyUpdate(after, update);
    expect(after.getMap('songs').toJSON()).toEqual({ one: 'la la' });
    expect(after.getMap('people').toJSON()).toMatchObject({ teo: { drawing: ['a line'] } });
  });

  test('a key __proto__ is left out, and does no harm', () => {
    const marisol = new Tab('marisol');
    const bad = JSON.parse('{"id":"one","__proto__":{"admin":true},"x":{"__proto__":1,"y":2}}');
    marisol.write(attempt('one', bad), {
      type: 'recordAdded',
      table: 'people',
      id: '__proto__',
      record: JSON.parse(
        '{"id":"__proto__","name":"P","supportType":"natural","__proto__":{"admin":true}}',
      ),
      readers: 'team',
    });
    for (const tab of [marisol, new Tab('kitchen').hear(marisol)]) {
      const one = tab.document.tables.get('tries')?.get('one');
      expect(JSON.stringify(one)).toBe('{"id":"one","x":{"y":2}}');
      expect(tab.document.reading.people.get('__proto__')).toEqual({
        id: '__proto__',
        name: 'P',
        supportType: 'natural',
      });
    }
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test('half a character reads the same on every device', () => {
    const marisol = new Tab('marisol');
    const half = '😀'.slice(0, 1);
    marisol.write(
      attempt('one', { words: half }),
      { type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value: `a${half}b` },
      { type: 'fieldChanged', table: 'plan', id: 'plan', field: 'voice', value: half },
      { type: 'textEdited', table: 'plan', id: 'plan', field: 'culture', was: '', now: half },
    );
    expect(read(new Tab('kitchen').hear(marisol))).toEqual(read(marisol));
  });

  test('what is written is a copy: changing it afterwards changes nothing', () => {
    const marisol = new Tab('marisol');
    const fact = { id: 'one', words: 'before' };
    marisol.write({ type: 'factRecorded', table: 'tries', id: 'one', fact, readers: 'team' });
    fact.words = 'after';
    expect(read(marisol).tries?.one?.words).toBe('before');
  });
});

describe('DOC10', () => {
  test('a household try never stands in the team, one of only me in neither', () => {
    const marisol = new Tab('marisol');
    marisol.write(
      attempt('a', { words: 'planted-team' }, 'team'),
      attempt('b', { words: 'planted-household' }, 'household'),
      attempt('c', { words: 'planted-mine' }, { mine: 'marisol' }),
    );
    marisol.write({ type: 'wordsErased', tryId: 'c' });
    marisol.document.undo();
    marisol.document.redo();
    const team = bytes(marisol, 'team');
    const household = bytes(marisol, 'household');
    expect(team).toContain('planted-team');
    expect(team).not.toMatch(/planted-(household|mine)/);
    expect(household).toContain('planted-household');
    expect(household).not.toMatch(/planted-(team|mine)/);
    expect(bytes(marisol, 'mine/marisol')).toContain('planted-mine');
  });

  test('an edit goes to the document in which its record stands', () => {
    const marisol = new Tab('marisol');
    marisol.write({
      type: 'recordAdded',
      table: 'ties',
      id: 'grandma',
      record: { id: 'grandma', personId: 'p' },
      readers: 'household',
    });
    marisol.write({
      type: 'fieldChanged',
      table: 'ties',
      id: 'grandma',
      field: 'energy',
      value: 'planted-energy',
    });
    expect(bytes(marisol, 'household')).toContain('planted-energy');
    expect(bytes(marisol, 'team')).not.toContain('planted-energy');
  });

  test('only who is talking reads their own document', () => {
    const marisol = new Tab('marisol');
    marisol.write(attempt('c', { words: 'mine' }, { mine: 'marisol' }), attempt('h', {}));
    marisol.write({
      type: 'factRecorded',
      table: 'privateNotes',
      id: 'n',
      fact: { id: 'n', by: 'marisol', text: 'mine', on: '2026-03-02' },
      readers: { mine: 'marisol' },
    });
    expect(marisol.document.reading.privateNotes.size).toBe(1);
    marisol.document.setTalker('teo');
    expect(Object.keys(read(marisol).tries ?? {})).toEqual(['h']);
    expect(marisol.document.reading.privateNotes.size).toBe(0);
    marisol.document.setTalker(undefined);
    expect(marisol.document.reading.privateNotes.size).toBe(0);
    marisol.document.setTalker('marisol');
    expect(marisol.document.reading.privateNotes.size).toBe(1);
  });

  test('nobody on the team can put a fact over one of the household', () => {
    const marisol = new Tab('marisol');
    marisol.write(attempt('one', { words: 'ours' }));
    const helper = new Tab('aaa');
    helper.write(attempt('one', { words: 'theirs' }, 'team'));
    marisol.hear(helper);
    expect(read(marisol).tries?.one?.words).toBe('ours');
  });
});

describe('PLAN15', () => {
  test('erasing ends what could be done again, as any new thing does', () => {
    const marisol = new Tab('marisol');
    marisol.write(attempt('one', { words: 'w' }));
    marisol.write(attempt('two', { words: 'w' }));
    marisol.document.undo();
    marisol.write({ type: 'wordsErased', tryId: 'one' });
    expect(marisol.document.canRedo).toBe(false);
  });

  test('words that were erased stand nowhere in what is stored instead, and do not come back', () => {
    const marisol = new Tab('marisol');
    marisol.write(
      attempt('one', { words: 'planted-words', whatWeDidInstead: 'planted-instead', on: 'd' }),
    );
    marisol.document.undo();
    marisol.document.redo();
    expect(encoded(marisol)).toContain('planted-words');
    marisol.document.write(
      [
        { type: 'wordsErased', tryId: 'one' },
        {
          type: 'factRecorded',
          table: 'takeBacks',
          id: 'back',
          fact: { id: 'back', tryId: 'one', what: 'words', on: '2026-03-02' },
          readers: 'household',
        },
      ],
      marisol.now(),
    );
    const erased = { id: 'one', on: 'd', wordsTakenBack: true };
    expect(encoded(marisol)).not.toContain('planted');
    expect(read(marisol).tries?.one).toEqual(erased);
    expect(marisol.document.canRedo).toBe(false);
    // The erasing is no step that could be taken back: undo takes back what was done before it.
    marisol.document.undo();
    expect(read(marisol)).toMatchObject({ takeBacks: { back: { what: 'words' } } });
    marisol.document.redo();
    expect(encoded(marisol)).not.toContain('planted');
    expect(read(marisol).tries?.one).toEqual(erased);
    // And so on whatever device heard of it.
    expect(encoded(new Tab('kitchen').hear(marisol))).not.toContain('planted');
  });

  test("erasing what another device wrote leaves its fact alone; the other's later tabs may", () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    marisol.write(attempt('one', { words: 'hers' }));
    teo.hear(marisol).write({ type: 'wordsErased', tryId: 'one' });
    expect(read(teo).tries?.one?.words).toBe('hers');
    const later = new Tab('marisol', { newChain: () => 'later' }).hear(marisol);
    later.write({ type: 'wordsErased', tryId: 'one' });
    expect(read(teo.hear(later)).tries?.one).toEqual({ id: 'one', wordsTakenBack: true });
  });
});
