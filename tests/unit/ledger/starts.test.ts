import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { hashOf } from '../../../src/lib/ledger/envelope';
import { joinStart } from '../../../src/lib/ledger/start';
import { bring, firstPhone, join, newChain, type Phone } from '../../property/ledger/household';
import { decoded } from './envelopes';
import { Forger } from './forger';
import { aFact, aTry, emptyUpdate, freshPhone, gather, hears, reads, told, vision } from './phones';

let marisol: Phone, teo: Phone, renee: Phone;
beforeEach(async () => {
  marisol = await firstPhone([vision('We eat together')]);
  teo = await join(marisol, 'Teo', { role: 'edit', household: true });
  renee = await join(marisol, 'Renee', { role: 'edit', household: false });
  await gather(marisol, teo, renee);
  for (const phone of [marisol, teo, renee]) phone.outcomes.splice(0);
});

const steers = async (phone: Phone, person: string): Promise<void> => {
  const { device } = phone.identity;
  const role = { role: 'steer', household: true, persons: [person] } as const;
  await marisol.ledger.write(
    { type: 'changeRole', device, ...role, persons: [person] },
    marisol.at,
  );
};
const standsForNothing = { pieces: 1, chains: {}, base: [] };
const sealed = async (forger: Forger, covers: object | undefined, piece = emptyUpdate) =>
  forger.seal(await joinStart(covers as never, piece), { kind: 'start' });

describe('LED5: a start, where the part has begun', () => {
  test('is kept for others and changes nothing, whatever it brings', async () => {
    const doc = new Y.Doc();
    doc.clientID = 77;
    doc.getMap('tries').set(`${teo.identity.device}.x/made up`, { id: 'made up' });
    const { replica, base } = teo.ledger.part('team');
    const before = await replica.reading();
    const start = await sealed(
      new Forger(marisol),
      { ...standsForNothing, base: [[77, 1]] },
      Y.encodeStateAsUpdate(doc),
    );
    const outcomes = await teo.hear([start]);
    expect(outcomes).toMatchObject([{ kind: 'accepted', update: undefined }]);
    expect(await replica.reading()).toBe(before);
    expect([...teo.ledger.part('team').base]).toEqual([...base]);
    expect(reads(teo).tries).toBeUndefined();
  });

  test('stands for what it names: who builds on it alone may build on all of that', async () => {
    await renee.write(vision('We eat together at noon'));
    await gather(marisol, teo, renee);
    const start = await marisol.begin('team');
    for (const phone of [teo, renee]) {
      await phone.hear(start);
      const { leaves } = phone.ledger.part('team').causality;
      expect(leaves).toEqual(marisol.ledger.part('team').causality.leaves);
      expect(leaves).toHaveLength(1);
    }
    await teo.write({
      ...{ type: 'textEdited', table: 'plan', id: 'plan', field: 'vision' },
      ...{ was: 'We eat together at noon', now: 'We eat together gladly at noon' },
    });
    await teo.tell(renee);
    expect(reads(renee)).toEqual(reads(teo));
    expect(told(renee.outcomes).filter((one) => /void|waits/.test(one))).toEqual([]);
  });

  test('stands for what it names: whether something else stood there cannot be told any more', async () => {
    const one = new Forger(teo);
    const two = new Forger(teo, 'team', one.chain);
    const both = [await one.write(aFact(one, 'one')), await two.write(aFact(two, 'two'))] as const;
    await marisol.hear([both[0]]);
    const rosa = await join(marisol, 'Rosa', { role: 'edit', household: true });
    expect(await hears(rosa, both[1])).toEqual(['held']);
    expect(rosa.ledger.circle.devices.get(teo.identity.device)?.suspended).toBe(false);
  });

  test('that is none: what follows it or names it is void, and another at its place a fork', async () => {
    const forger = new Forger(marisol);
    const bad = await sealed(forger, { ...standsForNothing, pieces: 0 });
    const next = await sealed(forger, undefined);
    const other = new Forger(renee);
    const after = [await hashOf(decoded(bad))];
    const builds = await other.write(aFact(other, 'one'), { after });
    expect(await hears(teo, bad, next, builds)).toEqual([
      'void badStart',
      'void afterVoid',
      'void afterVoid',
    ]);
    await teo.hear([await sealed(new Forger(marisol, 'team', forger.chain), standsForNothing)]);
    expect(teo.ledger.circle.devices.get(marisol.identity.device)?.suspended).toBe(true);
  });
});

