import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fallenOut, type Fallen } from '../../../src/lib/document/fallenOut';
import { familyPlanKind } from '../../../src/lib/document/familyPlanKind';
import { Roots } from '../../../src/lib/document/roots';
import { writeChange } from '../../../src/lib/document/writeChange';
import type { Json } from '../../../src/lib/domain/json';
import type { Change } from '../../../src/lib/domain/plan/change';

const clients = { marisol: 11, teo: 22, renee: 33 };
type Who = keyof typeof clients;
const at = (minute: number): string => `2026-03-02T08:0${minute}:00.000Z`;

/** What somebody writes into a document, as one of its devices. */
const writes = (doc: Y.Doc, who: Who, minute: number, ...changes: Change[]): void => {
  doc.clientID = clients[who];
  const roots = new Roots(doc, familyPlanKind);
  const writer = { device: who, chain: 'run', at: at(minute) };
  doc.transact(() => {
    for (const change of changes) writeChange(familyPlanKind, roots, change, writer);
  });
};
type Written = readonly [Who, number, ...Change[]];
const docOf = (from: Y.Doc | undefined, written: readonly Written[]): Y.Doc => {
  const doc = new Y.Doc();
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  for (const [who, minute, ...changes] of written) writes(doc, who, minute, ...changes);
  return doc;
};

/** What falls out of Teo's writing: first what stood everywhere, then what stood here, then what stands instead. */
const falls = (
  both: readonly Written[],
  before: readonly Written[],
  after: readonly Written[] = [],
): Fallen[] => {
  const shared = docOf(undefined, both);
  return fallenOut(familyPlanKind, docOf(shared, before), docOf(shared, after), {
    names: ['teo'],
    isClient: (client) => client === clients.teo,
  });
};

const aTry = (id: string, words = 'It rained'): Change => ({
  type: 'factRecorded',
  table: 'tries',
  id,
  fact: { id, words, outcome: 'didnt' },
  readers: 'team',
});
const erased = (tryId: string): Change => ({ type: 'wordsErased', tryId });
const need = (id: string, text = 'To be heard'): Change => ({
  type: 'recordAdded',
  table: 'needs',
  id,
  record: { id, text, personId: 'kai' },
  readers: 'team',
});
const removed = (id: string): Change => ({ type: 'recordRemoved', table: 'needs', id });
const person = (id: string, value?: Json): Change => ({
  ...{ type: 'fieldChanged', table: 'needs', id, field: 'personId', value },
});
const phase = (value: Json): Change => ({
  ...{ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'phase', value },
});
const vision = (value: string): Change => ({
  ...{ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value },
});

describe('LED6 what a device wrote and that does not stand any more: facts', () => {
  test('one of its own, whole', () => {
    expect(falls([], [['teo', 1, aTry('a')]])).toEqual([
      {
        what: 'fact',
        table: 'tries',
        id: 'a',
        fact: { id: 'a', words: 'It rained', outcome: 'didnt' },
      },
    ]);
  });

  test('not what somebody else wrote, nor what stands, nor what it took back itself', () => {
    expect(falls([], [['renee', 1, aTry('a')]])).toEqual([]);
    expect(falls([['teo', 1, aTry('a')]], [])).toEqual([]);
    const both = docOf(undefined, [['teo', 1, aTry('a')]]);
    const before = docOf(both, []);
    before.clientID = clients.teo;
    before.getMap('tries').delete('teo.run/a');
    const own = { names: ['teo'], isClient: () => true };
    expect(fallenOut(familyPlanKind, before, new Y.Doc(), own)).toEqual([]);
  });

  test('not what came there too and was taken back there since', () => {
    const shared = docOf(undefined, [['teo', 1, aTry('a')]]);
    const after = docOf(shared, []);
    after.getMap('tries').delete('teo.run/a');
    const own = { names: ['teo'], isClient: () => true };
    expect(fallenOut(familyPlanKind, shared, after, own)).toEqual([]);
  });

  test('not one of a device whose name begins like its own', () => {
    const before = new Y.Doc();
    before.getMap('tries').set('teodora.run/a', { id: 'a' });
    const own = { names: ['teo'], isClient: () => true };
    expect(fallenOut(familyPlanKind, before, new Y.Doc(), own)).toEqual([]);
  });

  test('the words of a try that it had taken back, and that stand again', () => {
    expect(falls([['teo', 1, aTry('a')]], [['teo', 2, erased('a')]])).toEqual([
      { what: 'erasure', id: 'a' },
    ]);
  });

  test('a try that was written and whose words were taken back where nothing of it stands: it comes without them', () => {
    expect(
      falls(
        [],
        [
          ['teo', 1, aTry('a')],
          ['teo', 2, erased('a')],
        ],
      ),
    ).toEqual([
      {
        what: 'fact',
        table: 'tries',
        id: 'a',
        fact: { id: 'a', outcome: 'didnt', wordsTakenBack: true },
      },
    ]);
  });
});

