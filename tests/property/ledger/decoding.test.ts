import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { concat, toText, u32, utf8 } from '../../../src/lib/ledger/bytes';
import { decodeEnvelope, isSignedBy, openEnvelope } from '../../../src/lib/ledger/envelope';
import { sealingKey } from '../../../src/lib/ledger/sealingKey';
import { isFork } from '../../../src/lib/ledger/forkProof';
import type { Identity } from '../../../src/lib/ledger/identity';
import { checkRecord, decodeRecord, encodeRecord } from '../../../src/lib/ledger/logRecord';
import { hashOf, noon } from '../../unit/domain/circle/vegaLog';
import { seal } from '../../unit/ledger/envelopes';
import { somebody } from '../../unit/ledger/vegaCircle';

const numRuns = process.env.LONG === '1' ? 100_000 : 2000;

let marisol: Identity;
let key: CryptoKey;
let envelope: Uint8Array;
let record: Uint8Array;
beforeAll(async () => {
  marisol = await somebody();
  key = await sealingKey(new Uint8Array(32).fill(9));
  envelope = await seal(marisol, key, utf8('Ask Renee for the earlier bus'));
  record = await encodeRecord(marisol, {
    ...{ prev: [hashOf('head')], at: noon },
    body: { type: 'addDevice', device: marisol.keys, name: 'Tablet' },
  });
});

/** How to damage something that was well made: cut, lengthen, change bits, put a piece elsewhere. */
const anyDamage = fc.oneof(
  fc.record({ how: fc.constant('cut' as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ how: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ how: fc.constant('copy' as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ how: fc.constant('grow' as const), at: fc.nat(), bit: fc.nat(7) }),
);
const damaged = (
  bytes: Uint8Array,
  { how, at, bit }: { how: 'cut' | 'flip' | 'copy' | 'grow'; at: number; bit: number },
): Uint8Array => {
  const place = at % bytes.length;
  if (how === 'cut') return bytes.subarray(0, place);
  if (how === 'grow') return concat(bytes, bytes.subarray(0, bit + 1));
  const copy = bytes.slice();
  if (how === 'flip') copy[place] = (copy[place] as number) ^ (1 << bit);
  else copy.copyWithin(place, (place * 7) % bytes.length, ((place * 7) % bytes.length) + bit + 1);
  return copy;
};
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  // What begins as it should gets further.
  fc
    .tuple(fc.constantFrom([1, 1], [1, 1, 0], [1, 1, 1]), fc.uint8Array({ maxLength: 400 }))
    .map(([begin, rest]) => concat(Uint8Array.from(begin), rest)),
  // Any JSON as a record of the right length.
  fc.json({ maxDepth: 5 }).map((json) => {
    const text = utf8(json);
    return concat(Uint8Array.of(1, 1), u32(text.length), text, new Uint8Array(64));
  }),
);

type Stage = 'newer' | 'malformed' | 'signature' | 'seal' | 'same';

const stageOfEnvelope = async (bytes: Uint8Array): Promise<Stage> => {
  const result = decodeEnvelope(bytes);
  if (!result.ok) return result.refusal;
  if (!(await isSignedBy(result.value, marisol.keys.sign))) return 'signature';
  return (await openEnvelope(result.value, key)).ok ? 'same' : 'seal';
};

const stageOfRecord = async (bytes: Uint8Array): Promise<Stage> => {
  const result = await decodeRecord(bytes);
  if (!result.ok) return result.refusal;
  const keysOf = () => marisol.keys;
  return (await checkRecord(result.value, keysOf)) === 'genuine' ? 'same' : 'signature';
};

describe('LED3: whatever comes in', () => {
  test('is an envelope or a record, or a refusal, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        expect(await stageOfEnvelope(bytes)).not.toBe('same');
        expect(await stageOfRecord(bytes)).not.toBe('same');
        const half = toText(bytes);
        const { device, keys } = marisol;
        for (const proof of [
          [half, half],
          [half, device],
        ] as [string, string][])
          expect(
            await isFork({ type: 'fork', device, chain: device, proof }, device, keys.sign),
          ).toBe(false);
      }),
      { numRuns },
    );
  });

  test('an envelope that was damaged is refused, by its form or by its signature', async () => {
    await fc.assert(
      fc.asyncProperty(anyDamage, async (damage) => {
        const bytes = damaged(envelope, damage);
        const same = Buffer.compare(bytes, envelope) === 0;
        const stage = await stageOfEnvelope(bytes);
        if (same) expect(stage).toBe('same');
        else expect(['newer', 'malformed', 'signature']).toContain(stage);
      }),
      { numRuns },
    );
  });

  test('a record that was damaged is refused, by its form or by its signature', async () => {
    await fc.assert(
      fc.asyncProperty(anyDamage, async (damage) => {
        const bytes = damaged(record, damage);
        const same = Buffer.compare(bytes, record) === 0;
        const stage = await stageOfRecord(bytes);
        if (same) expect(stage).toBe('same');
        else expect(['newer', 'malformed', 'signature']).toContain(stage);
      }),
      { numRuns },
    );
  });

  test('each bit of an envelope and of a record is refused where it can be seen first', async () => {
    const stages = async (
      bytes: Uint8Array,
      stageOf: (bytes: Uint8Array) => Promise<Stage>,
    ): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (let at = 0; at < bytes.length; at += 1)
        for (let bit = 0; bit < 8; bit += 1) {
          const stage = await stageOf(damaged(bytes, { how: 'flip', at, bit }));
          counts[stage] = (counts[stage] ?? 0) + 1;
        }
      return counts;
    };
    const ofEnvelope = await stages(envelope, stageOfEnvelope);
    expect(Object.keys(ofEnvelope).sort()).toEqual(['malformed', 'newer', 'signature']);
    // Seven bits of format, of suite and of kind say a later version, if they stand alone.
    expect(ofEnvelope.newer).toBe(7 + 7 + 7);
    expect(ofEnvelope.malformed).toBeLessThan(100);
    const ofRecord = await stages(record, stageOfRecord);
    expect(Object.keys(ofRecord).sort()).toEqual(['malformed', 'newer', 'signature']);
  });
});
