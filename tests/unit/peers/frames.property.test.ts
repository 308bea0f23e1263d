import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, equal } from '../../../src/lib/ledger/bytes';
import { Assembler, cut, FRAME, MOST, PIECE, type Frame } from '../../../src/lib/peers/frames';
import { FUZZ } from './arbitraries';

const filled = (length: number, seed: number) =>
  new Uint8Array(length).map((_, at) => (at * 31 + seed) & 255);

test('PEER2: messages of any size come whole and in order, with beats and good-byes between their pieces', () => {
  const sizes = fc.oneof(
    fc.nat(100),
    fc.constantFrom(0, PIECE - 2, PIECE - 1, PIECE, 2 * (PIECE - 1), 2 * PIECE),
    fc.nat(100_000),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(sizes, fc.nat(255), fc.boolean()), { maxLength: 6 }), (all) => {
      const assembler = new Assembler();
      const got: Uint8Array[] = [];
      const sent = all.map(([size, seed]) => filled(size, seed));
      sent.forEach((message, at) => {
        for (const piece of cut(FRAME.message, message)) {
          if (piece.length > PIECE) throw new Error('too large a piece');
          if (all[at]?.[2]) {
            const beat = assembler.take(Uint8Array.of(FRAME.control, 4)) as Frame;
            if (beat.kind !== FRAME.control || beat.bytes[0] !== 4) throw new Error('no beat');
          }
          const frame = assembler.take(piece);
          if (frame) got.push((frame as Frame).bytes);
        }
      });
      // Byte by byte, without the cost of telling how they differ.
      expect(
        got.length === sent.length &&
          got.every((one, at) => equal(one, sent[at] ?? new Uint8Array(1))),
      ).toBe(true);
    }),
  );
});

test('PEER2: 16 MiB are taken, one byte more is broken, and so is the endless message', () => {
  const take = (message: Uint8Array) => {
    const assembler = new Assembler();
    let last: ReturnType<Assembler['take']>;
    for (const piece of cut(FRAME.message, message)) last = assembler.take(piece);
    return last;
  };
  expect(take(new Uint8Array(MOST))).toMatchObject({ kind: FRAME.message });
  expect(take(new Uint8Array(MOST + 1))).toBe('broken');
  const endless = new Assembler();
  const piece = concat([0x82], new Uint8Array(PIECE - 1));
  let pieces = 0;
  while (endless.take(piece) !== 'broken')
    expect((pieces += 1)).toBeLessThanOrEqual(MOST / PIECE + 2);
});

test('PEER2: pieces that are no full ones, or of another kind in between, are broken', () => {
  const begun = () => {
    const assembler = new Assembler();
    assembler.take(concat([0x82], new Uint8Array(PIECE - 1)));
    return assembler;
  };
  expect(new Assembler().take(Uint8Array.of(0x82, 1))).toBe('broken');
  expect(begun().take(Uint8Array.of(FRAME.room, 1))).toBe('broken');
  expect(begun().take(Uint8Array.of(FRAME.presence, 1))).toBe('broken');
  expect(new Assembler().take(Uint8Array.of(0x81, 1))).toBe('broken');
  expect(new Assembler().take(new Uint8Array(PIECE + 1).fill(2))).toBe('broken');
});

test('PEER2: whatever comes, it is a frame, a part of one or broken; nothing throws', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(PIECE - 1, PIECE))
      .map(([head, size]) => concat([head], new Uint8Array(size))),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const assembler = new Assembler();
      for (const one of pieces) {
        const took = assembler.take(one);
        if (took === 'broken') return;
        if (took) expect(Object.values(FRAME)).toContain(took.kind);
      }
    }),
    FUZZ,
  );
});
