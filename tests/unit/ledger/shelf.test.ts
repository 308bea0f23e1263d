import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Shelf } from '../../../src/lib/ledger/shelf';

const isSame = (one?: Uint8Array, other?: Uint8Array): boolean =>
  one !== undefined && other !== undefined && Buffer.from(one).equals(other);

describe('a shelf of envelopes', () => {
  it('gives back what was put on it, in the order it came, however large each of it is', () => {
    const size = fc.oneof(fc.nat(2_000), fc.integer({ min: 60_000, max: 70_000 }));
    fc.assert(
      fc.property(fc.array(size, { maxLength: 60 }), (sizes) => {
        const shelf = new Shelf();
        const wanted = sizes.map(
          (length, i) => [`hash ${i}`, new Uint8Array(length).fill(i + 1)] as const,
        );
        for (const [hash, bytes] of wanted) shelf.add(hash, bytes);
        const all = [...shelf];
        expect(all.map(([hash]) => hash)).toEqual(wanted.map(([hash]) => hash));
        for (const got of [
          all.map(([, bytes]) => bytes),
          [...shelf.values()],
          wanted.map(([hash]) => shelf.get(hash)),
        ])
          expect(got.map((bytes, i) => isSame(bytes, wanted[i]?.[1]))).toEqual(
            sizes.map(() => true),
          );
        expect(shelf.size).toBe(sizes.length);
      }),
      { numRuns: 50 },
    );
  });

  it('knows what does not lie there', () => {
    const shelf = new Shelf();
    shelf.add('here', new Uint8Array([1]));
    expect([shelf.has('here'), shelf.has('there'), shelf.get('there')]).toEqual([
      true,
      false,
      undefined,
    ]);
  });

  it('keeps what came first under a hash', () => {
    const shelf = new Shelf();
    shelf.add('one', new Uint8Array([1]));
    shelf.add('one', new Uint8Array([2]));
    expect([...shelf]).toEqual([['one', new Uint8Array([1])]]);
  });

  it('gives copies: nobody can change what lies there, and nothing travels along', () => {
    const shelf = new Shelf();
    const given = new Uint8Array([1, 2]);
    shelf.add('one', given);
    given[0] = 9;
    const got = shelf.get('one') ?? new Uint8Array(0);
    got[1] = 9;
    expect([...(shelf.get('one') ?? [])]).toEqual([1, 2]);
    expect(got.buffer.byteLength).toBe(2);
  });
});
