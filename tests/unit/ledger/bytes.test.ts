import { describe, expect, test } from 'vitest';
import { ByteReader } from '../../../src/lib/ledger/byteReader';
import { concat, equal, fromText, hash, toText, u32, utf8 } from '../../../src/lib/ledger/bytes';

describe('LED1: bytes and their texts', () => {
  test('bytes of any length come back from their text', () => {
    for (let length = 0; length < 70; length += 1) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      expect(toText(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromText(toText(bytes))).toEqual(bytes);
    }
  });

  test.each(['A', 'AAAAA', 'AB', 'AAB', 'AAAAAB', 'AA==', 'A+/A', 'A A A', 'AAA\n', 'ñAAA', '\0'])(
    '%j is no text of bytes, or not the one',
    (text) => {
      expect(fromText(text)).toBeUndefined();
    },
  );

  test('numbers have their big end first, and are read back', () => {
    expect([...u32(0x01020304)]).toEqual([1, 2, 3, 4]);
    expect(new ByteReader(u32(0xfffefdfc)).u32()).toBe(0xfffefdfc);
  });

  test('equal compares each byte and the length', () => {
    expect(equal(utf8('Teo'), utf8('Teo'))).toBe(true);
    expect(equal(utf8('Teo'), utf8('Tea'))).toBe(false);
    expect(equal(utf8('Te'), utf8('Teo'))).toBe(false);
  });

  test('hash is SHA-256', async () => {
    expect(Buffer.from(await hash(utf8('abc'))).toString('hex')).toMatch(/^ba7816bf8f01cfea/);
  });

  test('reading past the end gives nothing and says so', () => {
    const reader = new ByteReader(concat(u32(7), utf8('ab')));
    expect(reader.u32()).toBe(7);
    expect(reader.isWhole).toBe(false);
    expect(reader.take(3)).toHaveLength(0);
    expect(reader.take(1)).toHaveLength(0);
    expect(reader.isWhole).toBe(false);
    const exact = new ByteReader(utf8('ab'));
    exact.take(2);
    expect(exact.isWhole).toBe(true);
  });
});