test('LED5: two devices of one person that begin what is their own at once: both beginnings count', async () => {
  const rights = { role: 'edit', household: true } as const;
  const tablet = await join(marisol, 'Tablet', { ...rights, persons: ['teo'] });
  await gather(marisol, teo, tablet);
  const part = 'mine/teo';
  // What stood on the first one before anything was shared belongs to no chain.
  const before = new Y.Doc();
  before.clientID = 77;
  before.getMap('needs').set('rest', new Y.Map([['text@alone.x', { v: 'To rest' }]]));
  const updates = [Y.encodeStateAsUpdate(before)];
  await teo.ledger.restore({ part, envelopes: [], updates });
  await teo.begin(part);
  const first = new Forger(teo, part);
  const early = await first.write((doc) =>
    (doc.getMap('needs').get('rest') as Y.Map<unknown>).set(`text@${first.name}`, { v: 'Quiet' }),
  );
  expect([await hears(teo, early), await hears(tablet, early)]).toEqual([
    ['accepted'],
    ['waits start'],
  ]);
  await tablet.begin(part);
  await gather(teo, tablet);
  expect(tablet.ledger.waiting).toBe(0);
  const reading = ({ ledger }: Phone) => ledger.reading(part);
  expect(await reading(tablet)).toBe(await reading(teo));
  expect(await tablet.ledger.digest(part)).toBe(await teo.ledger.digest(part));
  const forger = new Forger(tablet, part);
  const envelope = await forger.write((doc) =>
    (doc.getMap('needs').get('rest') as Y.Map<unknown>).set(`text@${forger.name}`, { v: 'Sleep' }),
  );
  for (const phone of [tablet, teo]) expect(await hears(phone, envelope)).toEqual(['accepted']);
});

describe('LED5: a start for somebody', () => {
  /** Of whom starts of the team's document are here, by device. */
  const sealers = ({ ledger }: Phone): Set<string> =>
    new Set([...ledger.part('team').starts.keys()].map((chain) => chain.split('.')[0] ?? ''));
  const due = ({ ledger, at }: Phone) => ledger.startsDue(newChain, at);

  test('is sealed once, by who opened the part for them, and by nobody who may seal none', async () => {
    const ana = await join(marisol, 'Ana', { role: 'steer', household: true });
    await join(marisol, 'Rosa', { role: 'edit', household: true });
    await marisol.tell(ana);
    await bring(renee, 'Tablet');
    for (const phone of [marisol, ana, renee]) {
      expect(await due(phone)).toEqual([]);
      expect(sealers(phone)).toEqual(new Set([marisol.identity.device]));
    }
  });

  test('is handed on: the newest one for them that is here whole; nothing where there is none', async () => {
    const has = (phone: Phone, { identity }: Phone) =>
      phone.ledger.missing('team', {}, identity.device);
    const newest = await marisol.begin('team');
    expect(has(marisol, teo)).toEqual(newest);
    for (let at = 0; at < 8; at += 1)
      await marisol.write(aTry(`long ${at}`, `${at} `.repeat(20_000)));
    await gather(marisol, teo);
    const rosa = await freshPhone(marisol, 'Rosa');
    const pieces = has(marisol, rosa);
    expect(pieces.length).toBeGreaterThan(2);
    await teo.hearRecords(marisol.ledger.log.records());
    await teo.hear(pieces.slice(0, -1));
    expect(has(teo, rosa)).toEqual([]);
    await teo.hear(pieces);
    expect(has(teo, rosa)).toEqual(pieces);
  });
});

