import { beforeAll, describe, expect, test } from 'vitest';
import { concat, toText, utf8 } from '../../../src/lib/ledger/bytes';
import {
  decodeEnvelope,
  documentOf,
  isSignedBy,
  LARGEST_ENVELOPE,
  openEnvelope,
  sealEnvelope,
  type Envelope,
} from '../../../src/lib/ledger/envelope';
import { sealingKey } from '../../../src/lib/ledger/sealingKey';
import { branchOf, isFork, proveFork } from '../../../src/lib/ledger/forkProof';
import type { Identity } from '../../../src/lib/ledger/identity';
import { hashOf } from '../domain/circle/vegaLog';
import { decoded, exampleHead, fields, headLength, seal } from './envelopes';
import { somebody } from './vegaCircle';

let marisol: Identity;
let teo: Identity;
let key: CryptoKey;
let bytes: Uint8Array;
const content = utf8('Ask Renee for the earlier bus');
beforeAll(async () => {
  marisol = await somebody();
  teo = await somebody();
  key = await sealingKey(new Uint8Array(32).fill(9));
  bytes = await seal(marisol, key, content);
});

const proof = async (one: Envelope, other: Envelope) =>
  proveFork(await branchOf(one), await branchOf(other));

const flipped = (at: number, bit = 0): Uint8Array =>
  bytes.map((byte, place) => (place === at ? byte ^ (1 << bit) : byte));
const malformed = { ok: false, refusal: 'malformed' };

describe('LED1: an envelope', () => {
  test('comes back as it was sealed, and says who wrote it', async () => {
    const envelope = decoded(bytes);
    expect(envelope.head).toEqual({ ...exampleHead, device: marisol.device });
    expect(await isSignedBy(envelope, marisol.keys.sign)).toBe(true);
    expect(await isSignedBy(envelope, teo.keys.sign)).toBe(false);
    expect(await openEnvelope(envelope, key)).toEqual({ ok: true, value: content });
    expect(Buffer.from(bytes).includes(Buffer.from('Renee'))).toBe(false);
  });

  test('has each field where the format says', () => {
    const filled: Record<string, number> = {
      ...{ circle: 1, document: 2, chain: 3, previous: 4, members: 7, epoch: 8 },
      ...{ format: 1, suite: 1, kind: 0, 'how many after': 2, 'how many members': 1 },
    };
    for (const [name, at, length] of fields) {
      const field = bytes.subarray(at, at + length);
      const byte = filled[name];
      if (byte !== undefined) expect(field).toEqual(new Uint8Array(length).fill(byte));
      if (name === 'sequence') expect([...field]).toEqual([0, 0, 0, 2]);
      if (name === 'after')
        expect([field[0], field[31], field[32], field[63]]).toEqual([5, 5, 6, 6]);
      if (name === 'device') expect(toText(field)).toBe(marisol.device);
      if (name === 'length') expect([...field]).toEqual([0, 0, 0, content.length + 16]);
    }
    expect(decoded(bytes).bound).toEqual(bytes.subarray(0, headLength));
    expect(bytes).toHaveLength(headLength + 12 + 4 + content.length + 16 + 64);
  });

  test('does not open, and is not signed, with any bit of its head changed', async () => {
    for (const [, begin, length] of fields)
      for (let at = begin; at < begin + length; at += 1)
        for (let bit = 0; bit < 8; bit += 1) {
          const result = decodeEnvelope(flipped(at, bit));
          if (!result.ok) continue;
          expect(await isSignedBy(result.value, marisol.keys.sign)).toBe(false);
          expect(await openEnvelope(result.value, key)).toEqual({
            ok: false,
            refusal: 'doesNotOpen',
          });
        }
  });

  test('does not open with what is sealed changed, nor under another key', async () => {
    const envelope = decoded(flipped(headLength + 16));
    expect((await openEnvelope(envelope, key)).ok).toBe(false);
    expect(await isSignedBy(envelope, marisol.keys.sign)).toBe(false);
    const other = await sealingKey(new Uint8Array(32));
    expect((await openEnvelope(decoded(bytes), other)).ok).toBe(false);
  });

  test('is not signed with any bit of the signature changed', async () => {
    for (const at of [bytes.length - 64, bytes.length - 32, bytes.length - 1])
      expect(await isSignedBy(decoded(flipped(at)), marisol.keys.sign)).toBe(false);
  });

  test('signed in the name of another device is not theirs', async () => {
    const forged = decoded(await seal({ ...teo, device: marisol.device }, key, content));
    expect(forged.head.device).toBe(marisol.device);
    expect(await isSignedBy(forged, marisol.keys.sign)).toBe(false);
  });

  test('begins a chain without an earlier one, and only then', async () => {
    const { previous: _, ...rest } = exampleHead;
    const { bytes: first } = await sealEnvelope(marisol, key, { ...rest, sequence: 1 }, content);
    expect(decoded(first).head).not.toHaveProperty('previous');
    for (const head of [rest, { ...exampleHead, sequence: 1 }, { ...rest, sequence: 0 }])
      await expect(sealEnvelope(marisol, key, head, content)).rejects.toThrow(RangeError);
    for (const sequence of [2 ** 32, NaN])
      await expect(seal(marisol, key, content, { sequence })).rejects.toThrow(RangeError);
    const withPrevious = first.slice();
    withPrevious[71] = 1;
    const second = first.slice();
    second[70] = 2;
    const none = first.slice();
    none[70] = 0;
    for (const bad of [withPrevious, second, none]) expect(decodeEnvelope(bad)).toEqual(malformed);
  });

  test('of a later format, suite or kind is newer; of none it is malformed', () => {
    for (const at of [0, 1, 2]) {
      const later = bytes.slice();
      later[at] = 2;
      expect(decodeEnvelope(later)).toEqual({ ok: false, refusal: 'newer' });
    }
    for (const at of [0, 1]) {
      const none = bytes.slice();
      none[at] = 0;
      expect(decodeEnvelope(none)).toEqual(malformed);
    }
  });

  test('cut anywhere, or with a byte too many, is refused', () => {
    for (let length = 0; length < bytes.length; length += 1)
      expect(decodeEnvelope(bytes.subarray(0, length)).ok).toBe(false);
    expect(decodeEnvelope(concat(bytes, Uint8Array.of(0)))).toEqual(malformed);
    // Less than a seal is long.
    const bare = concat(
      ...[bytes.subarray(0, headLength + 12), new Uint8Array([0, 0, 0, 15])],
      ...[new Uint8Array(15), new Uint8Array(64)],
    );
    expect(decodeEnvelope(bare)).toEqual(malformed);
  });

  test('is at most 1 MiB, and names at most 255 heads', async () => {
    const most = LARGEST_ENVELOPE - headLength - 12 - 4 - 16 - 64;
    const largest = await seal(marisol, key, new Uint8Array(most));
    expect(decodeEnvelope(largest).ok).toBe(true);
    await expect(seal(marisol, key, new Uint8Array(most + 1))).rejects.toThrow(RangeError);
    // One byte more, well formed otherwise.
    const larger = concat(largest.subarray(0, -64), new Uint8Array(65));
    larger[headLength + 15] = (larger[headLength + 15] as number) + 1;
    expect(decodeEnvelope(larger)).toEqual(malformed);
    const heads = Array.from({ length: 256 }, (_, at) => hashOf(`${at}`));
    await expect(seal(marisol, key, content, { after: heads })).rejects.toThrow(RangeError);
    await expect(seal(marisol, key, content, { epoch: 'x' })).rejects.toThrow(TypeError);
    const full = await seal(marisol, key, content, { after: heads.slice(1) });
    expect(decoded(full).head.after).toEqual(heads.slice(1));
  });

  test('has another iv each time', async () => {
    const again = await seal(marisol, key, content);
    expect(decoded(again).iv).not.toEqual(decoded(bytes).iv);
  });

  test('belongs to one document of one circle', async () => {
    const team = await documentOf(exampleHead.circle, 'team');
    expect(team).toMatch(/^[\w-]{22}$/);
    expect(await documentOf(exampleHead.circle, 'household')).not.toBe(team);
    expect(await documentOf(exampleHead.chain, 'team')).not.toBe(team);
  });
});

