import { describe, expect, test, vi } from 'vitest';
import { randomBytes, toText, utf8 } from '../../../../src/lib/ledger/bytes';
import { parseMessage, say, type Heard } from '../../../../src/lib/ledger/join/messages';
import { json, line, step, type End } from './line';
import { marisolAtTheDoor, someKeys, teoAndMarisol, teoAsks, vegaInvitation } from './people';
import { askByHand, reveal } from './stranger';

/** The first message of a kind that an end sent. */
const sentBy = async <Type extends string>(end: End, type: Type) => {
  await vi.waitFor(() => expect(end.sent.map((bytes) => json(bytes).type)).toContain(type), {
    interval: 1,
  });
  return end.sent.find((bytes) => json(bytes).type === type) as Uint8Array;
};

/** A stranger with the link stands between Teo and Marisol: to each of them he is the other one. */
const strangerBetween = async () => {
  const marisol = await marisolAtTheDoor();
  const [teo, stranger] = [someKeys(), someKeys()];
  const [teoEnd, toTeo] = line(teo.sign, stranger.sign);
  const [toMarisol, marisolEnd] = line(stranger.sign, marisol.keys.sign);
  const visit = marisol.door.hear(marisolEnd);
  const { joining } = teoAsks(teoEnd, teo, marisol.invitation);
  return { marisol, visit, joining, stranger, teoEnd, toTeo, toMarisol, marisolEnd };
};

/** Sends one ask as it is; gives the end of the visit. */
const visitWith = async (
  change: (ask: Heard<'ask'>) => Heard<'ask'> | Promise<Heard<'ask'>>,
  invitation = vegaInvitation(),
) => {
  const marisol = await marisolAtTheDoor(invitation);
  const keys = someKeys();
  const [near, far] = line(keys.sign, marisol.keys.sign);
  const visit = marisol.door.hear(far);
  const { ask, nonce } = await askByHand(invitation, keys, marisol.keys.sign);
  near.send(say(await change(ask)));
  return { marisol, near, far, visit, ask, nonce };
};

