import { hkdfSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromText, toText, utf8 } from '../../../src/lib/ledger/bytes';
import { deriveJoinRoom, deriveRoom } from '../../../src/lib/ledger/deriveRoom';
import { deviceId, generateKeys, identityFrom, verify } from '../../../src/lib/ledger/identity';

describe('CIR1: the keys of a device', () => {
  test('have private halves that cannot be taken out', async () => {
    const { sign, agree } = await generateKeys();
    expect(sign.privateKey.extractable).toBe(false);
    expect(agree.privateKey.extractable).toBe(false);
  });

  test('give an id that covers both', async () => {
    const [marisol, teo] = [
      await identityFrom(await generateKeys()),
      await identityFrom(await generateKeys()),
    ];
    expect(marisol.device).toMatch(/^[\w-]{22}$/);
    expect(await deviceId(marisol.keys)).toBe(marisol.device);
    expect(await deviceId({ ...marisol.keys, agree: teo.keys.agree })).not.toBe(marisol.device);
    expect(await deviceId({ ...marisol.keys, sign: teo.keys.sign })).not.toBe(marisol.device);
  });

  test('sign for one purpose, by one key, and nothing else', async () => {
    const marisol = await identityFrom(await generateKeys());
    const teo = await identityFrom(await generateKeys());
    const bytes = utf8('ask Renee');
    const signature = await marisol.sign('record', bytes);
    expect(signature).toHaveLength(64);
    expect(await verify(marisol.keys.sign, 'record', bytes, signature)).toBe(true);
    expect(await verify(marisol.keys.sign, 'envelope', bytes, signature)).toBe(false);
    expect(await verify(teo.keys.sign, 'record', bytes, signature)).toBe(false);
    expect(await verify(marisol.keys.sign, 'record', utf8('ask Teo'), signature)).toBe(false);
    // A purpose does not run over into what is signed.
    expect(await verify(marisol.keys.sign, 'recor', utf8('d'), signature)).toBe(false);
    for (const key of ['', 'x', '*', toText(new Uint8Array(31))])
      expect(await verify(key, 'record', bytes, signature)).toBe(false);
    expect(await verify(marisol.keys.sign, 'record', bytes, signature.subarray(1))).toBe(false);
  });
});

describe('CIR3: rooms', () => {
  const seed = fromText('AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA') as Uint8Array;

  test('have a topic and a password that follow from the secret alone, and tell nothing of each other', async () => {
    const room = await deriveRoom(seed);
    const join = await deriveJoinRoom(seed);
    expect(await deriveRoom(seed)).toEqual(room);
    const all = [room.topic, room.password, join.topic, join.password];
    expect(new Set(all).size).toBe(4);
    for (const text of all) expect(fromText(text)).toHaveLength(32);
    expect((await deriveRoom(new Uint8Array(32))).topic).not.toBe(room.topic);
  });

  test('are HKDF-SHA-256 of the secret', async () => {
    const of = (info: string): string =>
      Buffer.from(hkdfSync('sha256', seed, '', `lived-plan/${info}`, 32)).toString('base64url');
    expect(await deriveRoom(seed)).toEqual({
      topic: of('room/topic'),
      password: of('room/password'),
    });
    expect(await deriveJoinRoom(seed)).toEqual({
      topic: of('join/topic'),
      password: of('join/password'),
    });
  });
});
