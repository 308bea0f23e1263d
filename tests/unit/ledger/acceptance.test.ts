import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clientId } from '../../../src/lib/document/clientId';
import { concat, randomBytes, toText, utf8 } from '../../../src/lib/ledger/bytes';
import { generateKeys, identityFrom } from '../../../src/lib/ledger/identity';
import { joinStart } from '../../../src/lib/ledger/start';
import { hashOf } from '../../../src/lib/ledger/envelope';
import { sealingKey } from '../../../src/lib/ledger/sealingKey';
import { firstPhone, join, newChain, type Phone } from '../../property/ledger/household';
import { decoded } from './envelopes';
import { Forger, type Lie } from './forger';
import {
  aFact,
  aTry,
  emptyUpdate,
  freshPhone,
  gather,
  hears,
  need,
  reads,
  told,
  vision,
} from './phones';

let marisol: Phone, teo: Phone, renee: Phone, kai: Phone;
beforeEach(async () => {
  marisol = await firstPhone([vision('We eat together'), need('heard')]);
  teo = await join(marisol, 'Teo', { role: 'edit', household: true });
  renee = await join(marisol, 'Renee', { role: 'edit', household: false });
  kai = await join(marisol, 'Kai', { role: 'see', household: true });
  await gather(marisol, teo, renee, kai);
  for (const phone of [marisol, teo, renee, kai]) phone.outcomes.splice(0);
});

describe('LED2: not authentic, and so dropped', () => {
  test('an honest envelope of Teo counts: what follows changes one thing each', async () => {
    const forger = new Forger(teo);
    expect(await hears(marisol, await forger.write(aFact(forger, 'one')))).toEqual(['accepted']);
    expect(await hears(marisol, await forger.write(aFact(forger, 'two')))).toEqual(['accepted']);
    expect(reads(marisol).tries).toEqual({
      one: { id: 'one', words: 'It went well' },
      two: { id: 'two', words: 'It went well' },
    });
  });

  test('one that was cut short, at any place', async () => {
    const forger = new Forger(teo);
    const whole = await forger.write(aFact(forger, 'one'));
    for (let length = 0; length < whole.length; length += 13) {
      const [outcome] = await hears(marisol, whole.subarray(0, length));
      expect(outcome).toBe('dropped malformed');
    }
    expect(marisol.ledger.waiting).toBe(0);
  });

  test('one of another circle', async () => {
    const forger = new Forger(teo);
    const other = toText(randomBytes(16));
    const envelope = await forger.write(aFact(forger, 'one'), { circle: other });
    expect(await hears(marisol, envelope)).toEqual(['dropped otherCircle']);
  });

  test('one of which a single bit is another', async () => {
    const forger = new Forger(teo);
    const envelope = await forger.write(aFact(forger, 'one'));
    envelope[envelope.length - 70] = (envelope[envelope.length - 70] ?? 0) ^ 1;
    expect(await hears(marisol, envelope)).toEqual(['dropped signature']);
  });

  test("one in Teo's name that Renee signed", async () => {
    const forger = new Forger(teo);
    const identity = { ...renee.identity, device: teo.identity.device };
    const envelope = await forger.write(aFact(forger, 'one'), { identity });
    expect(await hears(marisol, envelope)).toEqual(['dropped signature']);
    expect(
      await hears(marisol, await new Forger(teo, 'team', forger.chain).write(aFact(forger, 'one'))),
    ).toEqual(['accepted']);
  });

  test('one in the name of somebody of whom nothing was known yet, and that somebody else signed', async () => {
    const rosa = await join(marisol, 'Rosa', { role: 'edit', household: true });
    const forger = new Forger(rosa);
    const identity = { ...teo.identity, device: rosa.identity.device };
    const envelope = await forger.write(aFact(forger, 'one'), { after: [], identity });
    expect(await hears(teo, envelope)).toEqual(['waits device']);
    await teo.hearRecords(rosa.ledger.log.records());
    expect(told(teo.outcomes)).toEqual(['waits device', 'dropped signature']);
    expect(teo.ledger.waiting).toBe(0);
  });

  test('one of a later format is neither dropped nor kept', async () => {
    const forger = new Forger(teo);
    const envelope = await forger.write(aFact(forger, 'one'));
    envelope[0] = 2;
    expect(await hears(marisol, envelope)).toEqual(['newer']);
  });

  test('one of a part that this device does not read', async () => {
    const forger = new Forger(teo, 'household');
    const envelope = await forger.write(aFact(forger, 'one'));
    expect(await hears(renee, envelope)).toEqual(['elsewhere']);
    expect(await hears(marisol, envelope)).toEqual(['accepted']);
  });

  test('one that is here already, or waits already, is held', async () => {
    const forger = new Forger(teo);
    const first = await forger.write(aFact(forger, 'one'));
    const second = await forger.write(aFact(forger, 'two'));
    expect(await hears(marisol, second, second)).toEqual(['waits place', 'held']);
    expect(await hears(marisol, first, first, second)).toEqual([
      'accepted',
      'accepted',
      'held',
      'held',
    ]);
    expect(marisol.ledger.waiting).toBe(0);
  });
});

