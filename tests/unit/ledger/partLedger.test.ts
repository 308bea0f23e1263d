import { describe, expect, test } from 'vitest';
import { familyPlanKind } from '../../../src/lib/document/familyPlanKind';
import { PlanDocument } from '../../../src/lib/document/planDocument';
import type { Covered } from '../../../src/lib/ledger/causality';
import type { EnvelopeHead } from '../../../src/lib/ledger/envelope';
import type { Branch } from '../../../src/lib/ledger/forkProof';
import { PartLedger, type Covers } from '../../../src/lib/ledger/partLedger';

const open = (): PartLedger => new PartLedger('vega', 'team', familyPlanKind);

/** A hash that sorts by its letter. */
const named = (letter: string): string => letter.repeat(43);
const beginning = (letter: string): string => letter.repeat(10);
const bytes = (letter: string): Uint8Array => Uint8Array.of(letter.charCodeAt(0), 0);

/** What a start says of a chain of these envelopes, after which the clock stands there. */
const covered = (letters: string, clock: number): Covered => ({
  sequence: letters.length,
  hash: named(letters.at(-1) ?? ''),
  clock,
  earlier: [...letters].map(beginning).join(''),
});

const startOf = (
  chains: Covers['chains'],
  { pieces = 1, base = [] }: Partial<Covers> = {},
): Covers => ({ pieces, chains, base });

/** Two envelopes that a device wrote at one place of a chain. */
const forked = (sequence: number, previous: string | undefined, letters: string): Branch[] =>
  [...letters].map((letter) => ({
    head: {
      device: 'teo',
      chain: 'run',
      sequence,
      ...(previous === undefined ? {} : { previous: named(previous) }),
    } as EnvelopeHead,
    hash: named(letter),
    half: '',
  }));

/** Writes these envelopes into a chain, each a clock further. */
const keep = (ledger: PartLedger, chain: string, letters: string): void => {
  const known = ledger.chainOf({ device: 'teo', chain });
  for (const letter of letters)
    ledger.keep(named(letter), bytes(letter), known, ledger.causality.nextClock(known) + 1, []);
};

