import { beforeAll, describe, expect, test } from 'vitest';
import type { KnownBody } from '../../../src/lib/domain/circle/record';
import { concat, u32, utf8 } from '../../../src/lib/ledger/bytes';
import { type Identity } from '../../../src/lib/ledger/identity';
import { checkRecord, decodeRecord, encodeRecord } from '../../../src/lib/ledger/logRecord';
import { hashOf, noon } from '../domain/circle/vegaLog';
import { genesisOf, somebody } from './vegaCircle';

let marisol: Identity;
let teo: Identity;
beforeAll(async () => {
  marisol = await somebody();
  teo = await somebody();
});

const addDevice = (of: Identity): KnownBody => ({
  ...{ type: 'addDevice', device: of.keys, name: 'Tablet' },
});
const written = (who: Identity, body: KnownBody): Promise<Uint8Array> =>
  encodeRecord(who, { prev: [hashOf('head')], at: noon, body });
const decoded = async (bytes: Uint8Array) => {
  const result = await decodeRecord(bytes);
  if (!result.ok) throw new Error(result.refusal);
  return result.value;
};
/** A record with any JSON, signed by whoever. */
const forged = async (who: Identity, json: string): Promise<Uint8Array> => {
  const text = utf8(json);
  const signed = concat(Uint8Array.of(1, 1), u32(text.length), text);
  return concat(signed, await who.sign('record', signed));
};

describe('CIR1: a record of the log', () => {
  test('comes back as it was said, with its hash and the device whose keys it names', async () => {
    const bytes = await written(marisol, addDevice(teo));
    const { record } = await decoded(bytes);
    expect(record).toEqual({
      ...{ device: marisol.device, prev: [hashOf('head')], at: noon, body: addDevice(teo) },
      ...{ named: teo.device, hash: expect.stringMatching(/^[\w-]{43}$/) },
    });
    const plain = await written(marisol, { type: 'revokeInvite', invitation: hashOf('x') });
    expect((await decoded(plain)).record).not.toHaveProperty('named');
    const change: KnownBody = {
      ...{ type: 'changeRole', device: teo.device, role: 'see', household: false, persons: [] },
    };
    expect((await decoded(await written(marisol, change))).record).not.toHaveProperty('named');
  });

  test('is genuine when the device that it names wrote it', async () => {
    const keysOf = (device: string) => [marisol, teo].find((one) => one.device === device)?.keys;
    const one = await decoded(await written(marisol, addDevice(teo)));
    expect(await checkRecord(one, keysOf)).toBe('genuine');
    expect(await checkRecord(one, () => undefined)).toBe('unknownDevice');
    expect(await checkRecord(one, () => teo.keys)).toBe('forged');
  });

  test('a beginning is signed by the keys that it names, and by its own device', async () => {
    const genesis = await decoded(await encodeRecord(marisol, beginning(genesisOf(marisol))));
    expect(await checkRecord(genesis, () => undefined)).toBe('genuine');
    const ofTeo = await decoded(await encodeRecord(marisol, beginning(genesisOf(teo))));
    expect(await checkRecord(ofTeo, () => marisol.keys)).toBe('forged');
    // Signed with the keys it names, in the name of another device.
    const stolen = await decoded(
      await forged(teo, JSON.stringify({ device: marisol.device, ...beginning(genesisOf(teo)) })),
    );
    expect(await checkRecord(stolen, () => marisol.keys)).toBe('forged');
  });

  test('is not written in a shape that nobody could read', async () => {
    const long = { ...addDevice(teo), name: 'x'.repeat(81) } as KnownBody;
    await expect(written(marisol, long)).rejects.toThrow(TypeError);
    const sealed = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [`${'A'.repeat(20)}${at}A`, 'x'.repeat(8000)]),
    );
    const rotate: KnownBody = {
      ...{ type: 'rotate', part: 'team', commitment: hashOf('key'), previous: [], sealed },
    };
    await expect(written(marisol, rotate)).rejects.toThrow(RangeError);
  });

  test('names the last 64 heads where somebody made more', async () => {
    const prev = Array.from({ length: 70 }, (_, at) => hashOf(`${at}`));
    const { record } = await decoded(
      await encodeRecord(marisol, { prev, at: noon, body: addDevice(teo) }),
    );
    expect(record.prev).toEqual(prev.slice(6));
  });

  test('what a newer version writes is kept', async () => {
    const json = JSON.stringify({
      ...{ device: teo.device, prev: [], at: noon, body: { type: 'recover', device: 7 } },
    });
    expect((await decoded(await forged(teo, json))).record.body).toEqual({
      type: 'later',
      code: 'recover',
    });
    const bytes = await written(marisol, addDevice(teo));
    for (const at of [0, 1])
      expect(await decodeRecord(bytes.map((byte, i) => (i === at ? 2 : byte)))).toEqual({
        ok: false,
        refusal: 'newer',
      });
  });

  test('what a newer version writes is not taken when it is large, and held against nobody', async () => {
    const later = async (size: number): Promise<Uint8Array> => {
      const said = { device: teo.device, prev: [], at: noon, body: { type: 'recover', why: '' } };
      const bare = await forged(teo, JSON.stringify(said));
      said.body.why = 'x'.repeat(size - bare.length);
      return forged(teo, JSON.stringify(said));
    };
    const [largest, larger] = [await later(4096), await later(4097)];
    expect([largest.length, larger.length]).toEqual([4096, 4097]);
    expect((await decoded(largest)).record.body.type).toBe('later');
    expect(await decodeRecord(larger)).toEqual({ ok: false, refusal: 'newer' });
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['a depth bomb', '['.repeat(60_000)],
    ['a deep body', `{"body":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`],
  ])('%s is malformed', async (_, json) => {
    expect(await decodeRecord(await forged(teo, json))).toEqual({
      ok: false,
      refusal: 'malformed',
    });
  });

  test('a key __proto__, a mark before the text, and text that is none are malformed', async () => {
    const json = JSON.stringify({
      ...{ device: teo.device, prev: [], at: noon, body: { type: 'recover', proto: 1 } },
    });
    const refusals = await Promise.all([
      decodeRecord(await forged(teo, json.replace('"proto"', '"__proto__"'))),
      decodeRecord(await forged(teo, `\uFEFF${json}`)),
    ]);
    expect(refusals).toEqual(Array(2).fill({ ok: false, refusal: 'malformed' }));
    const bytes = await forged(teo, json.replace('proto', 'prot?'));
    bytes[bytes.indexOf(63)] = 0xff;
    expect((await decodeRecord(bytes)).ok).toBe(false);
  });

  test('more than 64 kB is not looked at, and a byte too many or too few is refused', async () => {
    const bytes = await written(marisol, addDevice(teo));
    const pad = ' '.repeat(70_000);
    const json = JSON.stringify({
      ...{ device: teo.device, prev: [], at: noon, body: { type: 'recover', pad } },
    });
    for (const bad of [
      await forged(teo, json),
      concat(bytes, Uint8Array.of(0)),
      bytes.subarray(0, -1),
      new Uint8Array(0),
      Uint8Array.of(1, 1, 255, 255, 255, 255),
    ])
      expect(await decodeRecord(bad)).toEqual({ ok: false, refusal: 'malformed' });
  });
});

const beginning = (body: KnownBody) => ({ prev: [], at: noon, body });