describe('LED2: something is not here yet, and so it waits, until it is', () => {
  test('for a device that the log does not name yet', async () => {
    const newcomer = await join(marisol, 'Rosa', { role: 'edit', household: true });
    const forger = new Forger(newcomer);
    const envelope = await forger.write(aFact(forger, 'one'), { after: [] });
    expect(await hears(teo, envelope)).toEqual(['waits device']);
    await teo.hearRecords(newcomer.ledger.log.records());
    expect(teo.ledger.waiting).toBe(0);
    expect(reads(teo).tries).toMatchObject({ one: { id: 'one' } });
  });

  test('for the one before it, whatever the order in which they come', async () => {
    const forger = new Forger(teo);
    const all = [];
    for (const id of ['one', 'two', 'three', 'four'])
      all.push(await forger.write(aFact(forger, id)));
    expect(await hears(marisol, ...all.slice(1).reverse())).toEqual([
      'waits place',
      'waits place',
      'waits place',
    ]);
    await marisol.hear(all.slice(0, 1));
    expect(marisol.ledger.waiting).toBe(0);
    expect(Object.keys(reads(marisol).tries ?? {})).toHaveLength(4);
  });

  test('for what it builds on', async () => {
    await renee.write(aTry('earlier', 'We left too late'));
    await renee.tell(teo);
    await teo.write(aTry('later', 'We left in time'));
    await teo.ledger.digest('team');
    const [last] = teo.ledger.part('team').after(marisol.ledger.part('team').heads).slice(-1);
    expect(await hears(marisol, last as Uint8Array)).toEqual(['waits envelope']);
    await renee.tell(marisol);
    expect(marisol.ledger.waiting).toBe(0);
    expect(reads(marisol)).toEqual(reads(teo));
  });

  test('for the log that its writer knew', async () => {
    const rosa = await join(marisol, 'Rosa', { role: 'edit', household: true });
    await marisol.tell(renee);
    const forger = new Forger(renee);
    const envelope = await forger.write(aFact(forger, 'one'), { after: [] });
    expect(await hears(teo, envelope)).toEqual(['waits record']);
    await teo.hearRecords(marisol.ledger.log.records());
    expect(teo.ledger.waiting).toBe(0);
    expect(rosa.ledger.waiting).toBe(0);
  });

  test('for the key of its epoch, which comes with a later one', async () => {
    const ana = await join(marisol, 'Ana', { role: 'steer', household: true });
    // Both let somebody in at once: neither newcomer can open the epoch of the other.
    const rosa = await join(marisol, 'Rosa', { role: 'edit', household: true });
    await join(ana, 'Luis', { role: 'edit', household: true });
    await ana.write(aTry('meanwhile', 'Ana was there'));
    const written = ana.ledger.part('team').after({}).slice(-1);
    await rosa.hearRecords(ana.ledger.log.records());
    await rosa.hear(
      ana.ledger.missing('team', rosa.ledger.part('team').heads, rosa.identity.device),
    );
    expect(told(rosa.outcomes)).toContain('waits key');
    expect(await hears(rosa, ...written)).toEqual(['held']);
    await ana.tell(marisol);
    await marisol.tell(rosa);
    expect(rosa.ledger.waiting).toBe(0);
    expect(reads(rosa).tries).toMatchObject({ meanwhile: { id: 'meanwhile' } });
  });

  test('for such a key again: whoever was given it gives it on once, and no epoch is opened for nothing', async () => {
    const ana = await join(marisol, 'Ana', { role: 'steer', household: true });
    const rosa = await join(marisol, 'Rosa', { role: 'steer', household: true });
    // Ana has not heard of Rosa when she writes; Rosa lets Luis in, whom Ana's epoch does not name either.
    await join(ana, 'Kim', { role: 'edit', household: true });
    await ana.write(aTry('meanwhile', 'Ana was there'));
    await marisol.hearRecords(ana.ledger.log.records());
    await marisol.tell(rosa);
    const luis = await join(rosa, 'Luis', { role: 'edit', household: true });
    expect(await hears(rosa, ...ana.ledger.part('team').after({}))).toContain('accepted');
    await rosa.tell(luis);
    expect(luis.ledger.waiting).toBe(0);
    expect(reads(luis).tries).toMatchObject({ meanwhile: { id: 'meanwhile' } });
    await gather(rosa, luis);
    const records = rosa.ledger.log.hashes.length;
    for (let round = 0; round < 3; round += 1) await gather(rosa, luis);
    expect(rosa.ledger.log.hashes.length).toBe(records);
  });

  test('for the start of a part, whatever comes before it', async () => {
    const forger = new Forger(teo);
    const envelope = await forger.write(aFact(forger, 'one'));
    const rosa = await freshPhone(marisol, 'Rosa');
    await rosa.hearRecords(marisol.ledger.log.records());
    expect(await hears(rosa, envelope)).toEqual(['waits start']);
    const start = marisol.ledger.missing('team', {}, rosa.identity.device);
    expect(start.length).toBeGreaterThan(0);
    await rosa.hear(start);
    expect(rosa.ledger.waiting).toBe(0);
    expect(reads(rosa).tries).toMatchObject({ one: { id: 'one' } });
  });

  test('a flood of what can never be judged stays bounded, and what is asked for again is taken', async () => {
    const forger = new Forger(teo);
    const first = await forger.write(aFact(forger, 'one'));
    const second = await forger.write(aFact(forger, 'two'));
    await marisol.hear([second]);
    const flood: Uint8Array[] = [];
    for (let at = 0; at < 300; at += 1) {
      const bytes = concat(second.subarray(0, 35), randomBytes(16), second.subarray(51));
      flood.push(bytes);
    }
    const outcomes = await hears(marisol, ...flood);
    expect(new Set(outcomes)).toEqual(new Set(['waits device']));
    expect(marisol.ledger.waiting).toBeLessThanOrEqual(301);
    await marisol.hear([first, second]);
    expect(Object.keys(reads(marisol).tries ?? {})).toEqual(['one', 'two']);
  });
});

