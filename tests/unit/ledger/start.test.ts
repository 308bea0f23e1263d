import { describe, expect, test } from 'vitest';
import { concat, randomBytes, toText, u32, utf8 } from '../../../src/lib/ledger/bytes';
import { deflated } from '../../../src/lib/ledger/deflate';
import { joinStart, splitStart } from '../../../src/lib/ledger/start';
import { firstPhone, join } from '../../property/ledger/household';
import { plain } from '../document/people';

const piece = Uint8Array.of(1, 2, 3);
const [first, last] = [toText(randomBytes(32)), toText(randomBytes(32))];
const covered = {
  sequence: 2,
  hash: last,
  clock: 7,
  earlier: first.slice(0, 10) + last.slice(0, 10),
};
const covers = { pieces: 2, chains: { 'marisol.run': covered }, base: [[77, 3]] as const };

/** The first piece of a start that says this of itself. */
const saying = (says: unknown): Uint8Array => {
  const head = utf8(typeof says === 'string' ? says : JSON.stringify(says));
  return concat(u32(head.length), head, piece);
};
const ofChain = (more: object): Uint8Array =>
  saying({ ...covers, chains: { 'marisol.run': { ...covered, ...more } } });

const split = async (content: Uint8Array) => splitStart(await deflated(content), true);

describe('LED5: what a newcomer begins with', () => {
  test('is the plan as it stands when they are let in, also where it was made ready before', async () => {
    const vision = (value: string) =>
      ({ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value }) as const;
    const marisol = await firstPhone([vision('We eat together')]);
    const rights = { role: 'edit', household: true } as const;
    marisol.ledger.prepareStarts();
    const teo = await join(marisol, 'Teo', rights);
    expect(teo.document.reading.plan.vision).toBe('We eat together');
    marisol.ledger.prepareStarts();
    await marisol.write(vision('We eat together at six'));
    const ines = await join(marisol, 'Inés', rights);
    const begun = ines.ledger.part('team').starts;
    expect(begun.size).toBe(1);
    expect(ines.document.reading.plan.vision).toBe('We eat together at six');
    expect(plain(ines.document.tables)).toEqual(plain(marisol.document.tables));
  });
});

describe('LED5: what a start says of itself', () => {
  test('comes back as it was said; later pieces say nothing', async () => {
    expect(await splitStart(await joinStart(covers, piece), true)).toEqual({ covers, piece });
    const later = { covers: undefined, piece };
    expect(await splitStart(await joinStart(undefined, piece), false)).toEqual(later);
    expect((await split(ofChain({})))?.covers).toEqual(covers);
  });

  test('a first piece says it, and no other', async () => {
    expect(await splitStart(await joinStart(undefined, piece), true)).toBeUndefined();
    expect(await splitStart(await joinStart(covers, piece), false)).toBeUndefined();
  });

  test('what is not packed, is packed by halves, or unpacks to far more than a plan is none', async () => {
    const packed = await joinStart(covers, piece);
    expect(await splitStart(ofChain({}), true)).toBeUndefined();
    expect(await splitStart(packed.subarray(0, -3), true)).toBeUndefined();
    const bomb = await deflated(concat(ofChain({}), new Uint8Array(9 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await splitStart(bomb, true)).toBeUndefined();
  });

  test.each<[string, Uint8Array]>([
    ['fewer bytes than its length takes', Uint8Array.of(0, 0, 1)],
    ['nothing', new Uint8Array(0)],
    ['more than there is', concat(u32(4_000_000_000), utf8('{}'))],
    ['one byte more than there is', concat(u32(3), utf8('{}'))],
    ['what ends before its length does', saying(`${JSON.stringify(covers)} `).subarray(0, -4)],
    ['no JSON', saying('{')],
    ['a depth bomb', saying('['.repeat(100_000))],
    ['no object', saying(7)],
    ['nothing of it', saying({})],
    ['no pieces', saying({ ...covers, pieces: 0 })],
    ['half a piece', saying({ ...covers, pieces: 1.5 })],
    ['more pieces than any plan has', saying({ ...covers, pieces: 10_001 })],
    ['a list of chains', saying({ ...covers, chains: [] })],
    ['no envelope of a chain', ofChain({ sequence: 0, earlier: '' })],
    ['no envelope, of no name', ofChain({ sequence: 0, hash: '', earlier: '' })],
    ['more of a chain than it names', ofChain({ sequence: 3 })],
    ['a number alone', ofChain({ sequence: 4_000_000_000 })],
    ['less of a chain than it names', ofChain({ sequence: 1 })],
    ['another last one than it names', ofChain({ hash: first })],
    ['a clock of before', ofChain({ clock: -1 })],
    ['a clock that is none', ofChain({ clock: 0.5 })],
    ['what was before as one number', saying({ ...covers, base: [[77]] })],
    ['what was before as three numbers', saying({ ...covers, base: [[77, 3, 1]] })],
    ['what was before as texts', saying({ ...covers, base: [['77', '3']] })],
    ['what was before below nothing', saying({ ...covers, base: [[77, -3]] })],
  ])('%s is none', async (_name, content) => {
    expect(await split(content)).toBeUndefined();
  });
});