describe('LED6 what a device wrote and that does not stand any more: records', () => {
  test('one that it began, as it stood last', () => {
    expect(
      falls(
        [],
        [
          ['teo', 1, need('a')],
          ['teo', 2, person('a', 'ana')],
        ],
      ),
    ).toEqual([
      {
        what: 'record',
        table: 'needs',
        id: 'a',
        record: { id: 'a', text: 'To be heard', personId: 'ana' },
      },
    ]);
  });

  test('not one that it had removed again', () => {
    expect(
      falls(
        [],
        [
          ['teo', 1, need('a')],
          ['teo', 2, removed('a')],
        ],
      ),
    ).toEqual([]);
  });

  test('of one that somebody else began and that is gone, what it wrote in it', () => {
    expect(
      falls(
        [],
        [
          ['renee', 1, need('a')],
          ['teo', 2, person('a', 'ana')],
        ],
      ),
    ).toEqual([
      { what: 'field', table: 'needs', id: 'a', field: 'personId', value: 'ana', at: at(2) },
    ]);
  });

  test('that it took one out', () => {
    const both: Written[] = [['renee', 1, need('a')]];
    expect(falls(both, [['teo', 2, removed('a')]])).toEqual([
      { what: 'removal', table: 'needs', id: 'a' },
    ]);
    expect(falls(both, [['renee', 2, removed('a')]])).toEqual([]);
  });
});

describe('LED6 what a device wrote and that does not stand any more: fields', () => {
  const both: Written[] = [['renee', 1, need('a'), phase('teamBuilding')]];

  test('its last writing of one, where an earlier one stands', () => {
    expect(
      falls(both, [
        ['teo', 2, phase('planning')],
        ['teo', 3, person('a', 'ana')],
      ]),
    ).toEqual([
      { what: 'field', table: 'plan', id: 'plan', field: 'phase', value: 'planning', at: at(2) },
      { what: 'field', table: 'needs', id: 'a', field: 'personId', value: 'ana', at: at(3) },
    ]);
  });

  test('to be chosen where something stands that was written later, and not where the same does', () => {
    const before: Written[] = [['teo', 3, phase('planning')]];
    expect(falls(both, before, [['renee', 2, phase('transition')]])).toMatchObject([
      { what: 'field', value: 'planning' },
    ]);
    expect(falls(both, before, [['renee', 4, phase('transition')]])).toEqual([
      { what: 'choice', table: 'plan', id: 'plan', field: 'phase', value: 'planning', at: at(3) },
    ]);
    expect(falls(both, before, [['renee', 4, phase('planning')]])).toEqual([]);
  });

  test('one that it made absent', () => {
    expect(falls(both, [['teo', 2, person('a')]])).toEqual([
      { what: 'field', table: 'needs', id: 'a', field: 'personId', at: at(2) },
    ]);
  });

  test('not what somebody else wrote over it, nor what stood before', () => {
    expect(
      falls(both, [
        ['teo', 2, phase('planning')],
        ['renee', 3, phase('transition')],
      ]),
    ).toEqual([]);
    expect(falls([['teo', 1, phase('planning')]], [])).toEqual([]);
  });

  test('not what came there too and was written over there', () => {
    expect(falls([['teo', 1, phase('planning')]], [], [['renee', 2, phase('transition')]])).toEqual(
      [],
    );
  });

  test('of two runs of the device, the later', () => {
    const shared = docOf(undefined, both);
    const before = docOf(shared, []);
    const entry = (minute: number, v: string) => ({ at: at(minute), v });
    before.clientID = clients.teo;
    before.getMap('plan').set('phase@teo.one', entry(4, 'later'));
    before.getMap('plan').set('phase@teo.two', entry(3, 'earlier'));
    const own = { names: ['teo'], isClient: () => true };
    expect(fallenOut(familyPlanKind, before, shared, own)).toMatchObject([{ value: 'later' }]);
  });

  test('nothing that a document says of itself', () => {
    const shared = docOf(undefined, both);
    const before = docOf(shared, []);
    before.clientID = clients.teo;
    before.getMap('plan').set('~here@teo.run', { at: at(2), v: true });
    const own = { names: ['teo'], isClient: () => true };
    expect(fallenOut(familyPlanKind, before, shared, own)).toEqual([]);
  });
});

describe('LED6 what a device wrote and that does not stand any more: words', () => {
  const both: Written[] = [['renee', 1, need('a'), vision('We eat together')]];
  const lines = (value: string[]): Change => ({
    ...{ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'groundRules', value },
  });

  test('are always to be chosen, as a whole, for others may have written in them', () => {
    const fallen = falls(both, [['teo', 2, vision('We eat together on Sundays')]]);
    expect(fallen).toMatchObject([
      {
        what: 'choice',
        table: 'plan',
        id: 'plan',
        field: 'vision',
        value: 'We eat together on Sundays',
      },
    ]);
    const inRecord: Change = {
      ...{
        type: 'fieldChanged',
        table: 'needs',
        id: 'a',
        field: 'text',
        value: 'To be heard at home',
      },
    };
    expect(falls(both, [['teo', 2, inRecord]])).toMatchObject([
      { what: 'choice', table: 'needs', id: 'a', field: 'text', value: 'To be heard at home' },
    ]);
  });

  test('lines are lines', () => {
    expect(falls(both, [['teo', 2, lines(['One speaks', 'No phones'])]])).toMatchObject([
      { what: 'choice', field: 'groundRules', value: ['One speaks', 'No phones'] },
    ]);
  });

  test('not where the same can be read, nor where only somebody else wrote, nor what it deleted again', () => {
    const sundays = vision('We eat together on Sundays');
    expect(falls(both, [['teo', 2, sundays]], [['renee', 3, sundays]])).toEqual([]);
    expect(falls(both, [['renee', 2, sundays]])).toEqual([]);
    expect(
      falls(both, [
        ['teo', 2, sundays],
        ['teo', 3, vision('We eat together')],
      ]),
    ).toEqual([]);
  });

  test('not where all that it wrote in them it had taken out again', () => {
    const before: Written[] = [
      ['teo', 2, vision('We always eat together')],
      ['teo', 3, vision('We eat together')],
      ['renee', 4, vision('We eat together at noon')],
    ];
    expect(falls(both, before)).toEqual([]);
  });
});