describe('LED2: authentic and not allowed, and so void; its chain ends there', () => {
  test('what comes after something void in a chain, and what builds on it', async () => {
    const forger = new Forger(teo);
    const bad = await forger.write((doc) => doc.getMap('tries').set('x/y', { id: 'y' }));
    const after = await forger.write(aFact(forger, 'one'));
    expect(await hears(marisol, bad, after)).toEqual(['void notTheirs', 'void afterVoid']);
    const other = new Forger(renee);
    const builds = await other.write(aFact(other, 'two'), { after: [await hashOf(decoded(bad))] });
    expect(await hears(marisol, builds)).toEqual(['void afterVoid']);
    // Counts against its writer, in that chain alone.
    const anew = new Forger(teo);
    expect(await hears(marisol, await anew.write(aFact(anew, 'three')))).toEqual(['accepted']);
  });

  test('what came before the void one it builds on was judged', async () => {
    const forger = new Forger(teo);
    const bad = await forger.write((doc) => doc.getMap('tries').set('x/y', { id: 'y' }));
    const other = new Forger(renee);
    const builds = await other.write(aFact(other, 'two'), { after: [await hashOf(decoded(bad))] });
    expect(await hears(marisol, builds, bad)).toEqual([
      'waits envelope',
      'void notTheirs',
      'void afterVoid',
    ]);
    expect(marisol.ledger.waiting).toBe(0);
  });

  test('who was no member as far as the log goes that it names', async () => {
    const forger = new Forger(teo);
    const [genesis] = marisol.ledger.log.hashes;
    const envelope = await forger.write(aFact(forger, 'one'), { members: [genesis ?? ''] });
    expect(await hears(marisol, envelope)).toEqual(['void noMember']);
  });

  test('who names nothing of the log', async () => {
    const forger = new Forger(teo);
    const envelope = await forger.write(aFact(forger, 'one'), { members: [] });
    expect(await hears(marisol, envelope)).toEqual(['void noMember']);
  });

  test('a see member forges an edit', async () => {
    const forger = new Forger(kai);
    const envelope = await forger.write(aFact(forger, 'one'));
    for (const phone of [marisol, teo, renee])
      expect(await hears(phone, envelope)).toEqual(['void mayNotWrite']);
    expect(
      await kai.ledger.seal(
        'team',
        newChain(),
        forger.update(aFact(forger, 'two')),
        kai.at,
        newChain,
      ),
    ).toEqual({
      ok: false,
      refusal: 'mayNotWrite',
    });
  });

  test('somebody outside the household seals for it with a key that leaked', async () => {
    const leaked = new Forger(teo, 'household');
    const forger = new Forger(renee, 'household');
    const { epoch } = marisol.ledger.circle.epochs.get('household')?.at(-1) ?? { epoch: '' };
    const key = await teo.ledger.log.sealingKey(epoch);
    const envelope = await forger.write(aFact(forger, 'one'), { epoch, key, after: [] } as never);
    expect(await hears(marisol, envelope)).toEqual(['void mayNotWrite']);
    expect(await hears(marisol, await leaked.write(aFact(leaked, 'one')))).toEqual(['accepted']);
  });

  test('an epoch of another part', async () => {
    const forger = new Forger(teo);
    const epoch = teo.ledger.circle.epochs.get('household')?.at(-1)?.epoch ?? '';
    const envelope = await forger.write(aFact(forger, 'one'), { epoch });
    expect(await hears(marisol, envelope)).toEqual(['void otherPart']);
  });

  test('an epoch that is no record of the log at all waits, and is void if it is another record', async () => {
    const forger = new Forger(teo);
    const key = await sealingKey(randomBytes(32));
    const unknown = await forger.write(aFact(forger, 'one'), {
      epoch: toText(randomBytes(32)),
      key,
    });
    expect(await hears(marisol, unknown)).toEqual(['waits record']);
    const other = new Forger(teo);
    const [genesis = ''] = marisol.ledger.log.hashes;
    expect(
      await hears(marisol, await other.write(aFact(other, 'one'), { epoch: genesis, key })),
    ).toEqual(['void otherPart']);
  });

  test('a key that is not the one that was committed to', async () => {
    const forger = new Forger(teo);
    const key = await sealingKey(randomBytes(32));
    const envelope = await forger.write(aFact(forger, 'one'), { key });
    expect(await hears(marisol, envelope)).toEqual(['void doesNotOpen']);
  });

  test('an `after` that nobody ever saw waits and does no harm', async () => {
    const forger = new Forger(teo);
    const envelope = await forger.write(aFact(forger, 'one'), { after: [toText(randomBytes(32))] });
    expect(await hears(marisol, envelope)).toEqual(['waits envelope']);
    const next = new Forger(teo);
    expect(await hears(marisol, await next.write(aFact(next, 'two')))).toEqual(['accepted']);
  });
});

