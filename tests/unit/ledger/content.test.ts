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
    ['a list of records', (doc) => doc.getArray('needs').push([new Y.Map()]), 'nowhere'],
    ['a list in a single', (doc) => doc.getArray('plan').push([{ v: 1 }]), 'nowhere'],
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
    [
      'an embed in the words of a record',
      (doc) => (
        begin('needs', 'a')(doc),
        (record(doc, 'needs', 'a').get('text') as Y.Text).insertEmbed(0, { image: 'a' })
      ),
      'content',
    ],
    ['a field that is nothing', (doc) => doc.getMap('plan').set('x@teo.chain', null), 'content'],
    ['a fact that is nothing', (doc) => doc.getMap('tries').set('teo.chain/a', null), 'content'],
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
    const out = encoding.createEncoder();
    for (const one of [0, 1, 11, 20_001]) encoding.writeVarUint(out, one);
    for (let at = 0; at < 20_001; at += 1)
      for (const one of [1, 1]) encoding.writeVarUint(out, one);
    expect(takes(teo, encoding.toUint8Array(out))).toBe('tooMuch');
  });

  test('what stands in something that is gone is of a known sort all the same', () => {
    expect(writes(teo, begin('needs', 'a'))).toBe('counts');
    // Of two records under one id that were begun at the same time one is lost, with all that is in it.
    for (const client of [5, 33]) {
      const other = new Writer('kai', client);
      replica.restore([other.update(begin('needs', 'a'))]);
      const field = other.update((doc) => record(doc, 'needs', 'a').set('x@kai.chain', { v: 1 }));
      expect(takes(other, field)).toBe('counts');
      const inside = other.update((doc) => record(doc, 'needs', 'a').set('b', new Y.Doc()));
      expect(takes(other, inside)).toBe('content');
    }
  });

  test('words in a record that is gone do nothing, and are no fault of who types them', () => {
    expect(writes(teo, begin('needs', 'a'))).toBe('counts');
    for (const client of [5, 33]) {
      const other = new Writer('kai', client);
      replica.restore([other.update(begin('needs', 'a'))]);
      const types = (at: number) => (doc: Y.Doc) =>
        (record(doc, 'needs', 'a').get('text') as Y.Text).insert(at, 'ab');
      // Each builds on the words before it, which are gone too.
      for (const at of [0, 2, 1]) expect(takes(other, other.update(types(at)))).toBe('counts');
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

  test('neighbors in the words of two records, and under two names of one', () => {
    for (const id of ['a', 'b']) {
      expect(writes(teo, begin('needs', id))).toBe('counts');
      expect(
        writes(teo, (doc) => (record(doc, 'needs', id).get('text') as Y.Text).insert(0, 'ab')),
      ).toBe('counts');
    }
    for (const name of ['x', 'y'])
      expect(writes(teo, (doc) => doc.getMap('plan').set(`${name}@teo.chain`, { v: 1 }))).toBe(
        'counts',
      );
    const placeOf = (item: Y.Item | null | undefined): Y.ID => item?.id as Y.ID;
    const words = (id: string): Y.Text => record(teo.doc, 'needs', id).get('text') as Y.Text;
    const named = (name: string): Y.ID =>
      placeOf(teo.doc.getMap('plan')._map.get(`${name}@teo.chain`));
    const clock = replica.clocks.get(11) ?? 0;
    const between = (left: Y.ID, right: Y.ID, value?: Record<string, number>): Uint8Array =>
      craft(11, clock, (out) => {
        encoding.writeUint8(out, (value ? 8 : 4) | 0x80 | 0x40);
        for (const one of [left.client, left.clock, right.client, right.clock])
          encoding.writeVarUint(out, one);
        if (!value) return encoding.writeVarString(out, 'x');
        encoding.writeVarUint(out, 1);
        encoding.writeAny(out, value);
      });
    const [a, b] = [placeOf(words('a')._start), placeOf(words('b')._start)];
    expect(takes(teo, between(a, b))).toBe('nowhere');
    expect(takes(teo, between(named('x'), named('y'), { v: 2 }))).toBe('nowhere');
    expect(takes(teo, between(a, Y.createID(a.client, a.clock + 1)))).toBe('counts');
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

describe('LED2: what stands in something that no plan holds and that was there before anything was shared', () => {
  /** Where something would stand, by hand: a key, or a character in a text. */
  const inside =
    (key: string | undefined, value?: Record<string, number | string>) =>
    (at: Y.ID) =>
    (out: encoding.Encoder): void => {
      encoding.writeUint8(out, (value ? 8 : 4) | (key === undefined ? 0 : 0x20));
      encoding.writeVarUint(out, 0);
      encoding.writeVarUint(out, at.client);
      encoding.writeVarUint(out, at.clock);
      if (key !== undefined) encoding.writeVarString(out, key);
      if (!value) return encoding.writeVarString(out, 'x');
      encoding.writeVarUint(out, 1);
      encoding.writeAny(out, value);
    };
  const map = (doc: Y.Doc, root: string, key: string): Y.ID | undefined => {
    const held = doc.getMap(root).set(key, new Y.Map());
    return held._item?.id;
  };
  test.each<[string, (doc: Y.Doc) => Y.ID | undefined, ReturnType<typeof inside>, string]>([
    ['of itself', (doc) => map(doc, 'meta', 'version 1'), inside('version 1', { v: 1 }), 'content'],
    ['a fact', (doc) => map(doc, 'tries', 'a.b/c'), inside('teo.chain/c', { id: 'c' }), 'nowhere'],
    ['a field', (doc) => map(doc, 'plan', 'a'), inside('x@teo.chain', { v: 1 }), 'nowhere'],
    ['characters in a field', (doc) => map(doc, 'plan', 'a'), inside(undefined), 'nowhere'],
    [
      'a map in a record',
      (doc) => {
        begin('needs', 'a')(doc);
        return record(doc, 'needs', 'a').set('b', new Y.Map())._item?.id;
      },
      inside('x@teo.chain', { v: 1 }),
      'nowhere',
    ],
    [
      'something in the words',
      (doc) => {
        const held = new Y.Map();
        doc.getText('plan.vision').insertEmbed(0, held);
        return held._item?.id;
      },
      inside('x@teo.chain', { v: 1 }),
      'nowhere',
    ],
  ])('%s', (_name, write, inside, fault) => {
    const before = new Y.Doc();
    before.clientID = 1;
    const at = write(before);
    replica.restore([Y.encodeStateAsUpdate(before)]);
    expect(at).toBeDefined();
    expect(takes(teo, craft(11, 0, inside(at as Y.ID)))).toBe(fault);
  });

  test('characters in a record, beside its texts, and a value in what holds nothing', () => {
    expect(writes(renee, begin('needs', 'a'))).toBe('counts');
    const place = record(renee.doc, 'needs', 'a')._item?.id as Y.ID;
    expect(takes(teo, craft(11, 0, inside(undefined)(place)))).toBe('nowhere');
    expect(writes(renee, (doc) => doc.getText('plan.vision').insert(0, 'ab'))).toBe('counts');
    const character = renee.doc.getText('plan.vision')._start?.id as Y.ID;
    expect(takes(teo, craft(11, 0, inside('x@teo.chain', { v: 1 })(character)))).toBe('nowhere');
  });

  test('a name beside the words of a single', () => {
    const named = craft(11, 0, (out) => {
      encoding.writeUint8(out, 4 | 0x20);
      encoding.writeVarUint(out, 1);
      encoding.writeVarString(out, 'plan.vision');
      encoding.writeVarString(out, 'bold');
      encoding.writeVarString(out, 'x');
    });
    expect(takes(teo, named)).toBe('nowhere');
  });
});

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

  test('a neighbor of one’s own that comes only after it', () => {
    const before = craft(11, 0, (out) => {
      encoding.writeUint8(out, 4 | 0x80);
      encoding.writeVarUint(out, 11);
      encoding.writeVarUint(out, 3);
      encoding.writeVarString(out, 'x');
    });
    teo.rights = { knows: () => false };
    expect(takes(teo, before)).toBe('notKnown');
  });

  test('what is deleted is that stretch alone, and not what its writer wrote after it', () => {
    expect(writes(renee, (doc) => doc.getText('plan.vision').insert(0, 'ab'))).toBe('counts');
    expect(writes(renee, (doc) => doc.getMap('tries').set('renee.chain/b', { id: 'b' }))).toBe(
      'counts',
    );
    expect(takes(teo, deleting(22, 0, 2))).toBe('counts');
  });

  test('what was written and deleted at once counts alike where it stands already and where it does not', () => {
    const update = teo.update((doc) => {
      begin('needs', 'a')(doc);
      record(doc, 'needs', 'a').delete('text');
      doc.getText('plan.vision').insert(0, 'ab');
      doc.getText('plan.vision').delete(0, 1);
      for (const v of [1, 2]) doc.getMap('plan').set('x@teo.chain', { v });
    });
    expect(judge(teo, update)).toMatchObject({ ok: true });
    teo.rights = { clock: 0, knows: () => false };
    replica.restore([update]);
    expect(judge(teo, update)).toMatchObject({ ok: true });
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

describe('LED5: pieces of a start', () => {
  const starts = (update: Uint8Array): string => {
    const judged = replica.judgeStart(update);
    if (judged.ok) judged.value.apply();
    return judged.ok ? 'counts' : judged.refusal;
  };
  /** A character behind another, or in something. */
  const behind = (client: number, clock: number) => (out: encoding.Encoder) => {
    encoding.writeUint8(out, 4 | 0x80);
    for (const one of [client, clock]) encoding.writeVarUint(out, one);
    encoding.writeVarString(out, 'x');
  };
  const within = (client: number, clock: number) => (out: encoding.Encoder) => {
    encoding.writeUint8(out, 4);
    for (const one of [0, client, clock]) encoding.writeVarUint(out, one);
    encoding.writeVarString(out, 'x');
  };

  test('stand whoever wrote them, one after another', () => {
    writes(renee, begin('needs', 'a'));
    expect(writes(renee, (doc) => doc.getText('plan.vision').insert(0, 'ab'))).toBe('counts');
    const pieces = replica.encode();
    replica = new Replica(familyPlanKind);
    for (const piece of pieces) expect(starts(piece)).toBe('counts');
    expect(starts(craft(11, 0, behind(22, 3)))).toBe('counts');
    // Two devices of one person may have begun at once: what is here already is no harm.
    for (const piece of pieces) expect(starts(piece)).toBe('counts');
  });

  test('with nothing under a clock, or behind or in what was never written, are none', () => {
    const skip = craft(11, 0, (out) => {
      encoding.writeUint8(out, 10);
      encoding.writeVarUint(out, 3);
    });
    for (const piece of [skip, craft(11, 0, inText(''))]) expect(starts(piece)).toBe('clock');
    expect(starts(craft(11, 0, inText('ab')))).toBe('counts');
    for (const [client, clock] of [
      [11, 3],
      [11, 7],
      [33, 0],
    ] as const)
      for (const named of [behind(client, clock), within(client, clock)])
        expect(starts(craft(11, 2, named))).toBe('nowhere');
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

  test('one’s own is what it was as far as its writer knew, whatever another tab made of it meanwhile', () => {
    const takenBack = { id: 'a', by: 'teo', wordsTakenBack: true };
    const [here, there] = [new Writer('teo', 9), new Writer('teo', 33)];
    for (const { doc } of [here, there]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(teo.doc));
    there.unknown = (client) => client === 9;
    // What was deleted is looked up in its envelope; of what a start stands for there is none.
    there.was = (client) => ({ 9: takenBack, 11: fact })[client];
    expect(takes(here, here.update(set(takenBack)))).toBe('counts');
    const updates = [set(fact), (doc: Y.Doc) => doc.getMap('tries').delete(key), set(fact)];
    for (const write of updates) expect(takes(there, there.update(write))).toBe('counts');
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

  test('one’s own, hidden behind something deleted, with other things written in between', () => {
    expect(writes(teo, (doc) => doc.getText('plan.vision').insert(0, 'a'))).toBe('counts');
    const hide = craft(11, 2, (out) => {
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

  test('one’s own, set again: in whatever order its keys are, and what was done instead goes with the words', () => {
    const whole = { id: 'b', words: 'Badly', whatWeDidInstead: 'We walked', at: [{ x: 1, y: 2 }] };
    const [turned, taken, kept] = [
      { at: [{ y: 2, x: 1 }], whatWeDidInstead: 'We walked', words: 'Badly', id: 'b' },
      { id: 'b', at: [{ x: 1, y: 2 }], wordsTakenBack: true },
      { id: 'b', at: [{ x: 1, y: 2 }], whatWeDidInstead: 'We walked', wordsTakenBack: true },
    ];
    expect(writes(teo, set(whole, 'teo.chain/b'))).toBe('counts');
    const as = (value: object): boolean => {
      const by = new Writer('teo', 11);
      for (const piece of replica.encode()) Y.applyUpdate(by.doc, piece);
      return judge(by, by.update(set(value, 'teo.chain/b'))).ok;
    };
    expect([as(turned), as(taken), as(kept)]).toEqual([true, true, false]);
  });

  test('one’s own of an earlier run, deleted before a start stood for it, may be set again', () => {
    expect(writes(teo, (doc) => doc.getMap('tries').delete(key))).toBe('counts');
    const later = new Writer('teo', 12);
    for (const piece of replica.encode()) Y.applyUpdate(later.doc, piece);
    later.rights = { chain: 'teo.other' };
    expect(takes(later, later.update(set(fact)))).toBe('counts');
  });

  test('under another key with the same id, not known to its writer: it counts, whatever is here', () => {
    renee.unknown = (client) => client === 11;
    expect(writes(renee, set({ id: 'a', words: 'Badly' }, 'renee.chain/a'))).toBe('counts');
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

  test('that the household agreed is said by one of it, and an empty list is a list', () => {
    const says = (household: boolean, agreed: unknown): boolean => {
      const by = new Writer('teo', 11);
      by.rights = { persons: ['teo'], household };
      const write = (doc: Y.Doc): unknown =>
        doc.getMap('agreements').set('teo.chain/a', { id: 'a', by: 'teo', household: agreed });
      return judge(
        by,
        by.update((doc) => void write(doc)),
      ).ok;
    };
    expect(says(true, ['teo'])).toBe(true);
    for (const agreed of [['teo'], '', { length: 0 }, null, 0])
      expect([agreed, says(false, agreed)]).toEqual([agreed, false]);
    expect(says(false, [])).toBe(true);
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
      [{}, (doc) => doc.getMap('about').set('timeZone@teo.chain', { at: '' }), 'notSteering'],
      [{}, (doc) => doc.getMap('about').set('example@teo.chain', { v: true }), 'counts'],
      [{}, (doc) => record(doc, 'people', 'kai').set('name@teo.chain', { v: 'Kai' }), 'counts'],
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
    const marisol = new Writer('marisol', 44);
    Y.applyUpdate(marisol.doc, replica.encode()[0] as Uint8Array);
    marisol.rights = { steers: true };
    expect(
      takes(
        marisol,
        marisol.update((doc) => record(doc, 'people', 'kai').delete('household@teo.chain')),
      ),
    ).toBe('counts');
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
    expect(takes(by, by.update(add('b', undefined)))).toBe('counts');
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

  /** Something deleted that is put over another thing, which Yjs then deletes. */
  const nothingOver = (at: Y.ID): Uint8Array =>
    craft(11, 0, (out) => {
      encoding.writeUint8(out, 1 | 0x80);
      for (const one of [at.client, at.clock, 1]) encoding.writeVarUint(out, one);
    });

  test('nothing is put over a record or over a text in it, which would go with it', () => {
    const root = renee.doc.getMap('needs')._map.get('a')?.id as Y.ID;
    const text = record(renee.doc, 'needs', 'a')._map.get('text')?.id as Y.ID;
    for (const at of [root, text]) expect(takes(teo, nothingOver(at))).toBe('notTheirs');
    expect((record(renee.doc, 'needs', 'a').get('text') as Y.Text).toString()).toBe('Sleep');
  });

  test('nor over what a document says of itself, known or not', () => {
    expect(writes(renee, (doc) => doc.getMap('meta').set('version 1', true))).toBe('counts');
    const at = renee.doc.getMap('meta')._map.get('version 1')?.id as Y.ID;
    teo.rights = { steers: true };
    expect(takes(teo, nothingOver(at))).toBe('notTheirs');
    // Of two that were written at once, the one of the greater client id stands.
    const beside = craft(99, 0, (out) => {
      encoding.writeUint8(out, 1 | 0x20);
      encoding.writeVarUint(out, 1);
      encoding.writeVarString(out, 'meta');
      encoding.writeVarString(out, 'version 1');
      encoding.writeVarUint(out, 1);
    });
    teo.client = 99;
    expect(takes(teo, beside)).toBe('notTheirs');
  });

  test('a record stays one, whatever its id', () => {
    const id = 'x@renee.chain';
    expect(writes(renee, (doc) => void doc.getMap('people').set(id, new Y.Map()))).toBe('counts');
    const by = new Writer('teo', 11);
    for (const piece of replica.encode()) Y.applyUpdate(by.doc, piece);
    expect(
      takes(
        by,
        by.update((doc) => doc.getMap('people').delete(id)),
      ),
    ).toBe('notTheirs');
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
    expect(meta(teo, (map) => map.set('version 2', true))).toBe('counts');
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