describe('LED5: who comes new gets the keys of what their start does not stand for', () => {
  const household = { role: 'edit', household: true } as const;
  let ana: Phone;
  beforeEach(async () => {
    ana = await join(marisol, 'Ana', { role: 'steer', household: true });
    await gather(marisol, teo, renee, ana);
  });
  /** Marisol lets two in, one after the other: the second is not given the key that was current before the first. */
  const twoComeIn = async (): Promise<Phone> => {
    await join(marisol, 'Kim', household);
    return join(marisol, 'Rosa', household);
  };

  test('of what came in time here, and was not where the start was sealed', async () => {
    await renee.write(aTry('early', 'It rained'));
    await renee.tell(ana);
    const rosa = await twoComeIn();
    await marisol.tell(ana);
    await ana.tell(rosa);
    expect(rosa.ledger.waiting).toBe(0);
    expect(reads(rosa).tries).toMatchObject({ early: { id: 'early' } });
  });

  test('of what comes late', async () => {
    await renee.write(aTry('late', 'It rained'));
    const rosa = await twoComeIn();
    await marisol.tell(ana);
    await renee.tell(ana);
    await ana.tell(rosa);
    expect(rosa.ledger.waiting).toBe(0);
    expect(reads(rosa).tries).toMatchObject({ late: { id: 'late' } });
  });

  test('of a start that comes late', async () => {
    const start = await ana.begin('team');
    const rosa = await twoComeIn();
    await marisol.hear(start);
    await marisol.tell(rosa);
    expect(rosa.ledger.waiting).toBe(0);
    expect(await rosa.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
  });

  test('and of nothing else: for a start, which the next one stands for, no epoch is opened', async () => {
    for (const name of ['Kim', 'Rosa', 'Lupe', 'Luis']) {
      await join(marisol, name, household);
      await marisol.tell(ana);
    }
    const epochs = ana.ledger.circle.epochs.get('team') ?? [];
    expect(epochs.filter(({ by }) => by !== marisol.identity.device)).toEqual([]);
  });

  test('also in what is one person’s own', async () => {
    const note = (id: string) =>
      ({
        type: 'factRecorded',
        table: 'privateNotes',
        id,
        readers: { mine: 'teo' },
        fact: { id, words: 'Only for me' },
      }) as const;
    await teo.write(note('first'));
    const tablet = await bring(teo, 'Tablet');
    await tablet.tell(teo);
    await teo.write(note('early'));
    await bring(tablet, 'Laptop');
    const desk = await bring(tablet, 'Desk');
    await tablet.tell(teo);
    await teo.tell(desk);
    expect(desk.ledger.waiting).toBe(0);
    expect(await desk.ledger.digest('mine/teo')).toBe(await teo.ledger.digest('mine/teo'));
  });
});

describe('LED6: a start that stands for a branch that lost', () => {
  /** Two that Teo wrote at one place, the one that stands where nothing else is known first. */
  const twins = async () => {
    const one = new Forger(teo);
    const two = new Forger(teo, 'team', one.chain);
    const both = [
      { by: one, bytes: await one.write(aFact(one, 'one')) },
      { by: two, bytes: await two.write(aFact(two, 'two')) },
    ].sort((a, b) => ((a.by.previous ?? '') < (b.by.previous ?? '') ? -1 : 1));
    return both as [(typeof both)[0], (typeof both)[0]];
  };
  const tipOf = (phone: Phone, [envelope]: readonly Uint8Array[]): string | undefined => {
    const { head } = decoded(envelope ?? new Uint8Array());
    return phone.ledger.part('team').tips[`${head.device}.${head.chain}`];
  };

  test('is not begun with, though what it builds on is not here', async () => {
    await steers(renee, 'renee');
    await gather(marisol, teo, renee);
    const [smaller, greater] = await twins();
    await marisol.hear([smaller.bytes]);
    await renee.hear([greater.bytes]);
    // What the start names was written after the branch that loses.
    await renee.write(aTry('renees', 'I saw it'));
    const rosa = await freshPhone(marisol, 'Rosa');
    const [good, bad] = [await marisol.begin('team'), await renee.begin('team')];
    await marisol.hear([greater.bytes]);
    await rosa.hearRecords(marisol.ledger.log.records());
    expect(await hears(rosa, ...bad)).toEqual(['accepted']);
    expect(rosa.ledger.part('team').isBegun).toBe(true);
    // Now that a start stands for the smaller one too, hers is none to have begun with.
    await rosa.hear(good);
    expect(Object.keys(reads(rosa).tries ?? {})).toEqual(Object.keys(reads(marisol).tries ?? {}));
    expect([tipOf(rosa, good), tipOf(rosa, bad)]).toEqual([expect.any(String), undefined]);
    // It keeps its place all the same: another one there is a fork.
    const { head } = decoded(bad[0] ?? new Uint8Array());
    await rosa.hear([await sealed(new Forger(renee, 'team', head.chain), standsForNothing)]);
    expect(rosa.ledger.circle.devices.get(renee.identity.device)?.suspended).toBe(true);
  });

  test('counts once somebody else’s stands for the same', async () => {
    await steers(renee, 'renee');
    await steers(teo, 'teo');
    await gather(marisol, teo, renee);
    const [smaller, greater] = await twins();
    const kim = await freshPhone(marisol, 'Kim');
    for (const phone of [teo, renee]) await phone.hear([greater.bytes]);
    await renee.write(aTry('renees', 'I saw it'));
    await teo.hear(renee.ledger.part('team').after(teo.ledger.part('team').heads));
    // Of one's own two one says nothing by a start.
    const own = await teo.begin('team');
    await marisol.hear([smaller.bytes, greater.bytes]);
    await kim.hearRecords(marisol.ledger.log.records());
    expect(await hears(kim, ...own)).toEqual(['void afterVoid']);
    expect(kim.ledger.part('team').isBegun).toBe(false);
    await kim.hear(await renee.begin('team'));
    expect(kim.ledger.part('team').isBegun).toBe(true);
    expect(tipOf(kim, own)).toBeDefined();
    expect(Object.keys(reads(kim).tries ?? {})).toHaveLength(2);
  });

  test('is let go of, and what was kept that follows what it stood for is shown once that is here', async () => {
    await steers(renee, 'renee');
    await gather(marisol, teo, renee);
    const [smaller, greater] = await twins();
    await marisol.hear([smaller.bytes]);
    const writer = new Forger(marisol);
    const first = await writer.write(aFact(writer, 'first'), { after: [] });
    await renee.hear([greater.bytes, first]);
    await renee.write(aTry('renees', 'I saw it'));
    const rosa = await freshPhone(marisol, 'Rosa');
    const [good, bad] = [await marisol.begin('team'), await renee.begin('team')];
    await marisol.hear([greater.bytes]);
    await rosa.hearRecords(marisol.ledger.log.records());
    const second = await writer.write(aFact(writer, 'second'), { after: [] });
    expect(await hears(rosa, ...bad, second)).toEqual(['accepted', 'accepted']);
    await rosa.hear(good);
    expect(Object.keys(reads(rosa).tries ?? {})).not.toContain('second');
    await rosa.hear([first]);
    expect(Object.keys(reads(rosa).tries ?? {})).toEqual(
      expect.arrayContaining(['first', 'second']),
    );
  });
});
