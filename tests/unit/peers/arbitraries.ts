import fc from 'fast-check';
import type { Candidate } from '../../../src/lib/peers/candidate';
import type { Description } from '../../../src/lib/peers/description';

/** Cases of a fuzzed format: 2,000, and 100,000 in the long run. */
export const FUZZ = { numRuns: process.env.LONG === '1' ? 100_000 : 2_000 };

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const iceChars = (min: number, max: number) =>
  fc.string({
    unit: fc.constantFrom(...'ABCXYZabcxyz0189+/'),
    minLength: min,
    maxLength: max,
  });

const address = fc.oneof(
  fc.ipV4(),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.map((group) => group.toString(16)).join(':')),
  fc.tuple(hex(8), hex(4), hex(4), hex(4), hex(12)).map((parts) => `${parts.join('-')}.local`),
);

export const candidate: fc.Arbitrary<Candidate> = fc.record({
  kind: fc.constantFrom('host', 'srflx', 'relay'),
  address,
  port: fc.integer({ min: 1, max: 65_535 }),
});

export const description: fc.Arbitrary<Description> = fc.record({
  ufrag: iceChars(4, 32),
  pwd: iceChars(22, 64),
  fingerprint: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  setup: fc.constantFrom('actpass', 'active', 'passive'),
  candidates: fc.array(candidate, { maxLength: 24 }),
});

/** Bytes that were sound, changed in a few places, cut off or made longer. */
export const damaged = (sound: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      sound,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
      fc.integer({ min: -40, max: 20 }),
    )
    .map(([bytes, changes, longer]) => {
      const changed = new Uint8Array(Math.max(0, bytes.length + Math.min(longer, 20)));
      changed.set(bytes.subarray(0, changed.length));
      for (const [at, byte] of changes) if (changed.length > 0) changed[at % changed.length] = byte;
      return changed;
    });
