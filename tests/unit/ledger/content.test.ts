import * as encoding from 'lib0/encoding';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { familyPlanKind } from '../../../src/lib/document/familyPlanKind';
import type { Writing } from '../../../src/lib/ledger/content/faults';
import { Replica } from '../../../src/lib/ledger/content/replica';

/** Whoever holds a document, writes in it and is judged: what they know is all that stands in it. */
class Writer {
  readonly doc = new Y.Doc();
  readonly name: string;
  readonly device: string;
  client: number;
  /** What lies outside of what it knows. */
  unknown: (client: number, clock: number) => boolean = () => false;
  was: (client: number, clock: number) => unknown = () => undefined;
  rights: Partial<Writing> = {};

  constructor(device: string, client: number) {
    this.device = device;
    this.name = `${device}.chain`;
    this.client = client;
  }

  update(write: (doc: Y.Doc) => void): Uint8Array {
    const made: Uint8Array[] = [];
    const note = (update: Uint8Array): number => made.push(update);
    // Yjs chooses another one where it hears of its own.
    this.doc.clientID = this.client;
    this.doc.on('update', note);
    this.doc.transact(() => write(this.doc));
    this.doc.off('update', note);
    return made[0] ?? Y.encodeStateAsUpdate(new Y.Doc());
  }
}

let replica: Replica;
let teo: Writer, renee: Writer;
beforeEach(() => {
  replica = new Replica(familyPlanKind);
  teo = new Writer('teo', 11);
  renee = new Writer('renee', 22);
});

const judge = (by: Writer, update: Uint8Array): ReturnType<Replica['judge']> => {
  const { clocks } = replica;
  return replica.judge(update, {
    device: by.device,
    chain: by.name,
    formerly: [],
    client: by.client,
    clock: clocks.get(by.client) ?? 0,
    steers: false,
    household: true,
    persons: [by.device],
    knows: (client, clock) => clock < (clocks.get(client) ?? 0) && !by.unknown(client, clock),
    was: by.was,
    ...by.rights,
  });
};
/** `counts`, and is applied everywhere; or why not. */
const writes = (by: Writer, write: (doc: Y.Doc) => void): string => takes(by, by.update(write));
const takes = (by: Writer, update: Uint8Array): string => {
  const judged = judge(by, update);
  if (!judged.ok) return judged.refusal;
  judged.value.apply();
  for (const { doc } of [teo, renee]) Y.applyUpdate(doc, update);
  return 'counts';
};

const begin = (table: string, id: string) => (doc: Y.Doc) => {
  const map = doc.getMap(table).set(id, new Y.Map());
  map.set('text', new Y.Text());
};
const record = (doc: Y.Doc, table: string, id: string) =>
  doc.getMap(table).get(id) as Y.Map<unknown>;

