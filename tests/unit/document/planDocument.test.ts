import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { JsonObject } from '../../../src/lib/domain/json';
import type { Change } from '../../../src/lib/domain/plan/change';
import { PlanReader } from '../../../src/lib/domain/plan/reader';
import { clientId } from '../../../src/lib/document/clientId';
import { familyPlanKind } from '../../../src/lib/document/familyPlanKind';
import { encodePieces } from '../../../src/lib/document/pieces';
import { longPlan } from './longPlan';
import { read, seen, Tab } from './people';

const vision = (value: string): Change => ({
  type: 'fieldChanged',
  table: 'plan',
  id: 'plan',
  field: 'vision',
  value,
});

afterEach(() => vi.restoreAllMocks());

describe('the cached reading', () => {
  test('one new try in a plan of 5,000 is one record read, and one step new', () => {
    const marisol = new Tab('marisol');
    for (const batch of longPlan(200, 5_000)) marisol.write(...batch);
    const before = marisol.document.reading;
    expect(before.steps.size).toBe(200);
    const put = vi.spyOn(PlanReader.prototype, 'put');
    marisol.write({
      type: 'factRecorded',
      table: 'tries',
      id: 'new',
      fact: { id: 'new', versionId: 'version7', on: '2026-03-02', outcome: 'asPlanned' },
      readers: 'household',
    });
    const after = marisol.document.reading;
    expect(put.mock.calls.map(([table, id]) => `${table} ${id}`)).toEqual(['tries new']);
    const changed = [...after.steps].filter(([id, history]) => before.steps.get(id) !== history);
    expect(changed.map(([id]) => id)).toEqual(['step7']);
    expect(after.people).toBe(before.people);
    marisol.document.undo();
    expect(put).toHaveBeenCalledTimes(2);
    expect(marisol.document.reading.steps.get('step7')).toEqual(before.steps.get('step7'));
  });

  test('editing words reads the one record they stand in', () => {
    const marisol = new Tab('marisol');
    for (const batch of longPlan(20, 100)) marisol.write(...batch);
    const put = vi.spyOn(PlanReader.prototype, 'put');
    marisol.write({
      type: 'textEdited',
      table: 'needs',
      id: 'need0',
      field: 'text',
      was: '',
      now: 'Sleep',
    });
    expect(put.mock.calls.map(([table, id]) => `${table} ${id}`)).toEqual(['needs need0']);
  });

  test('nobody is told twice of one write over several documents', () => {
    const marisol = new Tab('marisol');
    const heard = vi.fn();
    const stop = marisol.document.onReading(heard);
    marisol.write(vision('We'), {
      type: 'factRecorded',
      table: 'tries',
      id: 'one',
      fact: { id: 'one' },
      readers: 'household',
    });
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    marisol.write(vision('Us'));
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test('each document that a command touched gives one update to keep, the others none', () => {
    const marisol = new Tab('marisol');
    marisol.write(
      vision('We'),
      vision('We all'),
      ...['a', 'b'].map((id): Change => ({
        type: 'factRecorded',
        table: 'tries',
        id,
        fact: { id },
        readers: 'household',
      })),
    );
    expect(marisol.sent.map(({ part }) => part).sort()).toEqual(['household', 'team']);
    marisol.document.undo();
    expect(marisol.sent.map(({ part }) => part).sort()).toEqual([
      'household',
      'household',
      'team',
      'team',
    ]);
  });
});

describe('DOC4', () => {
  test('an older shape is read as today, and nothing is written for it', () => {
    const older = new Tab('older');
    older.write({
      type: 'recordAdded',
      table: 'people',
      id: 'teo',
      record: { id: 'teo', fullName: 'Teo', supportType: 'natural' },
      readers: 'team',
    });
    const kind = {
      ...familyPlanKind,
      version: 2,
      upcasts: [
        (table: string, record: JsonObject): JsonObject => {
          const { fullName, ...rest } = record;
          return table === 'people' && fullName !== undefined
            ? { name: fullName, ...rest }
            : record;
        },
      ],
    };
    const marisol = new Tab('marisol', { kind }).hear(older);
    expect(marisol.document.reading.people.get('teo')?.name).toBe('Teo');
    expect(marisol.document.encode('team')).toEqual(older.document.encode('team'));
    marisol.write({ type: 'fieldChanged', table: 'people', id: 'teo', field: 'name', value: 'T' });
    expect(marisol.document.reading.people.get('teo')?.name).toBe('T');
    // The older app still reads what it knows.
    expect(read(older.hear(marisol)).people?.teo).toMatchObject({ fullName: 'Teo' });
  });
});

describe('DOC4, where Yjs would tidy up', () => {
  test('formatting that two others left in the words is not deleted by reading them', () => {
    const [one, two] = [new Y.Doc(), new Y.Doc()];
    one.getText('plan.vision').insert(0, 'We eat together');
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    for (const doc of [one, two]) doc.getText('plan.vision').format(0, 6, { bold: true });
    const updates = [one, two].map((doc) => Y.encodeStateAsUpdate(doc));
    const deletedIn = (open: (update: Uint8Array) => void, state: () => Uint8Array): number => {
      updates.forEach(open);
      const doc = new Y.Doc();
      doc.transact(() => Y.applyUpdate(doc, state()));
      return Y.createDeleteSetFromStructStore(doc.store).clients.size;
    };
    const stock = new Y.Doc();
    stock.getText('plan.vision');
    const tidied = deletedIn(
      (update) => Y.applyUpdate(stock, update),
      () => Y.encodeStateAsUpdate(stock),
    );
    const { document, sent } = new Tab('marisol');
    const read = deletedIn(
      (update) => document.apply('team', [update]),
      () => Y.mergeUpdates(document.encode('team')),
    );
    expect(tidied).toBeGreaterThan(0);
    expect(read).toBe(0);
    expect(sent).toEqual([]);
    expect(document.reading.plan.vision).toBe('We eat together');
  });
});

describe('DOC9', () => {
  test('an older app reads what a newer one wrote and does not write to it', () => {
    const newer = new Tab('newer', { kind: { ...familyPlanKind, version: 2, minReader: 2 } });
    const marisol = new Tab('marisol');
    marisol.write(vision('We'));
    newer.hear(marisol).write(vision('We all'));
    marisol.hear(newer);
    expect(marisol.document.canWrite).toBe(false);
    expect(marisol.document.reading.plan.vision).toBe('We all');
    const sent = marisol.sent.length;
    expect(marisol.document.write([vision('Mine')], marisol.now())).toEqual({
      ok: false,
      refusal: 'needsNewerApp',
    });
    expect(marisol.document.canUndo).toBe(false);
    marisol.document.undo();
    expect(marisol.sent.length).toBe(sent);
    expect(newer.document.canWrite).toBe(true);
  });

  test('an older app that writes at the same time does not lower what the newer one asked for', () => {
    for (const [first, second] of [
      ['aaa', 'zzz'],
      ['zzz', 'aaa'],
    ] as const) {
      const newer = new Tab(first, { kind: { ...familyPlanKind, version: 2, minReader: 2 } });
      const older = new Tab(second);
      newer.write(vision('We'));
      older.write(vision('Us'));
      expect(older.hear(newer).document.canWrite).toBe(false);
    }
  });

  test('a document of another kind is not written to', () => {
    const doc = new Y.Doc();
    doc.getMap('meta').set('kind coachingLoop', true);
    const marisol = new Tab('marisol').hear([{ part: 'team', update: Y.encodeStateAsUpdate(doc) }]);
    expect(marisol.document.canWrite).toBe(false);
  });
});

describe('LED1', () => {
  const clients = (tab: Tab): number[] => [
    ...Y.decodeStateVector(
      Y.encodeStateVectorFromUpdate(Y.mergeUpdates(tab.document.encode('team'))),
    ).keys(),
  ];

  test('a tab writes under the client id of its document, device and chain', () => {
    const marisol = new Tab('marisol');
    marisol.write(vision('We'));
    expect(clients(marisol)).toEqual([clientId('vega/team', 'marisol', 'marisolChain')]);
  });

  test('a chain whose client id another writer has already is not used again', () => {
    const marisol = new Tab('marisol');
    marisol.write(vision('We'));
    // The same tab opens the plan once more, or a restored profile does.
    const again = new Tab('marisol').hear(marisol);
    again.write(vision('We all'));
    expect(clients(again).sort()).toEqual(
      [
        clientId('vega/team', 'marisol', 'marisolChain'),
        clientId('vega/team', 'marisol', 'marisolChain-1'),
      ].sort(),
    );
    // And when the other is only heard of while this one writes:
    const [left, right] = [new Tab('marisol'), new Tab('marisol')];
    left.write(vision('We'), vision('We eat'));
    right.write(vision('Us'));
    right.hear(left);
    right.write({ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'phase', value: 'plan' });
    expect(clients(right)).toContain(clientId('vega/team', 'marisol', 'marisolChain-1'));
  });

  test('a device or chain that would break a key is refused at once', () => {
    expect(() => new Tab('a/b')).toThrow();
    expect(() => new Tab('a', { newChain: () => 'b.c' })).toThrow();
  });
});

describe('a state in pieces', () => {
  const many = (): Tab => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    for (const [at, batch] of [...longPlan(30, 600)].entries())
      (at % 2 ? teo.hear(marisol) : marisol.hear(teo)).write(...batch);
    // Two who write into one another's words: each builds on the other, again and again.
    for (let at = 0; at < 60; at++)
      (at % 2 ? teo.hear(marisol) : marisol.hear(teo)).write(
        vision(`${'We eat. '.repeat(at * 5)}!`),
      );
    return marisol.hear(teo);
  };

  test('each piece finds what it builds on, and all together are the whole', () => {
    const marisol = many();
    const doc = new Y.Doc();
    for (const part of ['team', 'household'] as const)
      for (const update of marisol.document.encode(part)) Y.applyUpdate(doc, update);
    const pieces = encodePieces(doc, 4_000);
    expect(pieces.length).toBeGreaterThan(10);
    const fresh = new Y.Doc();
    for (const piece of pieces) {
      expect(piece.length).toBeLessThan(12_000);
      Y.applyUpdate(fresh, piece);
      expect(fresh.store.pendingStructs).toBeNull();
    }
    expect(Y.encodeStateAsUpdate(fresh)).toEqual(Y.encodeStateAsUpdate(doc));
    // They can be merged, as storage does with what it keeps.
    const merged = new Y.Doc();
    Y.applyUpdate(merged, Y.mergeUpdates(pieces));
    expect(Y.encodeStateAsUpdate(merged)).toEqual(Y.encodeStateAsUpdate(doc));
  });

  test('what still waits for something else is kept', () => {
    const marisol = new Tab('marisol');
    for (let at = 0; at < 4; at++) marisol.write(vision(`${at}`.repeat(2_000)));
    const [first, second, ...rest] = marisol.sent;
    if (!first || !second) throw new Error('nothing sent');
    const doc = new Y.Doc();
    for (const { update } of [first, ...rest]) Y.applyUpdate(doc, update);
    expect(doc.store.pendingStructs).not.toBeNull();
    const moved = new Y.Doc();
    for (const piece of [...encodePieces(doc, 1_000), second.update]) Y.applyUpdate(moved, piece);
    expect(moved.getText('plan.vision').toJSON()).toBe('3'.repeat(2_000));
  });

  test('a large plan is cut small enough not to block a screen', () => {
    const marisol = new Tab('marisol');
    for (const batch of longPlan(200, 5_000)) marisol.write(...batch);
    const pieces = marisol.document.encode('household');
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) expect(piece.length).toBeLessThan(128 * 1024);
    const kitchen = new Tab('kitchen');
    for (const part of ['team', 'household'] as const)
      for (const piece of marisol.document.encode(part)) kitchen.document.apply(part, [piece]);
    expect(seen(kitchen)).toEqual(seen(marisol));
  });
});
