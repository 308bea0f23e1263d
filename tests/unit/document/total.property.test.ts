import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { changes, factTables, ids, json, recordTables, singleTables } from './arbitraries';
import { plain, seen, Tab } from './people';

const deep = (levels: number): unknown => {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { value };
  return value;
};

const deepMap = (levels: number): Y.Map<unknown> => {
  const map = new Y.Map<unknown>();
  if (levels > 0) map.set('in', deepMap(levels - 1));
  return map;
};

/** What another program, a bug or ill will may put where a record, a field or a fact is looked for. */
const anything: fc.Arbitrary<() => unknown> = fc.oneof(
  json.map((value) => () => value),
  json.map((v) => () => ({ at: '2026-03-02T08:00:00.000Z', v })),
  fc.constantFrom<() => unknown>(
    () => undefined,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => ({ id: 7, big: 2n ** 60n }),
    () => new Uint8Array([1, 2, 3]),
    () => ({ at: 7, v: { x: undefined } }),
    () => ({ at: 'later', words: true }),
    () => ({ at: 'later', was: 'x', v: new Uint8Array(2) }),
    () => JSON.parse('{"__proto__":{"id":"x"},"id":7}'),
    () => deep(90),
    () => deep(2000),
    () => ({ id: 'one', words: deep(2000) }),
    () => new Y.Doc({ guid: 'inner' }),
    () => new Y.Array(),
    () => deepMap(40),
    () => new Y.Text('words'),
    () => {
      const text = new Y.Text();
      text.applyDelta([
        { insert: 'bold', attributes: { bold: true } },
        { insert: { image: 'x' } },
        { insert: 'plain' },
      ]);
      return text;
    },
    () => new Y.XmlElement('p'),
  ),
);

const roots = fc.constantFrom(
  ...recordTables,
  ...singleTables,
  ...factTables,
  'meta',
  'plan.vision',
  'plan.groundRules',
  'unheardOf',
);
const keys = fc.oneof(
  ids,
  fc.constantFrom(
    'text',
    'text@a.b',
    'text@',
    '@',
    'vision@x.y',
    '~removed@x.y',
    '~here@x.y',
    '~odd@x.y',
    'a.b/one',
    'a.b/',
    '/',
    '__proto__',
    '__proto__@x.y',
    'version 1',
    'kind familyPlan',
  ),
);

const mess = fc.array(
  fc.record({
    root: roots,
    key: keys,
    within: fc.option(keys),
    value: anything,
    how: fc.constantFrom('set', 'set', 'set', 'push', 'format', 'embed', 'delete'),
  }),
  { minLength: 1, maxLength: 25 },
);

const makeMess = (client: number, steps: typeof mess extends fc.Arbitrary<infer T> ? T : never) => {
  const doc = new Y.Doc();
  doc.clientID = client;
  for (const [at, { root, key, within, value, how }] of steps.entries()) {
    // Each step in a document of its own, so that one root may be taken for anything.
    const piece = new Y.Doc();
    piece.clientID = client + 1000 * (at + 1);
    Y.applyUpdate(piece, Y.encodeStateAsUpdate(doc));
    if (how === 'push') piece.getArray(root).push([value() ?? null]);
    else if (how === 'format') {
      piece.getText(root).insert(0, 'bold', { bold: true });
      piece.getText(root).format(0, 2, { bold: null });
    } else if (how === 'embed') piece.getText(root).insertEmbed(0, { image: 'x' });
    else {
      const outer = piece.getMap(root);
      let target: Y.Map<unknown> = outer;
      if (within !== null) {
        const inner = outer.get(within);
        target =
          inner instanceof Y.Map
            ? (inner as Y.Map<unknown>)
            : outer.set(within, new Y.Map<unknown>());
      }
      if (how === 'delete') target.delete(key);
      else target.set(key, value());
    }
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(piece));
  }
  return Y.encodeStateAsUpdate(doc);
};

const readAll = (tab: Tab): void => {
  const { reading, offers, canWrite } = tab.document;
  expect(reading.plan).toBeTypeOf('object');
  expect(Array.isArray(offers)).toBe(true);
  expect(canWrite).toBeTypeOf('boolean');
  // Whatever can be read can be put into a file.
  JSON.stringify(plain(tab.document.tables));
};