describe('LED2: what stands where nothing can stand', () => {
  test.each<[string, (doc: Y.Doc) => void, string]>([
    ['an unknown root', (doc) => doc.getMap('elsewhere').set('a', 1), 'nowhere'],
    ['a root of the language itself', (doc) => doc.getMap('constructor').set('a', 1), 'nowhere'],
    ['a root `__proto__`', (doc) => doc.getMap('__proto__').set('a', 1), 'nowhere'],
    [
      'a field in a root of the language itself',
      (doc) => doc.getMap('constructor').set('a@teo.chain', { v: 1 }),
      'nowhere',
    ],
    ['a record `__proto__`', (doc) => doc.getMap('needs').set('__proto__', new Y.Map()), 'nowhere'],
    ['a list in a root', (doc) => doc.getArray('tries').push([1]), 'nowhere'],
    ['a text in a table of facts', (doc) => doc.getText('tries').insert(0, 'a'), 'nowhere'],
    ['words of a table of records', (doc) => doc.getText('needs.text').insert(0, 'a'), 'nowhere'],
    ['a key `__proto__`', (doc) => doc.getMap('plan').set('__proto__', 1), 'nowhere'],
    ['a fact without an id', (doc) => doc.getMap('tries').set('teo.chain', { id: '' }), 'nowhere'],
    [
      'a text beside the fields of a single',
      (doc) => doc.getMap('plan').set('x', new Y.Text()),
      'nowhere',
    ],
    ['a value where a record begins', (doc) => doc.getMap('needs').set('a', 1), 'content'],
    [
      'a text where a record begins',
      (doc) => doc.getMap('needs').set('a', new Y.Text()),
      'content',
    ],
    ['an XML fragment', (doc) => doc.getMap('needs').set('a', new Y.XmlFragment()), 'content'],
    [
      'an XML hook, a map of another sort',
      (doc) => doc.getMap('needs').set('a', new Y.XmlHook('b')),
      'content',
    ],
    [
      'an XML text, a text of another sort',
      (doc) => (begin('needs', 'a')(doc), record(doc, 'needs', 'a').set('b', new Y.XmlText())),
      'content',
    ],
    [
      'a map in a record',
      (doc) => (begin('needs', 'a')(doc), record(doc, 'needs', 'a').set('b', new Y.Map())),
      'content',
    ],
    ['a sub-document', (doc) => doc.getMap('plan').set('x@teo.chain', new Y.Doc()), 'content'],
    ['a sub-document as a record', (doc) => doc.getMap('needs').set('a', new Y.Doc()), 'content'],
    [
      'a sub-document as a fact',
      (doc) => doc.getMap('tries').set('teo.chain/a', new Y.Doc()),
      'content',
    ],
    ['a binary', (doc) => doc.getMap('plan').set('x@teo.chain', new Uint8Array(3)), 'content'],
    [
      'a binary within',
      (doc) => doc.getMap('tries').set('teo.chain/a', { id: 'a', b: new Uint8Array(3) }),
      'content',
    ],
    ['formatting', (doc) => doc.getText('plan.vision').insert(0, 'a', { bold: true }), 'content'],
    ['an embed', (doc) => doc.getText('plan.vision').insertEmbed(0, { image: 'a' }), 'content'],
    [
      'a container in a text',
      (doc) => doc.getText('plan.vision').insertEmbed(0, new Y.Text()),
      'content',
    ],
    ['a field that is no entry', (doc) => doc.getMap('plan').set('x@teo.chain', 3), 'content'],
    ['a field that is a list', (doc) => doc.getMap('plan').set('x@teo.chain', [{}]), 'content'],
    [
      'a key `__proto__` within',
      (doc) => doc.getMap('tries').set('teo.chain/a', JSON.parse('{"id":"a","__proto__":{"b":1}}')),
      'content',
    ],
    ['undefined', (doc) => doc.getMap('tries').set('teo.chain/a', undefined), 'content'],
    ['not a number', (doc) => doc.getMap('plan').set('x@teo.chain', { v: NaN }), 'content'],
    [
      'another id than the key says',
      (doc) => doc.getMap('tries').set('teo.chain/a', { id: 'b' }),
      'content',
    ],
    ['a fact that is a list', (doc) => doc.getMap('tries').set('teo.chain/a', ['a']), 'content'],
  ])('%s', (_name, write, fault) => {
    expect(writes(teo, write)).toBe(fault);
  });

  test('what is nested beyond reason, a little or as deep as bytes allow', () => {
    let little: unknown = 1;
    for (let depth = 0; depth < 200; depth += 1) little = [little];
    expect(writes(teo, (doc) => doc.getMap('plan').set('x@teo.chain', { v: little }))).toBe(
      'content',
    );
    const whole = teo.update((doc) => doc.getMap('plan').set('y@teo.chain', { v: 'HERE' }));
    const at = Buffer.from(whole).indexOf('HERE') - 2;
    const bomb = Buffer.concat([
      whole.subarray(0, at),
      Buffer.alloc(400_000, Uint8Array.of(117, 1)),
      whole.subarray(at),
    ]);
    expect(takes(teo, bomb)).toBe('unreadable');
  });

  test('what no one can read', () => {
    expect(takes(teo, new Uint8Array(0))).toBe('unreadable');
    expect(takes(teo, Uint8Array.of(1, 2, 3))).toBe('unreadable');
    const whole = teo.update((doc) => doc.getMap('plan').set('x@teo.chain', { v: 1 }));
    for (let length = 0; length < whole.length; length += 1)
      expect(takes(teo, whole.subarray(0, length))).toBe('unreadable');
    expect(takes(teo, whole)).toBe('counts');
  });

  test('more than anybody writes at once', () => {
    expect(
      writes(teo, (doc) => {
        for (let at = 0; at < 20_001; at += 1) doc.getMap('plan').set(`x${at}@teo.chain`, { v: 1 });
      }),
    ).toBe('tooMuch');
  });

  test('what stands in something that is gone is of a known sort all the same', () => {
    expect(writes(teo, begin('needs', 'a'))).toBe('counts');
    // Of two records under one id that were begun at the same time one is lost, with all that is in it.
    for (const client of [5, 33]) {
      const other = new Writer('kai', client);
      replica.restore([other.update(begin('needs', 'a'))]);
      const inside = other.update((doc) => record(doc, 'needs', 'a').set('b', new Y.Doc()));
      expect(takes(other, inside)).toBe('content');
    }
  });

  test('two values in the place of one', () => {
    const two = craft(11, 0, (out) => {
      encoding.writeUint8(out, 8 | 0x20);
      encoding.writeVarUint(out, 1);
      encoding.writeVarString(out, 'plan');
      encoding.writeVarString(out, 'x@teo.chain');
      encoding.writeVarUint(out, 2);
      for (const v of [1, 2]) encoding.writeAny(out, { v });
    });
    expect(takes(teo, two)).toBe('content');
  });

  test('neighbors that stand in two places', () => {
    expect(writes(teo, (doc) => doc.getText('plan.vision').insert(0, 'ab'))).toBe('counts');
    expect(writes(teo, (doc) => doc.getText('plan.culture').insert(0, 'cd'))).toBe('counts');
    const torn = craft(11, 4, (out) => {
      encoding.writeUint8(out, 4 | 0x80 | 0x40);
      encoding.writeVarUint(out, 11);
      encoding.writeVarUint(out, 0);
      encoding.writeVarUint(out, 11);
      encoding.writeVarUint(out, 3);
      encoding.writeVarString(out, 'x');
    });
    expect(takes(teo, torn)).toBe('nowhere');
  });
});