describe('CIR3 attacks on joining', () => {
  test('by hand, a right ask is heard (what the others here differ from)', async () => {
    const { near, far, visit, nonce } = await visitWith((ask) => ask);
    await sentBy(far, 'heard');
    near.send(reveal(nonce));
    await step(visit, 'pick');
  });

  test('a man in the middle who passes on what Teo asked is not heard: the ask names the line it is for', async () => {
    const { visit, teoEnd, toMarisol } = await strangerBetween();
    toMarisol.send(await sentBy(teoEnd, 'ask'));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
  });

  test('a man in the middle with the link who asks for himself: Teo says other words than Marisol looks for', async () => {
    for (let run = 0; run < 12; run += 1) {
      const between = await strangerBetween();
      const { marisol, visit, joining, stranger, teoEnd, toTeo, toMarisol, marisolEnd } = between;
      await sentBy(teoEnd, 'ask');
      const mine = await askByHand(marisol.invitation, stranger, marisol.keys.sign);
      toMarisol.send(say(mine.ask));
      const heard = parseMessage(await sentBy(marisolEnd, 'heard')) as Heard<'heard'>;
      // To Teo he says all that Marisol said, her nonce too, and only the keys are his.
      toTeo.send(say({ ...heard, keys: stranger }));
      const teoRevealed = parseMessage(await sentBy(teoEnd, 'reveal')) as Heard<'reveal'>;
      expect(teoRevealed.nonce).not.toBe(mine.nonce);
      toMarisol.send(reveal(mine.nonce));
      const { words } = await step(joining, 'words');
      const { sets } = await step(visit, 'pick');
      expect(sets.map((set) => set.join())).not.toContain(words.join());
      visit.notNow();
    }
  });

  test('once he has seen the nonce of Marisol, he cannot choose his: he had bound himself to one', async () => {
    const { visit, near, far } = await visitWith((ask) => ask);
    await sentBy(far, 'heard');
    near.send(reveal(toText(randomBytes(32))));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
  });

  test('he cannot keep his own keys and say he is Marisol: her key is not the one the line has proven', async () => {
    const { marisol, joining, teoEnd, toTeo } = await strangerBetween();
    await sentBy(teoEnd, 'ask');
    toTeo.send(
      say({
        ...{ type: 'heard', circle: marisol.invitation.circle, plan: 'vega', keys: marisol.keys },
        ...{ nonce: toText(randomBytes(32)), role: 'edit', household: false },
      }),
    );
    expect(await step(joining, 'over')).toMatchObject({ why: 'broken' });
  });

  test('he cannot lead Teo into another circle than the link names', async () => {
    const { joining, stranger, teoEnd, toTeo } = await strangerBetween();
    await sentBy(teoEnd, 'ask');
    toTeo.send(
      say({
        ...{ type: 'heard', circle: toText(randomBytes(16)), plan: 'vega', keys: stranger },
        ...{ nonce: toText(randomBytes(32)), role: 'edit', household: false },
      }),
    );
    expect(await step(joining, 'over')).toMatchObject({ why: 'broken' });
  });

  test('an ask recorded on the way to Marisol says nothing to Renee', async () => {
    const invitation = vegaInvitation();
    const teo = someKeys();
    const marisol = await marisolAtTheDoor(invitation);
    const renee = await marisolAtTheDoor(invitation);
    const { ask } = await askByHand(invitation, teo, marisol.keys.sign);
    const [near, far] = line(teo.sign, renee.keys.sign);
    const visit = renee.door.hear(far);
    near.send(say(ask));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
  });

  test('an ask that Teo made for Marisol says nothing on the line of a stranger who puts his keys in', async () => {
    const marisol = await marisolAtTheDoor();
    const [teo, stranger] = [someKeys(), someKeys()];
    const { ask } = await askByHand(marisol.invitation, teo, marisol.keys.sign);
    const [near, far] = line(stranger.sign, marisol.keys.sign);
    const visit = marisol.door.hear(far);
    near.send(say({ ...ask, keys: stranger }));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
  });

  test('the same ask twice on one line ends it', async () => {
    const { near, far, visit, ask } = await visitWith((ask) => ask);
    await sentBy(far, 'heard');
    near.send(say(ask));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
  });

  test.each<[string, (ask: Heard<'ask'>) => Heard<'ask'> | Promise<Heard<'ask'>>]>([
    ['another name', (ask) => ({ ...ask, name: 'Marisol' })],
    ['another nonce bound to', (ask) => ({ ...ask, commit: toText(randomBytes(32)) })],
    ['another key than the line has proven', (ask) => ({ ...ask, keys: someKeys() })],
    ['a proof that is none', (ask) => ({ ...ask, proof: toText(randomBytes(64)) })],
    [
      'the proof of another seed',
      async (ask) => {
        const { invitation } = await marisolAtTheDoor();
        return (await askByHand(invitation, ask.keys, someKeys().sign)).ask;
      },
    ],
  ])('an ask with %s is not heard', async (_, change) => {
    const { visit, far } = await visitWith(change);
    expect(await step(visit, 'over')).toEqual({ step: 'over', why: 'broken' });
    expect(far.sent).toEqual([]);
  });

  test('the proof of another seed for the same line is not heard', async () => {
    const marisol = await marisolAtTheDoor();
    const keys = someKeys();
    const [near, far] = line(keys.sign, marisol.keys.sign);
    const visit = marisol.door.hear(far);
    const { ask } = await askByHand(vegaInvitation(), keys, marisol.keys.sign);
    near.send(say(ask));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
  });

  test('a name that hides or turns around what stands beside it is not heard', async () => {
    for (const name of ['Teo', '\u202eTeo', 'Teo\n', ' Teo', '', '\u200b', 'T'.repeat(81)]) {
      const marisol = await marisolAtTheDoor();
      const keys = someKeys();
      const [near, far] = line(keys.sign, marisol.keys.sign);
      const visit = marisol.door.hear(far);
      near.send(say((await askByHand(marisol.invitation, keys, marisol.keys.sign, name)).ask));
      if (name === 'Teo') await sentBy(far, 'heard');
      else expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
    }
  });

  test('a message before the last one was answered ends it: nobody can flood', async () => {
    const { near, far, visit, nonce } = await visitWith((ask) => ask);
    await sentBy(far, 'heard');
    near.send(reveal(nonce));
    near.send(reveal(nonce));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
    expect([near.isClosed, far.isClosed]).toEqual([true, true]);

    const { joining, far: marisolEnd } = await teoAndMarisol();
    await step(joining, 'words');
    marisolEnd.send(say({ type: 'picked' }));
    marisolEnd.send(say({ type: 'picked' }));
    expect(await step(joining, 'over')).toMatchObject({ why: 'broken' });
  });

  test('while the newcomer makes his words, more than one answer ends it', async () => {
    const { marisol, joining, stranger, teoEnd, toTeo } = await strangerBetween();
    await sentBy(teoEnd, 'ask');
    const heard = say({
      ...{ type: 'heard', circle: marisol.invitation.circle, plan: 'vega', keys: stranger },
      ...{ nonce: toText(randomBytes(32)), role: 'edit', household: false },
    });
    toTeo.send(heard);
    toTeo.send(heard);
    expect(await step(joining, 'over')).toMatchObject({ why: 'broken' });
  });

  test('a long message is not even read, except the log', async () => {
    const { visit } = await visitWith((ask) => ({ ...ask, more: 'x'.repeat(66_000) }));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
    expect(
      parseMessage(utf8(JSON.stringify({ type: 'picked', more: 'x'.repeat(65_000) }))),
    ).toEqual({ type: 'picked' });

    const early = await teoAndMarisol();
    early.far.send(
      utf8(JSON.stringify({ type: 'closed', why: 'notNow', more: 'x'.repeat(66_000) })),
    );
    expect(await step(early.joining, 'over')).toMatchObject({ why: 'broken' });

    const { joining, visit: mine } = await teoAndMarisol();
    const { words } = await step(joining, 'words');
    const { sets } = await step(mine, 'pick');
    mine.pick(sets.findIndex((set) => set.join() === words.join()));
    const records = Array.from({ length: 40 }, () => randomBytes(60_000));
    mine.letIn(records);
    const came = (await step(joining, 'letIn')).records;
    expect(came.map(toText).join() === records.map(toText).join()).toBe(true);

    const [other, tooMuch] = [await teoAndMarisol(), randomBytes(60_000)];
    await step(other.joining, 'words');
    await step(other.visit, 'pick');
    other.far.send(say({ type: 'picked' }));
    other.far.send(say({ type: 'letIn', records: Array(60).fill(toText(tooMuch)) }));
    expect(await step(other.joining, 'over')).toMatchObject({ why: 'broken' });
  });

  test('nobody is let in out of turn', async () => {
    const letIn = say({ type: 'letIn', records: [] });
    const early = await teoAndMarisol();
    early.far.send(letIn);
    expect(await step(early.joining, 'over')).toMatchObject({ why: 'broken' });

    const words = await teoAndMarisol();
    await step(words.joining, 'words');
    words.far.send(letIn);
    expect(await step(words.joining, 'over')).toMatchObject({ why: 'broken' });

    const asking = await teoAndMarisol();
    asking.far.send(say({ type: 'picked' }));
    expect(await step(asking.joining, 'over')).toMatchObject({ why: 'broken' });

    const damaged = await teoAndMarisol();
    await step(damaged.joining, 'words');
    damaged.far.send(say({ type: 'picked' }));
    damaged.far.send(say({ type: 'letIn', records: ['not base64url!'] }));
    expect(await step(damaged.joining, 'over')).toMatchObject({ why: 'broken' });
  });

  test('there is one pick, and none before there is anything to pick from', async () => {
    const { visit, joining, far } = await teoAndMarisol();
    expect(visit.pick(0)).toEqual({ ok: false, refusal: 'gone' });
    const { words } = await step(joining, 'words');
    const { sets } = await step(visit, 'pick');
    const right = sets.findIndex((set) => set.join() === words.join());
    expect(visit.pick(right).ok).toBe(true);
    expect(visit.pick(right)).toEqual({ ok: false, refusal: 'gone' });
    expect(visit.state.step).toBe('picked');
    expect(far.sent.filter((bytes) => json(bytes).type === 'picked')).toHaveLength(1);
  });

  test('what the newcomer says while his words are looked for ends it', async () => {
    const { visit, joining, near } = await teoAndMarisol();
    const { words } = await step(joining, 'words');
    const { sets } = await step(visit, 'pick');
    visit.pick(sets.findIndex((set) => set.join() === words.join()));
    near.send(utf8('garbage'));
    expect(await step(visit, 'over')).toMatchObject({ why: 'broken' });
    expect(visit.letIn([])).toEqual({ ok: false, refusal: 'gone' });
  });
});