describe('DOC3', () => {
  test('whatever stands in the containers, a reading comes, and editing goes on', () => {
    fc.assert(
      fc.property(mess, changes(6), (steps, edits) => {
        const marisol = new Tab('marisol');
        marisol.document.apply('team', [makeMess(7, steps)]);
        readAll(marisol);
        marisol.write(...edits);
        readAll(marisol);
        const after = seen(marisol);
        while (marisol.document.canUndo) marisol.document.undo();
        while (marisol.document.canRedo) marisol.document.redo();
        expect(seen(marisol)).toEqual(after);
        for (const part of ['team', 'household'] as const)
          expect(marisol.document.encode(part).length).toBeGreaterThan(0);
      }),
    );
  });

  test('DOC4: opening it writes nothing, whatever stands there', () => {
    fc.assert(
      fc.property(fc.array(mess, { minLength: 1, maxLength: 3 }), (messes) => {
        const updates = messes.map((steps, at) => makeMess(7 + at, steps));
        const untouched = new Y.Doc();
        untouched.transact(() => updates.forEach((update) => Y.applyUpdate(untouched, update)));
        const marisol = new Tab('marisol');
        for (const update of updates) marisol.document.apply('team', [update]);
        readAll(marisol);
        marisol.document.setTalker('teo');
        readAll(marisol);
        expect(marisol.sent).toEqual([]);
        const kept = new Y.Doc();
        for (const update of marisol.document.encode('team')) Y.applyUpdate(kept, update);
        expect(Y.encodeStateVector(kept)).toEqual(Y.encodeStateVector(untouched));
        expect(Y.snapshot(kept).ds).toEqual(Y.snapshot(untouched).ds);
      }),
    );
  });

  test('damaged bytes are counted and the rest is read', () => {
    const damage = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(changes(5), changes(5), damage, fc.nat(), (first, second, blows, cut) => {
        const marisol = new Tab('marisol');
        marisol.write(...first);
        const sound = seen(new Tab('kitchen').hear(marisol));
        const whole = marisol.sent.length;
        marisol.write(...second);
        const kitchen = new Tab('kitchen').hear(marisol.sent.slice(0, whole));
        expect(seen(kitchen)).toEqual(sound);
        for (const { part, update } of marisol.sent.slice(whole)) {
          const bytes = Uint8Array.from(update).slice(0, 1 + (cut % update.length));
          for (const { at, byte } of blows) bytes[at % bytes.length] = byte;
          expect(kitchen.document.apply(part, [bytes])).toBeLessThanOrEqual(1);
          readAll(kitchen);
        }
      }),
    );
  });

  test('among several updates the one that is no update does not take the others with it', () => {
    const marisol = new Tab('marisol');
    marisol.write({
      type: 'fieldChanged',
      table: 'plan',
      id: 'plan',
      field: 'vision',
      value: 'We',
    });
    const updates = marisol.sent.map(({ update }) => update);
    const kitchen = new Tab('kitchen');
    const broken = new Uint8Array([255, 255, 255, 255, 255, 255]);
    expect(kitchen.document.apply('team', [broken, ...updates, broken])).toBe(2);
    expect(kitchen.document.reading.plan.vision).toBe('We');
  });

  test('what is nested beyond reason reads as nothing, beside the rest of its record', () => {
    const doc = new Y.Doc();
    doc.getMap('tries').set('a.b/one', { id: 'one', on: 'd', x: deep(102), y: deep(90) });
    doc.getMap('plan').set('x@a.b', { at: '', v: deep(102) });
    const marisol = new Tab('marisol');
    marisol.document.apply('team', [Y.encodeStateAsUpdate(doc)]);
    expect(plain(marisol.document.tables)).toEqual({
      tries: { one: { id: 'one', on: 'd', x: null, y: deep(90) } },
      plan: { plan: { x: null } },
    });
  });

  test('a part that is not understood is shown as needing a look, and kept', () => {
    const doc = new Y.Doc();
    doc.getMap('people').set('odd', 'not a person');
    doc.getMap('tries').set('a.b/odd', new Uint8Array([1]));
    doc.getMap('tries').set('a.b/half', {
      id: 'half',
      versionId: 'v',
      on: '2026-03-02',
      outcome: 'asPlanned',
      words: 7,
    });
    const marisol = new Tab('marisol');
    marisol.document.apply('team', [Y.encodeStateAsUpdate(doc)]);
    const look = marisol.document.reading
      .needsALook()
      .map(({ table, id }) => `${table} ${id}`)
      .sort();
    expect(look).toEqual(['people odd', 'tries half', 'tries odd']);
    marisol.write({
      type: 'recordAdded',
      table: 'people',
      id: 'odd',
      record: { id: 'odd' },
      readers: 'team',
    });
    const kept = new Y.Doc();
    for (const update of marisol.document.encode('team')) Y.applyUpdate(kept, update);
    expect(kept.getMap('people').get('odd')).toBe('not a person');
  });
});