/** An update with one struct, written by hand. */
const craft = (
  client: number,
  clock: number,
  struct: (out: encoding.Encoder) => void,
): Uint8Array => {
  const out = encoding.createEncoder();
  for (const one of [1, 1, client, clock]) encoding.writeVarUint(out, one);
  struct(out);
  encoding.writeVarUint(out, 0);
  return encoding.toUint8Array(out);
};
/** An item in a root's text. */
const inText = (content: string) => (out: encoding.Encoder) => {
  encoding.writeUint8(out, 4);
  encoding.writeVarUint(out, 1);
  encoding.writeVarString(out, 'plan.vision');
  encoding.writeVarString(out, content);
};
/** An update that puts one thing over another, without saying that the other is deleted: Yjs deletes it all the same. */
const unsaid = (update: Uint8Array): Uint8Array => Uint8Array.from([...update.subarray(0, -5), 0]);
/** An update that deletes a stretch. */
const deleting = (client: number, clock: number, length: number): Uint8Array => {
  const out = encoding.createEncoder();
  for (const one of [0, 1, client, 1, clock, length]) encoding.writeVarUint(out, one);
  return encoding.toUint8Array(out);
};

describe('LED2: clocks, and what lies in the causal past', () => {
  test('a client id of somebody else', () => {
    teo.client = 22;
    const update = teo.update((doc) => doc.getMap('plan').set('x@teo.chain', { v: 1 }));
    teo.client = 11;
    expect(takes(teo, update)).toBe('otherClient');
  });

  test('a gap, an overlap, and nothing at all under a clock', () => {
    expect(takes(teo, craft(11, 1, inText('a')))).toBe('clock');
    expect(takes(teo, craft(11, 0, inText('ab')))).toBe('counts');
    expect(takes(teo, craft(11, 1, inText('b')))).toBe('clock');
    expect(takes(teo, craft(11, 2, inText('')))).toBe('clock');
    const skip = craft(11, 2, (out) => {
      encoding.writeUint8(out, 10);
      encoding.writeVarUint(out, 3);
    });
    expect(takes(teo, skip)).toBe('clock');
  });

  test('one client told of twice: what comes last would be all that Yjs takes in', () => {
    const out = encoding.createEncoder();
    encoding.writeVarUint(out, 2);
    for (const [clock, content] of [
      [0, 'ab'],
      [2, 'cd'],
    ] as const) {
      for (const one of [1, 11, clock]) encoding.writeVarUint(out, one);
      inText(content)(out);
    }
    encoding.writeVarUint(out, 0);
    expect(takes(teo, encoding.toUint8Array(out))).toBe('unreadable');
  });

  test.each([
    ['left', (doc: Y.Doc) => doc.getText('plan.vision').insert(2, 'x')],
    ['right', (doc: Y.Doc) => doc.getText('plan.vision').insert(0, 'x')],
    ['around', (doc: Y.Doc) => record(doc, 'needs', 'a').set('x@teo.chain', { v: 1 })],
    ['deleted', (doc: Y.Doc) => doc.getText('plan.vision').delete(0, 1)],
  ])('something that its writer could not have known, %s', (_where, write) => {
    expect(
      writes(
        renee,
        (doc) => (begin('needs', 'a')(doc), doc.getText('plan.vision').insert(0, 'ab')),
      ),
    ).toBe('counts');
    teo.unknown = (client) => client === 22;
    const update = teo.update(write);
    expect(takes(teo, update)).toBe('notKnown');
    teo.unknown = () => false;
    expect(takes(teo, update)).toBe('counts');
  });

  test('a stretch deleted that reaches into the future, one’s own or somebody else’s, and none', () => {
    expect(writes(renee, (doc) => doc.getText('plan.vision').insert(0, 'ab'))).toBe('counts');
    expect(takes(teo, deleting(22, 0, 3))).toBe('notKnown');
    expect(takes(teo, deleting(22, 2, 1))).toBe('notKnown');
    expect(takes(teo, deleting(33, 0, 1))).toBe('notKnown');
    expect(takes(teo, deleting(11, 0, 1))).toBe('notKnown');
    expect(takes(teo, deleting(22, 0, 0))).toBe('clock');
    expect(takes(teo, deleting(22, 0, 2))).toBe('counts');
  });
});