describe('CIR3 many asks with one invitation', () => {
  const comes = async (
    marisol: Awaited<ReturnType<typeof marisolAtTheDoor>>,
    keys = someKeys(),
    change = (ask: Heard<'ask'>) => ask,
  ) => {
    const [near, far] = line(keys.sign, marisol.keys.sign);
    const visit = marisol.door.hear(far);
    const { ask } = await askByHand(marisol.invitation, keys, marisol.keys.sign);
    near.send(say(change(ask)));
    await vi.waitFor(() => expect(far.sent.length + Number(far.isClosed)).toBeGreaterThan(0), {
      interval: 1,
    });
    return { near, far, visit };
  };

  test('eight at once, the ninth hears that it is busy; when one leaves, there is room', async () => {
    const marisol = await marisolAtTheDoor();
    const all = [];
    for (let nth = 0; nth < 8; nth += 1) all.push(await comes(marisol));
    for (const { visit } of all) expect(visit.state.step).toBe('atTheDoor');
    expect((await comes(marisol)).visit.state).toEqual({ step: 'over', why: 'busy' });
    // A second line of somebody who is there, over before anything was asked, gives no place back.
    const again = line(all[0]?.far.key ?? '', marisol.keys.sign)[1];
    marisol.door.hear(again).notNow();
    expect((await comes(marisol)).visit.state).toEqual({ step: 'over', why: 'busy' });
    all[0]?.near.close();
    await step((all[0] as (typeof all)[0]).visit, 'over');
    expect((await comes(marisol)).visit.state.step).toBe('atTheDoor');
  });

  test('who was let in makes room for the next', async () => {
    const marisol = await marisolAtTheDoor();
    for (let nth = 0; nth < 9; nth += 1) {
      const keys = someKeys();
      const [near, far] = line(keys.sign, marisol.keys.sign);
      const visit = marisol.door.hear(far);
      const { joining } = teoAsks(near, keys, marisol.invitation);
      const { words } = await step(joining, 'words');
      const { sets } = await step(visit, 'pick');
      visit.pick(sets.findIndex((set) => set.join() === words.join()));
      expect(visit.letIn([]).ok).toBe(true);
    }
  });

  test('24 in ten minutes, and again when these are over', async () => {
    const marisol = await marisolAtTheDoor();
    for (let nth = 0; nth < 24; nth += 1) {
      const { visit } = await comes(marisol);
      expect(visit.state.step).toBe('atTheDoor');
      visit.notNow();
    }
    expect((await comes(marisol)).visit.state).toEqual({ step: 'over', why: 'busy' });
    marisol.clock.pass(599_999);
    expect((await comes(marisol)).visit.state).toEqual({ step: 'over', why: 'busy' });
    marisol.clock.pass(1);
    expect((await comes(marisol)).visit.state.step).toBe('atTheDoor');
  });

  test('who has no link cannot keep those out who have one', async () => {
    const marisol = await marisolAtTheDoor();
    for (let nth = 0; nth < 40; nth += 1)
      await comes(marisol, someKeys(), (ask) => ({ ...ask, proof: toText(randomBytes(64)) }));
    expect((await comes(marisol)).visit.state.step).toBe('atTheDoor');
  });

  test('a phone that asks again, after its page was loaded anew, takes the place it had', async () => {
    const marisol = await marisolAtTheDoor();
    const teo = someKeys();
    const first = await comes(marisol, teo);
    for (let nth = 0; nth < 7; nth += 1) await comes(marisol);
    const second = await comes(marisol, teo);
    expect(first.visit.state).toEqual({ step: 'over', why: 'gone' });
    expect(second.visit.state.step).toBe('atTheDoor');
    expect((await comes(marisol)).visit.state).toEqual({ step: 'over', why: 'busy' });
  });
});