/** What Teo wrote in the chain `run`. */
const written = (): Uint8Array[] => {
  const document = new PlanDocument({ planId: 'vega', device: 'teo', newChain: () => 'run' });
  const made: Uint8Array[] = [];
  document.onUpdate((_part, update) => made.push(update));
  const vision = { type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision' } as const;
  document.write([{ ...vision, value: 'We eat together' }], '2026-03-02T08:00:00.000Z', 'teo');
  return made;
};

/** A part that begins with a start of one piece. */
const begun = (covers: Covers): PartLedger => {
  const ledger = open();
  ledger.beginStart('marisol.start', covers);
  ledger.pieceCame('marisol.start');
  return ledger;
};

describe('LED5: a part begins', () => {
  test('with the last piece of the start that is whole first', () => {
    const ledger = open();
    ledger.beginStart('marisol.start', startOf({}, { pieces: 3 }));
    ledger.beginStart('teo.start', startOf({}, { pieces: 2, base: [[7, 3]] }));
    ledger.pieceCame('marisol.start');
    expect(ledger.coming).toEqual({ here: 1, pieces: 3 });
    ledger.pieceCame('teo.start');
    expect(ledger.coming).toEqual({ here: 1, pieces: 2 });
    expect(ledger.isBegun).toBe(false);
    ledger.pieceCame('teo.start');
    expect(ledger.isBegun).toBe(true);
    expect([...ledger.base]).toEqual([[7, 3]]);
    // Of the other one no piece is waited for any more, and none is begun with.
    expect(ledger.coming).toBeUndefined();
    expect(ledger.isComing('marisol.start')).toBe(false);
    ledger.beginStart('renee.start', startOf({}));
    expect(ledger.isComing('renee.start')).toBe(false);
  });

  test('a start that was none is not gone on from', () => {
    const ledger = open();
    ledger.beginStart('marisol.start', startOf({}));
    ledger.starts.set('marisol.start', startOf({}));
    ledger.dropStart('marisol.start');
    ledger.pieceCame('marisol.start');
    expect(ledger.isBegun).toBe(false);
    expect(ledger.starts.size).toBe(0);
  });

  test('what it stands for takes the place of fewer that are here, and not of as many', () => {
    const ledger = open();
    keep(ledger, 'few', 'a');
    keep(ledger, 'all', 'fg');
    ledger.beginStart(
      'marisol.start',
      startOf({ 'teo.few': covered('abc', 9), 'teo.all': covered('fg', 5) }),
    );
    ledger.pieceCame('marisol.start');
    const few = ledger.chainOf({ device: 'teo', chain: 'few' });
    expect([few.covered, ledger.causality.lengthOf(few)]).toEqual([3, 3]);
    expect(ledger.causality.nextClock(few)).toBe(9);
    expect(ledger.causality.chainOfClient(few.client)).toBe(few);
    const all = ledger.chainOf({ device: 'teo', chain: 'all' });
    expect([all.covered, all.hashes]).toEqual([0, [named('f'), named('g')]]);
    expect(ledger.heads).toEqual({ 'teo.few': 3, 'teo.all': 2 });
  });

  test('nothing is said of how far it is before', () => {
    const ledger = open();
    keep(ledger, 'run', 'a');
    expect(ledger.heads).toEqual({});
  });

  test('another start of it makes what was there before known too, and never less', () => {
    const ledger = begun(startOf({}, { base: [[7, 3]] }));
    const more = [
      [7, 2],
      [8, 4],
    ] as const;
    ledger.widen(startOf({}, { base: more }));
    expect([...ledger.base]).toEqual([
      [7, 3],
      [8, 4],
    ]);
  });

  test('a start that brings less than it stands for falls short with its last piece', () => {
    const made = written();
    const ledger = open();
    ledger.replica.restore(made);
    const { client } = ledger.chainOf({ device: 'teo', chain: 'run' });
    const clock = ledger.replica.clocks.get(client) ?? 0;
    expect(clock).toBeGreaterThan(0);
    const short = (covers: Covers): boolean => {
      ledger.beginStart('marisol.start', covers);
      const falls = ledger.fallsShort('marisol.start');
      ledger.dropStart('marisol.start');
      return falls;
    };
    expect(short(startOf({ 'teo.run': covered('a', clock) }))).toBe(false);
    expect(short(startOf({ 'teo.run': covered('a', clock + 1) }))).toBe(true);
    expect(short(startOf({}, { base: [[client, clock]] }))).toBe(false);
    expect(short(startOf({}, { base: [[client, clock + 1]] }))).toBe(true);
    expect(short(startOf({}, { base: [[client + 1, 1]] }))).toBe(true);
    // More of it is to come.
    expect(short(startOf({ 'teo.run': covered('a', clock + 1) }, { pieces: 2 }))).toBe(false);
    expect(ledger.fallsShort('nobody.start')).toBe(false);
  });

  test('a start made now stands for all chains that are here, and says what was there before them', () => {
    const ledger = begun(
      startOf(
        { 'teo.old': covered('xy', 5) },
        {
          base: [
            [7, 3],
            [8, 4],
          ],
        },
      ),
    );
    keep(ledger, 'run', 'ab');
    ledger.chainOf({ device: 'teo', chain: 'empty' });
    const { client } = ledger.chainOf({ device: 'teo', chain: 'run' });
    ledger.widen(startOf({}, { base: [[client, 1]] }));
    const { pieces, chains, base } = ledger.covers(4);
    expect(pieces).toBe(4);
    expect(chains).toEqual({ 'teo.old': covered('xy', 5), 'teo.run': covered('ab', 2) });
    // What a chain wrote stands there under its name.
    expect(base).toEqual([
      [7, 3],
      [8, 4],
    ]);
  });

  test('a start is whole with as many pieces as it says', () => {
    const ledger = open();
    expect(ledger.isWhole('teo.start')).toBe(false);
    keep(ledger, 'start', 'a');
    expect(ledger.isWhole('teo.start')).toBe(false);
    ledger.starts.set('teo.start', startOf({}, { pieces: 2 }));
    expect(ledger.isWhole('teo.start')).toBe(false);
    keep(ledger, 'start', 'b');
    expect(ledger.isWhole('teo.start')).toBe(true);
  });
});

describe('LED6: where a device wrote twice', () => {
  test('the branch with the smaller hash stands, of those that follow what stands before', () => {
    const ledger = open();
    keep(ledger, 'run', 'f');
    const here = (chain: string, sequence: number) => ledger.beginningAt(chain, sequence);
    expect(ledger.standing(forked(1, undefined, 'ca'), here)).toBe(named('a'));
    expect(ledger.standing(forked(2, 'f', 'ca'), here)).toBe(named('a'));
    expect(ledger.standing(forked(2, 'e', 'ca'), here)).toBeUndefined();
    expect(ledger.standing([], here)).toBeUndefined();
  });

  test('what a start of somebody else stands for stands before that; one of their own says nothing', () => {
    const ledger = open();
    const here = () => undefined;
    const covers = startOf({ 'teo.run': covered('c', 4) });
    ledger.checkpoints.set(named('x'), { device: 'teo', covers });
    expect(ledger.standing(forked(1, undefined, 'ca'), here)).toBe(named('a'));
    ledger.checkpoints.set(named('y'), { device: 'marisol', covers });
    expect(ledger.standing(forked(1, undefined, 'ca'), here)).toBe(named('c'));
  });

  test('it is mistaken where another branch stands here, in the middle or as its end, and where one that stands was lost', () => {
    const forks = [forked(2, 'f', 'ca')];
    const wrong = begun(startOf({}));
    keep(wrong, 'run', 'fc');
    expect(wrong.isMistaken(forks)).toBe(true);
    const right = begun(startOf({}));
    keep(right, 'run', 'fa');
    expect(right.isMistaken(forks)).toBe(false);
    expect(right.isMistaken([])).toBe(false);
    right.lost.add(named('a'));
    expect(right.isMistaken(forks)).toBe(true);

    const ended = begun(startOf({}));
    keep(ended, 'run', 'f');
    // Nothing stands at that place yet.
    expect(ended.isMistaken(forks)).toBe(false);
    const chain = ended.chainOf({ device: 'teo', chain: 'run' });
    chain.end = { hash: named('c'), bytes: bytes('c') };
    expect(ended.isMistaken(forks)).toBe(true);
    chain.end = { hash: named('a'), bytes: bytes('a') };
    expect(ended.isMistaken(forks)).toBe(false);
  });

  test('a start is sound that stands for nothing which lost its place', () => {
    const ledger = open();
    const forks = [forked(2, 'f', 'ca')];
    const sound = (letters: string) =>
      ledger.isSound(startOf({ 'teo.run': covered(letters, 9) }), forks);
    expect(sound('fa')).toBe(true);
    expect(sound('fc')).toBe(false);
    expect(sound('f')).toBe(true);
    // After another one neither of the two stands.
    expect(sound('ec')).toBe(true);
    expect(ledger.isSound(startOf({ 'marisol.run': covered('fc', 9) }), forks)).toBe(true);
  });

  test('it is mistaken while an unsound start counts, or a sound one does not', () => {
    const forks = [forked(2, 'f', 'ca')];
    const [sound, unsound] = ['fa', 'fc'].map((letters) =>
      startOf({ 'teo.run': covered(letters, 9) }),
    ) as [Covers, Covers];
    const counts = begun(startOf({}));
    counts.starts.set('marisol.one', sound);
    counts.unsound.push(unsound);
    expect(counts.isMistaken(forks)).toBe(false);
    counts.starts.set('marisol.two', unsound);
    expect(counts.isMistaken(forks)).toBe(true);
    counts.starts.delete('marisol.two');
    counts.unsound.push(sound);
    expect(counts.isMistaken(forks)).toBe(true);
  });

  test('of a chain that another holds otherwise all is told, and of no other', () => {
    const ledger = begun(startOf({}));
    keep(ledger, 'run', 'fc');
    keep(ledger, 'same', 'gh');
    const heads = { 'teo.run': 2, 'teo.same': 2, 'teo.else': 1 };
    const tips = { 'teo.run': beginning('a'), 'teo.same': beginning('h'), 'teo.else': 'k' };
    expect(ledger.unlike(heads, tips)).toEqual([bytes('f'), bytes('c')]);
    // They have not come as far: what stands there is asked of what is here.
    expect(ledger.unlike({ 'teo.run': 1 }, { 'teo.run': beginning('f') })).toEqual([]);
    expect(ledger.unlike({ 'teo.run': 3 }, { 'teo.run': beginning('z') })).toEqual([]);
  });
});

test('LED4 what somebody lacks is what comes after what they have, chain by chain', () => {
  const ledger = begun(startOf({ 'teo.old': covered('xy', 5) }));
  keep(ledger, 'run', 'abc');
  keep(ledger, 'old', 'z');
  expect(ledger.after({ 'teo.run': 2, 'teo.old': 3 })).toEqual([bytes('c')]);
  expect(ledger.after({ 'teo.run': 3 })).toEqual([bytes('z')]);
  expect(ledger.tips).toEqual({ 'teo.run': beginning('c'), 'teo.old': beginning('z') });
  expect(ledger.bytes).toBe(8);
});

test('LED6 a copy that holds what is in no envelope is not compared', () => {
  const made = written();
  const ledger = begun(startOf({}));
  expect(ledger.isExact).toBe(true);
  ledger.replica.restore(made);
  expect(ledger.isExact).toBe(false);
  const chain = ledger.chainOf({ device: 'teo', chain: 'run' });
  const clock = ledger.replica.clocks.get(chain.client) ?? 0;
  ledger.keep(named('a'), bytes('a'), chain, clock, []);
  expect(ledger.isExact).toBe(true);
  ledger.keep(named('b'), bytes('b'), chain, clock + 1, []);
  expect(ledger.isExact).toBe(false);

  // What was there before anything was shared is in the start.
  const before = begun(startOf({}, { base: [[chain.client, clock]] }));
  before.replica.restore(made);
  expect(before.isExact).toBe(true);
});