describe('DOC6: facts', () => {
  const key = 'teo.chain/a';
  const fact = { id: 'a', words: 'It went well', by: 'teo' };
  const set =
    (value: object, at = key) =>
    (doc: Y.Doc) =>
      doc.getMap('tries').set(at, value);
  beforeEach(() => {
    expect(writes(teo, set(fact))).toBe('counts');
  });

  test('one of somebody else is not set, not set again and not deleted', () => {
    expect(writes(renee, set({ id: 'b' }, 'teo.chain/b'))).toBe('notTheirs');
    renee = new Writer('renee', 23);
    Y.applyUpdate(renee.doc, replica.encode()[0] as Uint8Array);
    expect(writes(renee, set({ ...fact, words: 'Badly' }))).toBe('notTheirs');
    renee = new Writer('renee', 24);
    Y.applyUpdate(renee.doc, replica.encode()[0] as Uint8Array);
    expect(writes(renee, (doc) => doc.getMap('tries').delete(key))).toBe('notTheirs');
  });

  test('one of somebody else is not set again as it is either, nor without its words', () => {
    for (const value of [fact, { id: 'a', by: 'teo', wordsTakenBack: true }]) {
      const by = new Writer('renee', 22);
      for (const piece of replica.encode()) Y.applyUpdate(by.doc, piece);
      expect(takes(by, unsaid(by.update(set(value))))).toBe('notTheirs');
    }
  });

  test('one that somebody else deleted meanwhile is not deleted either: whoever hears of it in whatever order', () => {
    const [before] = replica.encode() as [Uint8Array];
    renee = new Writer('renee', 23);
    Y.applyUpdate(renee.doc, before);
    const forged = renee.update((doc) => doc.getMap('tries').delete(key));
    expect(writes(teo, (doc) => doc.getMap('tries').delete(key))).toBe('counts');
    expect(takes(renee, forged)).toBe('notTheirs');
  });

  test('one’s own, set again with other words', () => {
    expect(writes(teo, set({ ...fact, words: 'Badly' }))).toBe('notTheirs');
  });

  test('one’s own, set again without its words, and not with them any more', () => {
    expect(writes(teo, set({ id: 'a', by: 'teo', wordsTakenBack: true }))).toBe('counts');
    teo.was = () => undefined;
    expect(writes(teo, set(fact))).toBe('notTheirs');
  });

  test('one’s own, deleted and set again: the same, and nothing else', () => {
    teo.was = () => fact;
    expect(writes(teo, (doc) => doc.getMap('tries').delete(key))).toBe('counts');
    expect(judge(teo, teo.update(set({ ...fact, words: 'Badly' })))).toMatchObject({
      refusal: 'notTheirs',
    });
    const again = new Writer('teo', 11);
    Y.applyUpdate(again.doc, replica.encode()[0] as Uint8Array);
    again.was = () => fact;
    expect(takes(again, again.update(set(fact)))).toBe('counts');
  });

  test('one’s own, hidden behind something deleted, is what it was', () => {
    const hide = craft(11, 1, (out) => {
      encoding.writeUint8(out, 1 | 0x80);
      encoding.writeVarUint(out, 11);
      encoding.writeVarUint(out, 0);
      encoding.writeVarUint(out, 1);
    });
    expect(takes(teo, hide)).toBe('counts');
    teo.was = (_client, clock) => (clock === 0 ? fact : undefined);
    expect(judge(teo, teo.update(set({ ...fact, words: 'Badly' })))).toMatchObject({
      refusal: 'notTheirs',
    });
  });

  test('what begins with something deleted is no way around what a fact must be', () => {
    const hide = craft(11, 1, (out) => {
      encoding.writeUint8(out, 1 | 0x20);
      encoding.writeVarUint(out, 1);
      encoding.writeVarString(out, 'agreements');
      encoding.writeVarString(out, 'teo.chain/b');
      encoding.writeVarUint(out, 1);
    });
    expect(takes(teo, hide)).toBe('counts');
    const forged = { id: 'b', by: 'marisol' };
    expect(writes(teo, (doc) => doc.getMap('agreements').set('teo.chain/b', forged))).toBe(
      'notSpokenFor',
    );
  });

  test('under another key with the same id, known to its writer', () => {
    expect(writes(renee, set({ id: 'a', words: 'Badly' }, 'renee.chain/a'))).toBe('notTheirs');
    const tablet = new Writer('teo', 12);
    Y.applyUpdate(tablet.doc, replica.encode()[0] as Uint8Array);
    tablet.rights = { chain: 'teo.other' };
    expect(takes(tablet, tablet.update(set({ id: 'a', words: 'Badly' }, 'teo.other/a')))).toBe(
      'notTheirs',
    );
  });

  test('under a key of another chain of one’s own, where nothing stood', () => {
    expect(writes(teo, set({ id: 'b' }, 'teo.other/b'))).toBe('notTheirs');
  });

  test('under a key whose fact its writer did not know: refused whether it is here or not', () => {
    const tablet = new Writer('teo', 12);
    tablet.rights = { chain: 'teo.other' };
    tablet.unknown = (client) => client === 11;
    expect(takes(tablet, tablet.update(set(fact)))).toBe('notTheirs');
  });

  test('an agreement whose version was changed afterwards stays what it was', () => {
    const version = { id: 'v1', text: 'Two stories', proposedBy: 'teo' };
    expect(writes(teo, (doc) => doc.getMap('stepVersions').set('teo.chain/v1', version))).toBe(
      'counts',
    );
    renee.rights = { persons: ['marisol'] };
    expect(
      writes(renee, (doc) =>
        doc.getMap('agreements').set('renee.chain/g', { id: 'g', by: 'marisol', versionId: 'v1' }),
      ),
    ).toBe('counts');
    expect(
      writes(teo, (doc) =>
        doc.getMap('stepVersions').set('teo.chain/v1', { ...version, text: 'Ten' }),
      ),
    ).toBe('notTheirs');
  });

  test('names from before anything was shared are the first device’s alone', () => {
    expect(writes(teo, set({ id: 'z' }, 'alone.before/z'))).toBe('notTheirs');
    replica.restore([withFact('alone.before/z', { id: 'z' })]);
    const marisol = new Writer('marisol', 44);
    Y.applyUpdate(marisol.doc, replica.encode()[0] as Uint8Array);
    const erase = marisol.update((doc) => doc.getMap('tries').delete('alone.before/z'));
    expect(takes(marisol, erase)).toBe('notTheirs');
    marisol.rights = { formerly: ['alone'] };
    expect(takes(marisol, erase)).toBe('counts');
  });
});

