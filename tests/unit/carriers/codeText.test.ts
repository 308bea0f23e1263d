import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCode, encodeCode } from '../../../src/lib/carriers/codeText';
import { hash, randomBytes } from '../../../src/lib/ledger/bytes';

const numRuns = process.env.LONG === '1' ? 100_000 : 2_000;

describe('PEER6 codes as text', () => {
  test('any bytes come back, in capitals and digits alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const code = await encodeCode(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]+$/);
        expect(code.length).toBe(Math.ceil(((bytes.length + 5) * 8) / 5));
        expect(await decodeCode(code)).toEqual({ ok: true, value: bytes });
      }),
      { numRuns: 500 },
    );
  });

  test('however somebody typed or pasted it', async () => {
    const bytes = randomBytes(120);
    const code = await encodeCode(bytes);
    const confused = code.replaceAll('0', 'o').replaceAll('1', 'l');
    for (const typed of [
      code.toLowerCase(),
      ` ${code}\n`,
      code.replace(/(.{5})/g, '$1-'),
      code.replace(/(.{40})/g, '$1\r\n'),
      confused,
      confused.replaceAll('l', 'I'),
    ])
      expect(await decodeCode(typed)).toEqual({ ok: true, value: bytes });
  });

  test('a letter lost, added, changed or exchanged with its neighbor is noticed', async () => {
    const code = await encodeCode(randomBytes(60));
    for (let at = 0; at < code.length; at += 1) {
      const other = code[at] === 'A' ? 'B' : 'A';
      const changed = [
        code.slice(0, at) + code.slice(at + 1),
        code.slice(0, at) + other + code.slice(at),
        code.slice(0, at) + other + code.slice(at + 1),
      ];
      if (at > 0 && code[at] !== code[at - 1])
        changed.push(code.slice(0, at - 1) + code[at] + code[at - 1] + code.slice(at + 1));
      for (const text of changed) {
        const read = await decodeCode(text);
        // The last letter can carry bits that no byte has.
        if (at < code.length - 1 || !read.ok)
          expect(read, text).toEqual({ ok: false, refusal: 'damaged' });
      }
    }
  });

  test('one of a later version is said to be that', async () => {
    const said = Uint8Array.of(2, 7, 7);
    const check = (await hash(said)).subarray(0, 4);
    const one = await encodeCode(Uint8Array.of(7, 7));
    const bits = [...said, ...check].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const letters = (bits.padEnd(60, '0').match(/.{5}/g) ?? []).map(
      (five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(five, 2)],
    );
    expect(letters).toHaveLength(one.length);
    expect(await decodeCode(letters.join(''))).toEqual({ ok: false, refusal: 'otherVersion' });
  });

  test('what is none of our codes is foreign', async () => {
    for (const text of [
      '',
      '  ',
      'https://plan.example/',
      'WIFI:S:home;;',
      'UUUU',
      'ñ',
      'A'.repeat(4_001),
      ' '.repeat(8_000) + (await encodeCode(randomBytes(9))),
    ])
      expect(await decodeCode(text)).toEqual({ ok: false, refusal: 'foreign' });
    // The last is the check of nothing: the first bytes of its SHA-256, e3b0c442.
    for (const text of ['0', 'A', 'ABCDEFG', '00000000', 'WERC8GG'])
      expect(await decodeCode(text)).toEqual({ ok: false, refusal: 'damaged' });
  });

  test('any text at all gets an answer', async () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'),
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), letters), async (text) => {
        expect((await decodeCode(text)).ok).toBe(false);
      }),
      { numRuns },
    );
  });
});
