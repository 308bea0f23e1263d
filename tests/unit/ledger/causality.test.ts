import { beforeEach, describe, expect, test } from 'vitest';
import { Causality, type Chain } from '../../../src/lib/ledger/causality';
import { hashOf } from '../domain/circle/vegaLog';

let causality: Causality;
let marisol: Chain, teo: Chain, renee: Chain;
beforeEach(() => {
  causality = new Causality();
  [marisol, teo, renee] = ['marisol', 'teo', 'renee'].map((device, at) =>
    causality.begin({ key: `${device}.run`, device, client: at + 1 }),
  ) as [Chain, Chain, Chain];
});

/** Three more characters of a chain, built on these. */
const writes = (chain: Chain, ...after: string[]): string => {
  const hash = hashOf(`${chain.key} ${causality.lengthOf(chain)}`);
  causality.learn(chain, after);
  causality.add(chain, hash, causality.nextClock(chain) + 3, after);
  return hash;
};
/** Up to which clock one knows of the other. */
const knowsOf = (chain: Chain, { client }: Chain, base = new Map<number, number>()): number => {
  let clock = 0;
  while (clock < 20 && causality.knows(chain, client, clock, base)) clock += 1;
  return clock;
};

describe('LED2: what lies in the causal past of a chain', () => {
  test('its own, as far as it wrote', () => {
    expect(knowsOf(teo, teo)).toBe(0);
    writes(teo);
    expect(knowsOf(teo, teo)).toBe(3);
  });

  test('of another, what it named, and nothing after it', () => {
    const one = writes(marisol);
    writes(marisol);
    expect(knowsOf(teo, marisol)).toBe(0);
    writes(teo, one);
    expect(knowsOf(teo, marisol)).toBe(3);
  });

  test('what that one had named before it wrote this, and not what it named later', () => {
    const [early, late] = [writes(marisol), writes(marisol)];
    const told = writes(teo, early);
    writes(teo, late);
    writes(renee, told);
    expect(knowsOf(renee, teo)).toBe(3);
    expect(knowsOf(renee, marisol)).toBe(3);
    expect(knowsOf(teo, marisol)).toBe(6);
  });

  test('of who belongs to no chain, what was there before anything was shared', () => {
    const old = { ...marisol, client: 99 };
    expect(knowsOf(teo, old)).toBe(0);
    expect(knowsOf(teo, old, new Map([[99, 5]]))).toBe(5);
  });

  test('all that a start stands for, and of the rest what was named', () => {
    const [before, last] = [hashOf('before'), hashOf('last')];
    const earlier = before.slice(0, 10) + last.slice(0, 10);
    const ana = causality.begin(
      { key: 'ana.run', device: 'ana', client: 4 },
      { sequence: 2, hash: last, clock: 6, earlier },
    );
    expect(knowsOf(teo, ana)).toBe(6);
    const next = writes(ana);
    expect(knowsOf(teo, ana)).toBe(6);
    writes(teo, next);
    expect(knowsOf(teo, ana)).toBe(9);
    // What is covered is found by its name.
    expect([before, last, next].map((one) => causality.placeOf(one)?.sequence)).toEqual([1, 2, 3]);
    expect(causality.has(hashOf('never'))).toBe(false);
  });

  test('a client id stays with the chain of which something counted first', () => {
    const other = causality.begin({ key: 'kai.run', device: 'kai', client: teo.client });
    expect(causality.chainOfClient(teo.client)).toBeUndefined();
    writes(teo);
    writes(other);
    expect(causality.chainOfClient(teo.client)).toBe(teo);
    causality.forget(other);
    expect(causality.chainOfClient(teo.client)).toBe(teo);
    causality.forget(teo);
    expect(causality.chainOfClient(teo.client)).toBeUndefined();
  });

  test('what nothing here builds on yet is what comes next builds on', () => {
    const [one, two] = [writes(marisol), writes(teo)];
    expect(causality.leaves).toEqual([one, two]);
    const three = writes(renee, one);
    expect(causality.leaves).toEqual([two, three]);
    const four = writes(renee);
    expect(causality.leaves).toEqual([two, four]);
  });
});