describe('LED6: a fork', () => {
  const { circle } = exampleHead;

  test('is proven by two envelopes at one place, without what they say', async () => {
    const long = new Uint8Array(200_000);
    const other = decoded(await seal(marisol, key, long));
    const fork = await proof(decoded(bytes), other);
    expect(fork).toMatchObject({ device: marisol.device, chain: exampleHead.chain });
    expect(JSON.stringify(fork).length).toBeLessThan(2000);
    expect(await isFork(fork, circle, marisol.keys.sign)).toBe(true);
    expect(await isFork(fork, circle, teo.keys.sign)).toBe(false);
    expect(await isFork(fork, exampleHead.document, marisol.keys.sign)).toBe(false);
    expect(await isFork({ ...fork, device: teo.device }, circle, marisol.keys.sign)).toBe(false);
    expect(await isFork({ ...fork, chain: circle }, circle, marisol.keys.sign)).toBe(false);
  });

  test('is not proven by one envelope, by two places, or by what somebody else signed', async () => {
    const one = decoded(bytes);
    const holds = async (other: Uint8Array): Promise<boolean> =>
      isFork(await proof(one, decoded(other)), circle, marisol.keys.sign);
    expect(await holds(bytes)).toBe(false);
    expect(await holds(await seal(marisol, key, content, { sequence: 3 }))).toBe(false);
    expect(await holds(await seal(marisol, key, content, { chain: circle }))).toBe(false);
    expect(await holds(await seal(marisol, key, content, { document: circle }))).toBe(false);
    expect(await holds(await seal({ ...teo, device: marisol.device }, key, content))).toBe(false);
    expect(await holds(flipped(bytes.length - 1))).toBe(false);
    const fork = await proof(one, decoded(await seal(marisol, key, content)));
    const [first = '', second = ''] = fork.proof;
    for (const half of ['', '*', 'AAAA', first.slice(4), `${first}AAAA`])
      expect(await isFork({ ...fork, proof: [second, half] }, circle, marisol.keys.sign)).toBe(
        false,
      );
  });

  test('fits the log even where both name all the heads they may', async () => {
    const heads = Array.from({ length: 255 }, (_, at) => hashOf(`${at}`));
    const more = { after: heads, members: heads };
    const [one, other] = [
      await seal(marisol, key, content, more),
      await seal(marisol, key, utf8('x'), more),
    ];
    const { proof: halves } = await proof(decoded(one), decoded(other));
    expect(halves.every((half) => half.length <= 24_000)).toBe(true);
    expect(toText(one).length).toBeGreaterThan(20_000);
  });
});