describe('LED6: two envelopes at one place', () => {
  /** Two that Teo wrote at one place, the one that stands where nothing else is known first, and whose copy wrote each. */
  const twins = async (
    write: (forger: Forger, id: string) => (doc: Y.Doc) => void = aFact,
    lie: Lie = {},
  ) => {
    const one = new Forger(teo);
    const two = new Forger(teo, 'team', one.chain);
    const both = [
      { by: one, bytes: await one.write(write(one, 'one'), lie) },
      { by: two, bytes: await two.write(write(two, 'two'), lie) },
    ].sort((a, b) => ((a.by.previous ?? '') < (b.by.previous ?? '') ? -1 : 1));
    return both as [(typeof both)[0], (typeof both)[0]];
  };
  const ids = (phone: Phone): string[] => Object.keys(reads(phone).tries ?? {}).sort();
  /** Whether the last one of a chain is what this copy wrote. */
  const standsAs = (phone: Phone, { name, previous = '' }: Forger): boolean =>
    phone.ledger.part('team').tips[name] === previous.slice(0, 10);

  test('are proven in the log, and the device is suspended', async () => {
    const [smaller, greater] = await twins();
    expect(await hears(marisol, smaller.bytes, greater.bytes)).toEqual(['accepted', 'void fork']);
    expect(marisol.ledger.circle.devices.get(teo.identity.device)?.suspended).toBe(true);
    // Said once, however often it comes.
    const records = marisol.ledger.log.records().length;
    expect(await hears(marisol, greater.bytes)).toEqual(['void fork']);
    expect(marisol.ledger.log.records()).toHaveLength(records);
    const anew = new Forger(teo);
    const members = marisol.ledger.circle.heads;
    expect(await hears(marisol, await anew.write(aFact(anew, 'three'), { members }))).toEqual([
      'void mayNotWrite',
    ]);
  });

  test('the one with the smaller hash stands on every device, whichever came first', async () => {
    const [smaller, greater] = await twins();
    await marisol.hear([smaller.bytes, greater.bytes]);
    await renee.hear([greater.bytes, await greater.by.write(aFact(greater.by, 'next'))]);
    expect(ids(renee)).toHaveLength(2);
    const outcomes = await renee.hear([smaller.bytes]);
    expect(told(outcomes)[0]).toBe('waits fold');
    // It is shown with all of the document, not by itself.
    expect(outcomes.at(-1)).toMatchObject({ kind: 'accepted', update: undefined });
    expect(ids(renee)).toEqual(ids(marisol));
    expect(await renee.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
    // Whoever goes on from there goes on from what stands.
    expect(await hears(renee, await smaller.by.write(aFact(smaller.by, 'more')))).toEqual([
      'accepted',
    ]);
    await renee.restart();
    expect(ids(renee)).toHaveLength(2);
    expect(renee.folds).toBe(1);
  });

  test('the log alone says which stands: what lost is let go of, and never taken', async () => {
    const [smaller, greater] = await twins();
    await marisol.hear([smaller.bytes, greater.bytes]);
    await renee.hear([greater.bytes]);
    expect(ids(renee)).toHaveLength(1);
    await renee.hearRecords(marisol.ledger.log.records());
    expect(ids(renee)).toEqual([]);
    expect(renee.ledger.part('team').heads[smaller.by.name] ?? 0).toBe(0);
    await kai.hearRecords(marisol.ledger.log.records());
    expect(await hears(kai, greater.bytes)).toEqual(['void fork']);
    expect(await hears(kai, smaller.bytes)).toEqual(['accepted']);
    await marisol.tell(renee);
    expect(reads(renee)).toEqual(reads(marisol));
  });

  test('what follows one of which the log alone says that it lost is void at once, though that never came', async () => {
    const [smaller, greater] = await twins();
    const next = await greater.by.write(aFact(greater.by, 'next'));
    const other = new Forger(renee);
    const builds = await other.write(aFact(other, 'builds'), {
      after: [await hashOf(decoded(greater.bytes))],
    });
    await marisol.hear([smaller.bytes, greater.bytes]);
    await kai.hearRecords(marisol.ledger.log.records());
    const further = await greater.by.write(aFact(greater.by, 'further'));
    expect(await hears(kai, next, builds, further)).toEqual([
      'void afterVoid',
      'void afterVoid',
      'void afterVoid',
    ]);
  });

  test('what follows one of several of which it is not known yet which stands waits', async () => {
    const one = new Forger(teo);
    const first = await one.write(aFact(one, 'first'));
    const two = new Forger(teo, 'team', one.chain);
    two.take(one);
    const both = await Promise.all(
      [one, two].map(async (by, at) => ({ by, bytes: await by.write(aFact(by, `${at}`)) })),
    );
    for (const { bytes } of both) await marisol.hear([first, bytes]);
    await kai.hearRecords(marisol.ledger.log.records());
    const standing = both.find(({ by }) => standsAs(marisol, by)) ?? both[0];
    if (!standing) throw new Error('none stands');
    const next = await standing.by.write(aFact(standing.by, 'next'));
    expect(await hears(kai, next)).toEqual(['waits place']);
    await kai.hear([first, standing.bytes]);
    expect(kai.ledger.waiting).toBe(0);
    expect(ids(kai)).toEqual(['first', 'next', both[0] === standing ? '0' : '1'].sort());
  });

  test('where one stands anew, what was written twice after it is looked at too', async () => {
    const [smaller, greater] = await twins();
    const copy = new Forger(teo, 'team', smaller.by.chain);
    copy.take(smaller.by);
    const after = [
      { by: copy, bytes: await copy.write(aFact(copy, 'three')) },
      { by: smaller.by, bytes: await smaller.by.write(aFact(smaller.by, 'four')) },
    ].sort((a, b) => ((a.by.previous ?? '') > (b.by.previous ?? '') ? -1 : 1));
    await marisol.hear([greater.bytes, ...after.map(({ bytes }) => bytes)]);
    await marisol.hear([smaller.bytes]);
    expect(after.map(({ by }) => standsAs(marisol, by))).toEqual([false, true]);
  });

  test('of three the smallest stands, also where only the other two were proven', async () => {
    const chain = newChain();
    const all = [];
    for (const id of ['one', 'two', 'three']) {
      const by = new Forger(teo, 'team', chain);
      all.push({ bytes: await by.write(aFact(by, id)), by });
    }
    all.sort((a, b) => ((a.by.previous ?? '') < (b.by.previous ?? '') ? -1 : 1));
    const [smallest, ...proven] = all as [(typeof all)[0], ...typeof all];
    await marisol.hear(proven.map(({ bytes }) => bytes));
    await kai.hearRecords(marisol.ledger.log.records());
    expect(await hears(kai, smallest.bytes)).toEqual(['accepted']);
    await marisol.hear([smallest.bytes]);
    for (const phone of [kai, marisol]) expect(standsAs(phone, smallest.by)).toBe(true);
    expect(ids(kai)).toEqual(ids(marisol));
  });

  test('one that is not allowed keeps its place, or does not, as any other', async () => {
    const bad = (forger: Forger, id: string) => (doc: Y.Doc) =>
      doc.getMap('tries').set(`x/${id}`, { id });
    for (const order of [0, 1]) {
      const one = new Forger(teo);
      const two = new Forger(teo, 'team', one.chain);
      const both = [await one.write(bad(one, 'one')), await two.write(aFact(two, 'two'))];
      const stands = (one.previous ?? '') < (two.previous ?? '') ? 'bad' : 'good';
      const [phone, other] = order === 0 ? [marisol, renee] : [renee, marisol];
      await phone.hear(both);
      await other.hear([...both].reverse());
      for (const each of [phone, other])
        expect(each.ledger.part('team').heads[one.name]).toBe(stands === 'good' ? 1 : 0);
      expect(reads(renee).tries).toEqual(reads(marisol).tries);
    }
  });

  test('the one for which a start of somebody else stands stays, whatever its hash', async () => {
    const [smaller, greater] = await twins();
    await marisol.hear([greater.bytes]);
    const rosa = await join(marisol, 'Rosa', { role: 'edit', household: true });
    const start = marisol.of('team').envelopes.slice(-1);
    await marisol.hear([smaller.bytes]);
    expect(marisol.outcomes.slice(-1)).toMatchObject([{ kind: 'void', why: 'fork' }]);
    // Renee took the other one, and knew nothing of the start.
    await renee.hear([greater.bytes, smaller.bytes]);
    expect(ids(renee)).not.toEqual(ids(marisol));
    await renee.hearRecords(marisol.ledger.log.records());
    await renee.hear(start);
    expect(ids(renee)).toEqual(ids(marisol));
    for (const phone of [renee, kai]) await marisol.tell(phone);
    for (const phone of [renee, kai, rosa])
      expect(reads(phone).tries).toEqual(reads(marisol).tries);
  });

  test('its own start proves nothing for a device that wrote twice', async () => {
    const role = { role: 'steer', household: true, persons: ['teo'] } as const;
    await marisol.ledger.write(
      { type: 'changeRole', device: teo.identity.device, ...role, persons: ['teo'] },
      marisol.at,
    );
    await gather(marisol, teo, renee, kai);
    const [smaller, greater] = await twins();
    await teo.hear([greater.bytes]);
    const start = await teo.begin('team');
    await marisol.hear([greater.bytes, ...start, smaller.bytes]);
    await renee.hear([smaller.bytes, ...start, greater.bytes]);
    expect(ids(marisol)).toEqual(ids(renee));
    expect(standsAs(marisol, smaller.by)).toBe(true);
    expect(await renee.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
  });

  test('what only looks like a start of somebody else, or may not be one, decides nothing', async () => {
    const ana = await join(marisol, 'Ana', { role: 'steer', household: true });
    await gather(marisol, teo, renee, ana);
    const [smaller, greater] = await twins();
    const hash = greater.by.previous ?? '';
    const chains = {
      [greater.by.name]: { sequence: 1, hash, clock: 1, earlier: hash.slice(0, 10) },
    };
    const content = await joinStart({ pieces: 1, chains, base: [] }, emptyUpdate);
    const editor = new Forger(renee);
    const byEditor = await editor.seal(content, { kind: 'start', after: [] });
    // Whoever steers, later in a chain that began with something else.
    const steering = new Forger(ana);
    const edit = await steering.seal(emptyUpdate, { after: [] });
    const later = await steering.seal(content, { kind: 'start', after: [] });
    expect(await hears(marisol, greater.bytes, byEditor, edit, later)).toEqual([
      'accepted',
      'void mayNotWrite',
      'accepted',
      'void badStart',
    ]);
    await marisol.hear([smaller.bytes]);
    expect(standsAs(marisol, smaller.by)).toBe(true);
    // A start of hers, at its place, would.
    const start = await new Forger(ana).seal(content, { kind: 'start', after: [] });
    await kai.hearRecords(marisol.ledger.log.records());
    expect(await hears(kai, start, smaller.bytes)).toEqual(['accepted', 'void fork']);
  });

  test('what builds on the one that lost is void, whoever wrote it', async () => {
    const [smaller, greater] = await twins();
    await renee.hear([greater.bytes]);
    await renee.write(aTry('mine', 'I saw it'));
    await renee.tell(kai);
    await marisol.hear([smaller.bytes, greater.bytes]);
    await gather(marisol, renee, kai);
    for (const phone of [marisol, renee, kai]) expect(ids(phone)).toEqual(ids(marisol));
    expect(ids(marisol)).toHaveLength(1);
    const sealed = await renee.ledger.seal(
      'team',
      'x'.repeat(21) + 'A',
      new Uint8Array([0, 0]),
      renee.at,
      newChain,
    );
    expect(sealed.ok).toBe(true);
  });

  test('a chain of which something is void now is not gone on with', async () => {
    const [smaller, greater] = await twins();
    await renee.hear([greater.bytes]);
    const chain = newChain();
    const forger = new Forger(renee, 'team', chain);
    await renee.hear([await forger.write(aFact(forger, 'mine'))]);
    await renee.hear([smaller.bytes]);
    const more = forger.update(aFact(forger, 'more'));
    expect(await renee.ledger.seal('team', chain, more, renee.at, newChain)).toEqual({
      ok: false,
      refusal: 'ended',
    });
  });

  test('who began with a start for what lost begins anew, with another one', async () => {
    const renees = { role: 'steer', household: true, persons: ['renee'] } as const;
    await marisol.ledger.write(
      { type: 'changeRole', device: renee.identity.device, ...renees, persons: ['renee'] },
      marisol.at,
    );
    await gather(marisol, renee, kai);
    const [smaller, greater] = await twins();
    // Two who steer each took another one, and let somebody in.
    await marisol.hear([smaller.bytes]);
    await renee.hear([greater.bytes]);
    const rosa = await join(renee, 'Rosa', { role: 'edit', household: true });
    await rosa.write(aTry('rosas', 'It rained'));
    const lupe = await join(marisol, 'Lupe', { role: 'edit', household: true });
    expect([ids(rosa).length, ids(lupe).length]).toEqual([2, 1]);
    const all = [marisol, renee, kai, rosa, lupe];
    for (let round = 0; round < 3; round += 1) await gather(...all);
    for (const phone of all) {
      expect(ids(phone), phone.name).toEqual(ids(marisol));
      expect(await phone.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
    }
    // The start that stands for the smaller hash of the two is the one that counts; what built on the other one is void.
    expect(ids(marisol)).toHaveLength(1);
    await rosa.restart();
    expect(ids(rosa)).toEqual(ids(marisol));
    await rosa.write(aTry('again', 'It rained'));
    await rosa.tell(kai);
    expect(ids(kai)).toHaveLength(2);
  });

  test('what builds on the branch that is not here does not wait for ever', async () => {
    const [smaller, greater] = await twins();
    const next = await greater.by.write(aFact(greater.by, 'next'));
    expect(await hears(marisol, smaller.bytes, next, greater.bytes)).toEqual([
      'accepted',
      'waits envelope',
      'void fork',
      'void afterVoid',
    ]);
    expect(marisol.ledger.waiting).toBe(0);
    // The branch that is here goes on.
    const goesOn = await smaller.by.write(aFact(smaller.by, 'goes on'));
    expect(await hears(marisol, goesOn)).toEqual(['accepted']);
  });

  test('an old profile restored begins a new chain: no fork', async () => {
    await teo.write(aTry('one', 'It went well'));
    await teo.tell(marisol);
    const kept = new Map(
      [...teo.kept].map(([part, { envelopes, updates }]) => [
        part,
        { envelopes: [...envelopes], updates: [...updates] },
      ]),
    );
    await teo.write(aTry('two', 'It went well again'));
    await teo.tell(marisol);
    teo.kept.clear();
    for (const [part, all] of kept) teo.kept.set(part, all);
    await teo.restart();
    expect(reads(teo).tries).toMatchObject({ one: { id: 'one' } });
    await teo.write(aTry('three', 'And once more'));
    await teo.tell(marisol);
    await marisol.tell(teo);
    expect(told(marisol.outcomes).filter((one) => one.startsWith('void'))).toEqual([]);
    expect(marisol.ledger.log.takeForks()).toEqual([]);
    expect(Object.keys(reads(teo).tries ?? {}).sort()).toEqual(['one', 'three', 'two']);
    expect(reads(teo)).toEqual(reads(marisol));
  });
});

describe('LED5: starts', () => {
  const startOf = async (forger: Forger, covers: object, piece: Uint8Array): Promise<Uint8Array> =>
    forger.seal(await joinStart(covers as never, piece), { kind: 'start' });
  const nothing = Y.encodeStateAsUpdate(new Y.Doc());

  test('by somebody who does not steer is void', async () => {
    const forger = new Forger(teo);
    const start = await startOf(forger, { pieces: 1, chains: {}, base: [] }, nothing);
    expect(await hears(marisol, start)).toEqual(['void mayNotWrite']);
  });

  test('one that says nothing of what it stands for, or nonsense, is void, and another begins the part', async () => {
    const rosa = await freshPhone(marisol, 'Rosa');
    await rosa.hearRecords(marisol.ledger.log.records());
    const chain = `${teo.identity.device}.${newChain()}`;
    const hash = toText(randomBytes(32));
    const covered = { sequence: 1, hash, clock: 0, earlier: hash.slice(0, 10) };
    const nonsense: object[] = [
      {},
      { pieces: 0, chains: {}, base: [] },
      { pieces: 1, chains: [], base: {} },
      { pieces: 1, chains: { [chain]: { ...covered, earlier: '' } }, base: [] },
      { pieces: 1, chains: { [chain]: { ...covered, sequence: 4_000_000_000 } }, base: [] },
      // It stands for more than it brings.
      { pieces: 1, chains: { [chain]: { ...covered, clock: 7 } }, base: [] },
      { pieces: 1, chains: {}, base: [[1, 7]] },
      { pieces: 1, chains: {}, base: [[1, -7]] },
    ];
    for (const covers of nonsense) {
      const forger = new Forger(marisol);
      expect([covers, await hears(rosa, await startOf(forger, covers, nothing))]).toEqual([
        covers,
        ['void badStart'],
      ]);
    }
    const unreadable = new Forger(marisol);
    expect(
      await hears(
        rosa,
        await startOf(unreadable, { pieces: 1, chains: {}, base: [] }, utf8('not an update')),
      ),
    ).toEqual(['void badStart']);
    const headless = new Forger(marisol);
    expect(
      await hears(
        rosa,
        await headless.seal(await joinStart(undefined, nothing), { kind: 'start' }),
      ),
    ).toEqual(['void badStart']);
    // Nothing is left of any of them.
    expect(rosa.ledger.part('team').coming).toBeUndefined();
    expect(rosa.ledger.part('team').starts.size).toBe(0);
    await rosa.hear(marisol.ledger.missing('team', {}, rosa.identity.device));
    expect(rosa.ledger.part('team').isBegun).toBe(true);
    expect(reads(rosa).needs).toEqual(reads(marisol).needs);
  });

  test('one with something that no plan holds is void', async () => {
    const rosa = await freshPhone(marisol, 'Rosa');
    await rosa.hearRecords(marisol.ledger.log.records());
    const covers = { pieces: 1, chains: {}, base: [[77, 1]] };
    for (const write of [
      (doc: Y.Doc) => doc.getMap('plan').set('x@y.z', new Y.Doc()),
      (doc: Y.Doc) => doc.getMap('needs').set('heard', new Y.XmlFragment()),
      (doc: Y.Doc) => doc.getMap('needs').set('heard', new Y.XmlText()),
      (doc: Y.Doc) => doc.getMap('elsewhere').set('a', 1),
      (doc: Y.Doc) => doc.getText('plan.vision').insertEmbed(0, { a: 1 }),
    ]) {
      const doc = new Y.Doc();
      doc.clientID = 77;
      write(doc);
      const forger = new Forger(marisol);
      expect([
        String(write),
        await hears(rosa, await startOf(forger, covers, Y.encodeStateAsUpdate(doc))),
      ]).toEqual([String(write), ['void badStart']]);
    }
  });

  test('a name that only begins like that of an envelope means the same to who holds it, to who began with a start for it, and in whatever order', async () => {
    const before = new Forger(renee);
    const early = await before.write(aFact(before, 'early'), { after: [] });
    await marisol.hear([early]);
    const rosa = await join(marisol, 'Rosa', { role: 'edit', household: true });
    await gather(marisol, rosa, teo);
    const twisted = (before.previous ?? '').slice(0, 10) + toText(randomBytes(32)).slice(10);
    const forger = new Forger(teo);
    const envelope = await forger.write(aFact(forger, 'one'), { after: [twisted] });
    expect(await hears(marisol, envelope)).toEqual(['accepted']);
    expect(await hears(rosa, envelope)).toEqual(['accepted']);
    await kai.hearRecords(marisol.ledger.log.records());
    expect(await hears(kai, envelope, early)).toEqual(['waits envelope', 'accepted', 'accepted']);
  });

  /** A plan of which a start comes in several pieces. */
  const grow = async (): Promise<void> => {
    for (let at = 0; at < 8; at += 1)
      await marisol.write(aTry(`long ${at}`, `${at} `.repeat(20_000)));
  };

  test('comes in pieces, in whatever order', async () => {
    await grow();
    const rosa = await freshPhone(marisol, 'Rosa');
    await rosa.hearRecords(marisol.ledger.log.records());
    const start = marisol.ledger.missing('team', {}, rosa.identity.device);
    expect(start.length).toBeGreaterThan(2);
    await rosa.hear([...start].reverse());
    expect(rosa.ledger.waiting).toBe(0);
    expect(rosa.ledger.part('team').isBegun).toBe(true);
    expect(reads(rosa)).toEqual(reads(marisol));
  });

  test('the app is closed in the middle of one that is coming in', async () => {
    await grow();
    const rosa = await freshPhone(marisol, 'Rosa');
    await rosa.hearRecords(marisol.ledger.log.records());
    const start = marisol.ledger.missing('team', {}, rosa.identity.device);
    await rosa.hear(start.slice(0, 2));
    await rosa.restart();
    expect(rosa.ledger.part('team').coming).toMatchObject({ here: 2, pieces: start.length });
    await rosa.hear(start);
    expect(rosa.ledger.part('team').isBegun).toBe(true);
    expect(rosa.ledger.waiting).toBe(0);
    expect(reads(rosa)).toEqual(reads(marisol));
    await rosa.restart();
    expect(reads(rosa)).toEqual(reads(marisol));
    expect(await rosa.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
  });

  test('the rest of one never comes: the next one begins the part', async () => {
    await grow();
    const rosa = await freshPhone(marisol, 'Rosa');
    await rosa.hearRecords(marisol.ledger.log.records());
    const start = marisol.ledger.missing('team', {}, rosa.identity.device);
    await rosa.hear([...start.slice(0, 1), ...start.slice(2)]);
    expect(rosa.ledger.waiting).toBe(start.length - 2);
    const luis = await join(marisol, 'Luis', { role: 'edit', household: true });
    expect(luis.ledger.part('team').isBegun).toBe(true);
    // Luis' phone holds only what his own start stands for, and what came after.
    await luis.write(aTry('luis', 'I was there'));
    await luis.tell(rosa);
    await luis.tell(marisol);
    expect(rosa.ledger.part('team').isBegun).toBe(true);
    expect(rosa.ledger.waiting).toBe(0);
    await marisol.tell(rosa);
    expect(rosa.ledger.waiting).toBe(0);
    expect(reads(rosa)).toEqual(reads(marisol));
    expect(await rosa.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
    await rosa.restart();
    expect(reads(rosa)).toEqual(reads(marisol));
    await rosa.write(aTry('rosa', 'So was I'));
    await rosa.tell(luis);
    expect(reads(luis)).toEqual(reads(rosa));
  });

  test('a second one while one is coming waits, and is kept once that is here', async () => {
    await grow();
    const rosa = await freshPhone(marisol, 'Rosa');
    await rosa.hearRecords(marisol.ledger.log.records());
    const start = marisol.ledger.missing('team', {}, rosa.identity.device);
    await rosa.hear(start.slice(0, 1));
    await rosa.hear((await marisol.begin('team')).slice(0, 1));
    await rosa.hear(start.slice(1));
    expect(rosa.ledger.part('team').isBegun).toBe(true);
    await marisol.tell(rosa);
    expect(rosa.ledger.waiting).toBe(0);
    expect(await rosa.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
  });

  test('pieces between edits do not let a chain use its clocks again', async () => {
    const forger = new Forger(marisol);
    const first = await forger.write(aFact(forger, 'one'));
    const piece = await forger.seal(await joinStart(undefined, nothing), { kind: 'start' });
    const twin = new Forger(marisol, 'team', forger.chain);
    const again = await forger.seal(twin.update(aFact(twin, 'other')));
    const outcomes = await hears(teo, first, piece, again);
    expect(outcomes.slice(-1)).not.toEqual(['accepted']);
  });

  test('who reads a part only now gets a start of it, whoever let them in', async () => {
    await teo.write({
      type: 'factRecorded',
      table: 'privateNotes',
      id: 'mine',
      fact: { id: 'mine', words: 'Only for me' },
      readers: { mine: 'teo' },
    });
    const tablet = await join(marisol, 'Tablet', {
      role: 'edit',
      household: true,
      persons: ['teo'],
    });
    await marisol.tell(teo);
    await teo.tell(tablet);
    expect(tablet.ledger.part('mine/teo').isBegun).toBe(true);
    await tablet.write({
      type: 'factRecorded',
      table: 'privateNotes',
      id: 'too',
      fact: { id: 'too', words: 'Also for me' },
      readers: { mine: 'teo' },
    });
    await tablet.tell(teo);
    expect(told(teo.outcomes).filter((one) => /void|waits/.test(one))).toEqual([]);
    expect(await teo.ledger.digest('mine/teo')).toBe(await tablet.ledger.digest('mine/teo'));
  });

  test('who becomes household later gets what the household has', async () => {
    await marisol.write({
      type: 'factRecorded',
      table: 'tries',
      id: 'home',
      fact: { id: 'home', words: 'At home' },
      readers: 'household',
    });
    const { device, persons, role } = renee.ledger.circle.devices.get(renee.identity.device) ?? {};
    await marisol.ledger.write(
      { type: 'changeRole', device, role, household: true, persons: [...(persons ?? [])] } as never,
      marisol.at,
    );
    await marisol.due();
    await marisol.tell(renee);
    expect(renee.ledger.part('household').isBegun).toBe(true);
    expect(reads(renee).tries).toMatchObject({ home: { id: 'home' } });
  });
});

describe('LED2: clocks and names of a chain', () => {
  test('a chain whose second envelope reuses clocks of its first', async () => {
    const forger = new Forger(teo);
    const first = await forger.write(aFact(forger, 'one'));
    const twin = new Forger(teo, 'team', forger.chain);
    const second = await forger.seal(twin.update(aFact(twin, 'other')));
    expect(await hears(marisol, first, second)).toEqual(['accepted', 'void clock']);
  });

  test('a stolen client id: what another chain wrote under its own still counts', async () => {
    await renee.write(aTry('earlier', 'We left too late'));
    await renee.tell(marisol);
    await renee.tell(teo);
    const [chain] = [...renee.ledger.part('team').causality.chains].filter(
      ({ device, hashes }) => device === renee.identity.device && hashes.length > 0,
    );
    const client = chain?.client ?? 0;
    const stolen = collidingChain(teo, client);
    const forger = new Forger(teo, 'team', stolen);
    expect(forger.client).toBe(client);
    const envelope = await forger.write(aFact(forger, 'one'), { after: [] });
    expect(await hears(marisol, envelope)).toEqual(['void otherClient']);
    // Also where it says nothing that anybody could object to.
    const quiet = new Forger(teo, 'team', collidingChain(teo, client));
    expect(await hears(marisol, await quiet.seal(emptyUpdate))).toEqual(['void otherClient']);
    await renee.write(aTry('later', 'We left in time'));
    await renee.tell(marisol);
    // What builds on Renee's words is judged by her chain.
    const honest = new Forger(marisol);
    await renee.tell(teo);
    expect(await hears(teo, envelope)).toEqual(['void otherClient']);
    expect(await hears(teo, await honest.write(aFact(honest, 'three')))).toEqual(['accepted']);
    expect(reads(marisol).tries).toMatchObject({ later: { words: 'We left in time' } });
  });

  test('a client id of what was there before anything was shared', async () => {
    const client = clientId('vega/team', 'alone', 'before');
    const forger = new Forger(teo, 'team', collidingChain(teo, client));
    expect(await hears(marisol, await forger.seal(emptyUpdate))).toEqual(['void otherClient']);
    const honest = new Forger(renee);
    const words = await honest.write((doc) => doc.getText('plan.vision').insert(1, 'h'));
    expect(await hears(marisol, words)).toEqual(['accepted']);
  });

  test('even who may not write cannot take a client id away', async () => {
    await renee.write(vision('We eat together at noon'));
    for (const phone of [marisol, teo, kai]) await renee.tell(phone);
    const [chain] = [...renee.ledger.part('team').causality.chains].filter(
      ({ device, hashes }) => device === renee.identity.device && hashes.length > 0,
    );
    const forger = new Forger(kai, 'team', collidingChain(kai, chain?.client ?? 0));
    expect(await hears(marisol, await forger.seal(emptyUpdate))).toEqual(['void mayNotWrite']);
    await renee.write(vision('We eat together at one'));
    await renee.tell(marisol);
    const honest = new Forger(teo);
    const words = await honest.write((doc) => {
      doc.getText('plan.vision').insert(16, 'gladly ');
    });
    expect(await hears(marisol, words)).toEqual(['accepted']);
    expect(told(marisol.outcomes).filter((one) => one.startsWith('void'))).toEqual([
      'void mayNotWrite',
    ]);
  });

  test('more heads than an envelope can name do not make an honest one void', async () => {
    const many: Uint8Array[] = [];
    for (let at = 0; at < 260; at += 1) {
      const forger = new Forger(teo, 'team');
      many.push(await forger.write(aFact(forger, `flood ${at}`), { after: [] }));
    }
    await renee.hear(many);
    await marisol.hear(many);
    const [early] = [...(reads(renee).tries ? Object.keys(reads(renee).tries ?? {}) : [])];
    expect(early).toBeDefined();
    for (const value of ['A', 'B', 'C']) await renee.write(vision(value));
    await renee.tell(marisol);
    expect(told(marisol.outcomes).filter((one) => /void|waits/.test(one))).toEqual([]);
    expect(reads(marisol)).toEqual(reads(renee));
  });
});

/** A chain of this phone whose client id is one that another chain has: found by trying what is left of a hash of 32 bits. */
const collidingChain = (phone: Phone, client: number): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const prime = 0x01000193;
  const inverse = (odd: number): number => {
    let found = odd;
    for (let round = 0; round < 5; round += 1) found = Math.imul(found, 2 - Math.imul(odd, found));
    return found;
  };
  const step = (state: number, byte: number): number => Math.imul(state ^ byte, prime);
  const back = (state: number, byte: number): number => Math.imul(state, inverse(prime)) ^ byte;
  // Undo the last mix.
  let end = client ^ (client >>> 16);
  end = Math.imul(end, inverse(0xc2b2ae35));
  end ^= (end >>> 13) ^ (end >>> 26);
  end = Math.imul(end, inverse(0x85ebca6b));
  end ^= end >>> 16;
  for (;;) {
    const begin = toText(randomBytes(12)).slice(0, 15);
    let from = 0x811c9dc5;
    for (const byte of utf8(`vega/team\n${phone.identity.device}\n${begin}`))
      from = step(from, byte);
    const forward = new Map<number, string>();
    for (const a of letters)
      for (const b of letters)
        for (const c of letters)
          forward.set(
            [a, b, c].reduce((state, one) => step(state, one.charCodeAt(0)), from) | 0,
            a + b + c,
          );
    for (const a of letters)
      for (const b of letters)
        for (const c of letters) {
          const state = ['A', c, b, a].reduce((at, one) => back(at, one.charCodeAt(0)), end) | 0;
          const found = forward.get(state);
          if (found !== undefined) return `${begin}${found}${a}${b}${c}A`;
        }
  }
};

describe('CIR2, DOC7: rights come from the log alone', () => {
  test('an editor cannot make himself household there', async () => {
    const { device } = renee.identity;
    await expect(
      renee.ledger.write(
        { type: 'changeRole', device, role: 'steer', household: true, persons: ['renee'] },
        renee.at,
      ),
    ).rejects.toThrow();
    await renee.tell(marisol);
    expect(marisol.ledger.circle.devices.get(device)).toMatchObject({
      role: 'edit',
      household: false,
    });
  });

  test('digests are equal where the same counts', async () => {
    await teo.write(aTry('one', 'It went well'));
    await renee.write(need('more'));
    await gather(marisol, teo, renee, kai);
    for (const phone of [teo, renee, kai]) {
      expect(await phone.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
      expect(phone.ledger.waiting).toBe(0);
    }
    expect(await identityFrom(await generateKeys())).toBeDefined();
  });
});