const withFact = (key: string, fact: object): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = 1;
  doc.getMap('tries').set(key, fact);
  return Y.encodeStateAsUpdate(doc);
};

describe('PLAN5, DOC7: in whose name', () => {
  test.each([
    ['agreements', { by: 'marisol' }],
    ['adjustments', { proposedBy: 'marisol', state: 'proposed' }],
    ['stepVersions', { proposedBy: 'marisol' }],
  ])('%s of somebody for whom this device does not speak', (table, names) => {
    const write = (id: string) => (doc: Y.Doc) =>
      doc.getMap(table).set(`teo.chain/${id}`, { id, ...names });
    expect(judge(teo, teo.update(write('a')))).toMatchObject({ refusal: 'notSpokenFor' });
    for (const [rights, counts] of [
      [{ persons: ['marisol'] }, true],
      [{ steers: true, household: true }, true],
      [{ steers: true, household: false }, false],
      [{ steers: false, household: true }, false],
    ] as const) {
      const by = new Writer('teo', 11);
      by.rights = rights;
      expect(judge(by, by.update(write('a'))).ok).toBe(counts);
    }
  });

  test.each([
    ['agreements', { by: 'teo', household: ['teo'] }, { by: 'teo' }],
    ['agreements', {}, { by: 'teo', household: [] }],
    [
      'adjustments',
      { proposedBy: 'teo', state: 'agreed' },
      { proposedBy: 'teo', state: 'proposed', agreedBy: [] },
    ],
    [
      'adjustments',
      { proposedBy: 'teo', state: 'proposed', agreedBy: ['marisol'] },
      { proposedBy: 'teo', state: 'proposed' },
    ],
    ['adjustments', { state: 'proposed' }, { proposedBy: 'teo', state: 'proposed' }],
    ['stepVersions', { proposedBy: 'teo', agreedBy: ['marisol'] }, { proposedBy: 'teo' }],
    ['stepVersions', {}, { proposedBy: 'teo' }],
  ])('%s that say of themselves that the household agreed', (table, forged, honest) => {
    const write = (fact: object) => (doc: Y.Doc) =>
      doc.getMap(table).set('teo.chain/a', { id: 'a', ...fact });
    const by = (rights: Partial<Writing>): Writer => {
      const writer = new Writer('teo', 11);
      writer.rights = { persons: ['teo'], ...rights };
      return writer;
    };
    const outside = by({ household: false });
    expect(judge(outside, outside.update(write(forged)))).toMatchObject({
      refusal: 'notSpokenFor',
    });
    const again = by({ household: false });
    expect(judge(again, again.update(write(honest))).ok).toBe(true);
    const steers = by({ steers: true, household: true });
    expect(judge(steers, steers.update(write(forged))).ok).toBe(true);
  });

  test('who is household and where days turn is said by who steers', () => {
    const household = (v?: unknown) => (doc: Y.Doc) =>
      record(doc, 'people', 'kai').set(
        'household@teo.chain',
        v === undefined ? { at: '' } : { at: '', v },
      );
    expect(writes(teo, begin('people', 'kai'))).toBe('counts');
    const tries: [Partial<Writing>, (doc: Y.Doc) => void, string][] = [
      [{}, household(true), 'notSteering'],
      [{}, household(false), 'notSteering'],
      [{}, household(), 'notSteering'],
      [
        {},
        (doc) => doc.getMap('about').set('timeZone@teo.chain', { v: 'Europe/Madrid' }),
        'notSteering',
      ],
      [{ steers: true }, household(true), 'counts'],
    ];
    for (const [rights, write, expected] of tries) {
      const by = new Writer('teo', 11);
      Y.applyUpdate(by.doc, replica.encode()[0] as Uint8Array);
      by.rights = rights;
      const judged = judge(by, by.update(write));
      expect(judged.ok ? 'counts' : judged.refusal).toBe(expected);
      if (judged.ok) judged.value.apply();
    }
    const by = new Writer('teo', 11);
    Y.applyUpdate(by.doc, replica.encode()[0] as Uint8Array);
    expect(
      takes(
        by,
        by.update((doc) => record(doc, 'people', 'kai').delete('household@teo.chain')),
      ),
    ).toBe('notSteering');
  });

  test('somebody new is added by whoever edits, outside the household', () => {
    const add = (id: string, v: unknown) => (doc: Y.Doc) => {
      begin('people', id)(doc);
      record(doc, 'people', id).set(
        'household@teo.chain',
        v === undefined ? { at: '' } : { at: '', v },
      );
    };
    expect(judge(teo, teo.update(add('a', true)))).toMatchObject({ refusal: 'notSteering' });
    const by = new Writer('teo', 11);
    expect(takes(by, by.update(add('a', false)))).toBe('counts');
  });

  test('a field is written under one’s own name', () => {
    expect(writes(teo, (doc) => doc.getMap('plan').set('phase@renee.chain', { v: 1 }))).toBe(
      'notTheirs',
    );
    expect(
      writes(new Writer('teo', 11), (doc) => doc.getMap('plan').set('phase@teo2.chain', { v: 1 })),
    ).toBe('notTheirs');
  });
});

