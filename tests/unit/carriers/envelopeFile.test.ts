import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeNews,
  encodeNews,
  type News,
  type RoomKey,
} from '../../../src/lib/carriers/envelopeFile';
import {
  concat,
  forCrypto,
  fromText,
  randomBytes,
  toText,
  u32,
  utf8,
} from '../../../src/lib/ledger/bytes';
import { sealingKey } from '../../../src/lib/ledger/sealingKey';

const vegaRoom = async (circle = toText(randomBytes(16))): Promise<RoomKey> => ({
  circle,
  epoch: toText(randomBytes(32)),
  key: await sealingKey(randomBytes(32)),
});
const news: News = {
  records: [utf8('genesis'), utf8('Teo is admitted')],
  envelopes: [utf8('Marisol tried it'), new Uint8Array(262_144).fill(7), new Uint8Array(0)],
};
const fileOf = async (room: RoomKey, content = news): Promise<Uint8Array> => {
  const file = await encodeNews(content, room, randomBytes(12));
  if (!file.ok) throw new Error(file.refusal);
  return file.value;
};
const read = (file: Uint8Array, { circle, epoch, key }: RoomKey) =>
  decodeNews(file, circle, (asked) => (asked === epoch ? key : undefined));

/** A file as a member could make it whose content follows no rule. */
const sealedBy = async ({ circle, epoch, key }: RoomKey, content: Uint8Array) => {
  const bound = concat(
    utf8('LPwn'),
    Uint8Array.of(1, 1),
    fromText(circle) as Uint8Array,
    fromText(epoch) as Uint8Array,
  );
  const iv = randomBytes(12);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: forCrypto(iv), additionalData: forCrypto(bound) },
    key,
    forCrypto(content),
  );
  return concat(bound, iv, new Uint8Array(sealed));
};

describe("LED4 what's new as a file", () => {
  test('what Marisol sends is what Teo gets', async () => {
    const room = await vegaRoom();
    expect(await read(await fileOf(room), room)).toEqual({ ok: true, value: news });
    const nothing = { records: [], envelopes: [] };
    expect(await read(await fileOf(room, nothing), room)).toEqual({ ok: true, value: nothing });
  });

  test('no word of it stands in the file', async () => {
    const file = new TextDecoder('latin1').decode(await fileOf(await vegaRoom()));
    expect(file).not.toContain('Marisol');
    expect(file).not.toContain('admitted');
  });

  test('another file, a later version, another circle and an unknown key are each said', async () => {
    const room = await vegaRoom();
    const file = await fileOf(room);
    const refusal = async (bytes: Uint8Array, at = room) => {
      const answer = await read(bytes, at);
      return answer.ok ? 'ok' : answer.refusal;
    };
    for (const other of [
      new Uint8Array(0),
      utf8('LP'),
      utf8('{"format":"lived-plan"}'),
      file.slice(1),
    ])
      expect(await refusal(other)).toBe('notAFile');
    for (const place of [4, 5]) {
      const later = file.slice();
      later[place] = 2;
      expect(await refusal(later)).toBe('otherVersion');
      expect(await refusal(later.slice(0, place + 1))).toBe('otherVersion');
    }
    expect(await refusal(file, await vegaRoom())).toBe('otherCircle');
    expect(await refusal(file, { ...room, epoch: toText(randomBytes(32)) })).toBe('noKey');
    expect(await refusal(file, { ...room, key: (await vegaRoom()).key })).toBe('damaged');
  });

  test('a file cut anywhere or changed at any byte gives nothing', async () => {
    const room = await vegaRoom();
    const file = await fileOf(room, { records: news.records, envelopes: [utf8('a try')] });
    for (let at = 0; at < file.length; at += 1) {
      expect((await read(file.subarray(0, at), room)).ok).toBe(false);
      const changed = file.slice();
      changed[at] = (changed[at] as number) ^ 1;
      expect((await read(changed, room)).ok).toBe(false);
    }
    expect(await read(concat(file, utf8('x')), room)).toEqual({ ok: false, refusal: 'damaged' });
  });

  test('the header is sealed along: another circle or epoch written over it does not open', async () => {
    const key = await sealingKey(randomBytes(32));
    const [vega, other] = [
      { ...(await vegaRoom()), key },
      { ...(await vegaRoom()), key },
    ];
    const file = await fileOf(vega);
    file.set(fromText(other.circle) as Uint8Array, 6);
    file.set(fromText(other.epoch) as Uint8Array, 22);
    expect(await read(file, other)).toEqual({ ok: false, refusal: 'damaged' });
  });

  test('lists that lie about themselves are damaged, however they are sealed', async () => {
    const room = await vegaRoom();
    const one = concat(u32(1), u32(2), utf8('hi'));
    expect((await read(await sealedBy(room, concat(one, one)), room)).ok).toBe(true);
    for (const content of [
      new Uint8Array(0),
      one,
      concat(one, one, utf8('more')),
      concat(u32(2), u32(2), utf8('hi'), one),
      concat(u32(0xffffffff), one),
      concat(u32(0), u32(0xffffffff)),
      concat(u32(1), u32(0xffffffff), one),
      concat(u32(1), u32(65_537), new Uint8Array(65_537), u32(0)),
      concat(u32(0), u32(1), u32(1_048_577), new Uint8Array(1_048_577)),
    ])
      expect(await read(await sealedBy(room, content), room)).toEqual({
        ok: false,
        refusal: 'damaged',
      });
  });

  test('a file over 64 MB is neither made nor read', async () => {
    const room = await vegaRoom();
    const envelopes = Array.from({ length: 257 }, () => new Uint8Array(262_144));
    expect(await encodeNews({ records: [], envelopes }, room, randomBytes(12))).toEqual({
      ok: false,
      refusal: 'tooLarge',
    });
    const header = (await fileOf(room)).subarray(0, 66);
    expect(await read(concat(header, new Uint8Array(64 * 1024 * 1024)), room)).toEqual({
      ok: false,
      refusal: 'damaged',
    });
  });

  test('any bytes at all, sealed or not, get an answer', async () => {
    const room = await vegaRoom();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), fc.boolean(), async (bytes, isSealed) => {
        const answer = await read(isSealed ? await sealedBy(room, bytes) : bytes, room);
        if (answer.ok)
          expect(answer.value.records.length + answer.value.envelopes.length).toBeLessThan(30);
      }),
      { numRuns: process.env.LONG === '1' ? 100_000 : 2_000 },
    );
  });
});