describe('DOC5, DOC9: what stays', () => {
  beforeEach(() => {
    expect(writes(renee, begin('needs', 'a'))).toBe('counts');
    expect(
      writes(renee, (doc) => (record(doc, 'needs', 'a').get('text') as Y.Text).insert(0, 'Sleep')),
    ).toBe('counts');
  });

  test('a record is not put over another’s', () => {
    const over = teo.update((doc) => doc.getMap('needs').set('a', new Y.Map()));
    expect(takes(teo, over)).toBe('notTheirs');
    expect(takes(teo, unsaid(over))).toBe('notTheirs');
  });

  test('a text in a record is not put over another’s, nor taken out, nor is the record', () => {
    for (const write of [
      (doc: Y.Doc) => record(doc, 'needs', 'a').set('text', new Y.Text()),
      (doc: Y.Doc) => record(doc, 'needs', 'a').delete('text'),
      (doc: Y.Doc) => doc.getMap('needs').delete('a'),
    ]) {
      const by = new Writer('teo', 11);
      for (const piece of replica.encode()) Y.applyUpdate(by.doc, piece);
      expect(takes(by, by.update(write))).toBe('notTheirs');
    }
    expect(
      writes(teo, (doc) => (record(doc, 'needs', 'a').get('text') as Y.Text).delete(0, 5)),
    ).toBe('counts');
  });

  test('what a document says of itself is only added to, and closed to older apps by who steers', () => {
    const meta = (by: Writer, write: (map: Y.Map<unknown>) => void): string =>
      writes(by, (doc) => write(doc.getMap('meta')));
    expect(meta(teo, (map) => map.set('version 1', true))).toBe('counts');
    expect(meta(teo, (map) => map.set('minReader 1', true))).toBe('counts');
    expect(meta(teo, (map) => map.set('kind familyPlan', true))).toBe('counts');
    const refused: [(map: Y.Map<unknown>) => void, string][] = [
      [(map) => map.delete('version 1'), 'notTheirs'],
      [(map) => map.set('minReader 2', true), 'notSteering'],
      [(map) => map.set('minReader 0999', true), 'content'],
      [(map) => map.set('kind somethingElse', true), 'content'],
      [(map) => map.set('anything', true), 'content'],
      [(map) => map.set('version 1', new Y.Map()), 'content'],
    ];
    for (const [write, fault] of refused) {
      const by = new Writer('teo', 11);
      for (const piece of replica.encode()) Y.applyUpdate(by.doc, piece);
      expect(
        takes(
          by,
          by.update((doc) => write(doc.getMap('meta'))),
        ),
      ).toBe(fault);
    }
    const steering = new Writer('teo', 11);
    for (const piece of replica.encode()) Y.applyUpdate(steering.doc, piece);
    steering.rights = { steers: true };
    expect(
      takes(
        steering,
        steering.update((doc) => doc.getMap('meta').set('minReader 2', true)),
      ),
    ).toBe('counts');
  });
});
