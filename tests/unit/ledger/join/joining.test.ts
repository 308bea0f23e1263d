import { describe, expect, test, vi } from 'vitest';
import { toText, utf8 } from '../../../../src/lib/ledger/bytes';
import { say } from '../../../../src/lib/ledger/join/messages';
import { json, line, step } from './line';
import { marisolAtTheDoor, someKeys, teoAndMarisol, teoAsks } from './people';
import { askByHand } from './stranger';

const log = [utf8('genesis'), utf8('Teo is admitted')];

describe('CIR3 joining', () => {
  test('Teo says his words, Marisol finds them among four sets and lets him in', async () => {
    const { visit, joining, keys } = await teoAndMarisol();
    const { words, offered } = await step(joining, 'words');
    expect(offered).toEqual({ plan: 'vega', role: 'edit', household: false });
    const { newcomer, sets } = await step(visit, 'pick');
    expect(newcomer).toMatchObject({ name: 'Teo', language: 'es', keys });
    expect(newcomer.request).toMatch(/^[\w-]{43}$/);
    expect(sets).toHaveLength(4);

    const mine = sets.findIndex((set) => set.join() === words.join());
    expect(visit.pick(mine)).toEqual({ ok: true, value: newcomer });
    expect(await step(joining, 'waiting')).toMatchObject({ words });
    expect(visit.letIn(log).ok).toBe(true);
    expect((await step(joining, 'letIn')).records).toEqual(log);
    expect(visit.state).toEqual({ step: 'letIn', newcomer });
  });

  test('what may be shown until the plan is here goes along; what is too long to be shown at once does not', async () => {
    for (const [today, came] of [
      ['{"cards":[]}', '{"cards":[]}'],
      ['x'.repeat(65_537), undefined],
    ] as const) {
      const { visit, joining } = await teoAndMarisol();
      const { words } = await step(joining, 'words');
      const { sets } = await step(visit, 'pick');
      visit.pick(sets.findIndex((set) => set.join() === words.join()));
      expect(visit.letIn(log, today).ok).toBe(true);
      expect(await step(joining, 'letIn')).toMatchObject({ records: log, today: came });
    }
  });

  test('once let in, the connection goes on and is no longer listened to by the protocol', async () => {
    const { marisol, visit, joining, clock, near, far } = await teoAndMarisol();
    const { words } = await step(joining, 'words');
    const { sets } = await step(visit, 'pick');
    const heard: string[] = [];
    joining.onState(({ step }) => {
      if (step === 'letIn')
        near.onMessage((message) => heard.push(new TextDecoder().decode(message)));
    });
    visit.pick(sets.findIndex((set) => set.join() === words.join()));
    visit.letIn(log);
    far.send(utf8('first news'));
    near.send(utf8('not JSON'));
    await vi.waitFor(() => expect(heard).toEqual(['first news']));
    expect([near.listeners, far.listeners]).toEqual([1, 0]);
    clock.pass(1e9);
    marisol.clock.pass(1e9);
    joining.leave();
    visit.notNow();
    expect([joining.state.step, visit.state.step]).toEqual(['letIn', 'letIn']);
    expect([near.isClosed, far.isClosed]).toEqual([false, false]);
  });

  test('the wrong words picked end it for both, and nothing can follow', async () => {
    const { marisol, visit, joining, far, near } = await teoAndMarisol();
    const { words } = await step(joining, 'words');
    const { sets } = await step(visit, 'pick');
    const other = sets.findIndex((set) => set.join() !== words.join());
    expect(visit.pick(other)).toEqual({ ok: false, refusal: 'wrongWords' });
    expect(await step(joining, 'over')).toEqual({ step: 'over', why: 'wrongWords' });
    expect(visit.state).toEqual({ step: 'over', why: 'wrongWords' });
    const right = sets.findIndex((set) => set.join() === words.join());
    expect(visit.pick(right)).toEqual({ ok: false, refusal: 'wrongWords' });
    expect(visit.letIn(log)).toEqual({ ok: false, refusal: 'gone' });
    expect(near.isClosed).toBe(true);
    await vi.waitFor(() => expect(marisol.clock.waiting).toBe(0));
    expect(far.sent.map((message) => json(message).type)).toEqual(['heard', 'closed']);
  });

  test('not now is said to the newcomer, at any time', async () => {
    const atOnce = await teoAndMarisol();
    atOnce.visit.notNow();
    expect(await step(atOnce.joining, 'over')).toMatchObject({ why: 'notNow' });
    const later = await teoAndMarisol();
    await step(later.visit, 'pick');
    later.visit.notNow();
    expect(await step(later.joining, 'over')).toMatchObject({ why: 'notNow' });
  });

  test('who heard not now while their ask was still looked at hears nothing more', async () => {
    const marisol = await marisolAtTheDoor();
    const teo = someKeys();
    const [near, far] = line(teo.sign, marisol.keys.sign);
    const visit = marisol.door.hear(far);
    near.send(say((await askByHand(marisol.invitation, teo, marisol.keys.sign)).ask));
    await Promise.resolve();
    visit.notNow();
    // What came after it is through: so is what came before.
    const keys = someKeys();
    const [anasNear, anasFar] = line(keys.sign, marisol.keys.sign);
    const anas = marisol.door.hear(anasFar);
    teoAsks(anasNear, keys, marisol.invitation, { name: 'Ana' });
    await step(anas, 'pick');
    expect(far.sent.map((message) => json(message).type)).toEqual(['closed']);
  });

  test.each(['expired', 'revoked', 'used', 'notHere'] as const)(
    'an invitation that is %s lets nobody ask',
    async (why) => {
      const marisol = await marisolAtTheDoor();
      marisol.says.standing = { ok: false, refusal: why };
      const keys = someKeys();
      const [near, far] = line(keys.sign, marisol.keys.sign);
      const visit = marisol.door.hear(far);
      const { joining } = teoAsks(near, keys, marisol.invitation);
      expect(await step(joining, 'over')).toEqual({ step: 'over', why });
      expect(visit.state).toEqual({ step: 'over', why });
    },
  );

  test('an invitation revoked while Teo says his words does not let him in, right as they are', async () => {
    const { marisol, visit, joining } = await teoAndMarisol();
    const { words } = await step(joining, 'words');
    const { sets } = await step(visit, 'pick');
    marisol.says.standing = { ok: false, refusal: 'revoked' };
    const mine = sets.findIndex((set) => set.join() === words.join());
    expect(visit.pick(mine)).toEqual({ ok: false, refusal: 'revoked' });
    expect(await step(joining, 'over')).toMatchObject({ why: 'revoked' });
    expect(visit.letIn(log).ok).toBe(false);
  });

  test('nobody is let in before their words were found', async () => {
    const { visit, joining } = await teoAndMarisol();
    await step(joining, 'words');
    await step(visit, 'pick');
    expect(visit.letIn(log)).toEqual({ ok: false, refusal: 'gone' });
    expect(joining.state.step).toBe('words');
  });

  test('who leaves is gone on the other side, wherever they were', async () => {
    const { visit, joining } = await teoAndMarisol();
    const { words } = await step(joining, 'words');
    const { sets } = await step(visit, 'pick');
    expect(visit.pick(sets.findIndex((set) => set.join() === words.join())).ok).toBe(true);
    joining.leave();
    expect(await step(visit, 'over')).toMatchObject({ why: 'gone' });
    expect(visit.letIn(log)).toEqual({ ok: false, refusal: 'gone' });

    const other = await teoAndMarisol();
    await step(other.joining, 'words');
    other.far.close();
    expect(await step(other.joining, 'over')).toMatchObject({ why: 'gone' });
  });

  test('who leaves before the ask was made asks nothing', async () => {
    const marisol = await marisolAtTheDoor();
    const [near] = line(someKeys().sign, marisol.keys.sign);
    teoAsks(near, someKeys(), marisol.invitation).joining.leave();
    const send = vi.spyOn(near, 'send');
    // A whole joining, begun later, is through: so is what came before.
    await step((await teoAndMarisol()).visit, 'pick');
    expect(send).not.toHaveBeenCalled();
  });

  test('a door at which nobody answers is said after half a minute; people may take their time', async () => {
    const keys = someKeys();
    const marisol = await marisolAtTheDoor();
    const [near] = line(keys.sign, marisol.keys.sign);
    const { joining, clock } = teoAsks(near, keys, marisol.invitation);
    await vi.waitFor(() => expect(near.sent).toHaveLength(1));
    clock.pass(29_999);
    expect(joining.state.step).toBe('asking');
    clock.pass(1);
    expect(joining.state).toEqual({ step: 'over', why: 'notHere' });
    expect(near.isClosed).toBe(true);

    const slow = await teoAndMarisol();
    await step(slow.joining, 'words');
    await step(slow.visit, 'pick');
    slow.clock.pass(3_600_000);
    slow.marisol.clock.pass(3_600_000);
    expect([slow.joining.state.step, slow.visit.state.step]).toEqual(['words', 'pick']);
  });

  test('who comes to the door and does not ask, or does not show the nonce, is not waited for', async () => {
    const marisol = await marisolAtTheDoor();
    const [near, far] = line(someKeys().sign, marisol.keys.sign);
    const visit = marisol.door.hear(far);
    marisol.clock.pass(30_000);
    expect(visit.state).toEqual({ step: 'over', why: 'gone' });
    await vi.waitFor(() => expect(near.isClosed).toBe(true));
  });

  test('the last word has five seconds to arrive, then the line is closed', async () => {
    const marisol = await marisolAtTheDoor();
    const [near, far] = line(someKeys().sign, marisol.keys.sign);
    const visit = marisol.door.hear(far);
    visit.notNow();
    await vi.waitFor(() => expect(far.sent).toHaveLength(1));
    expect(near.isClosed).toBe(false);
    marisol.clock.pass(5_000);
    await vi.waitFor(() => expect(near.isClosed).toBe(true));
  });

  test('three at once each have their own words', async () => {
    const marisol = await marisolAtTheDoor();
    const all = ['Teo', 'Renee', 'Ana'].map((name) => {
      const keys = someKeys();
      const [near, far] = line(keys.sign, marisol.keys.sign);
      const visit = marisol.door.hear(far);
      return { name, visit, ...teoAsks(near, keys, marisol.invitation, { name }) };
    });
    for (const { name, visit, joining } of all) {
      const { words } = await step(joining, 'words');
      const { sets, newcomer } = await step(visit, 'pick');
      expect(newcomer.name).toBe(name);
      expect(sets.map((set) => set.join())).toContain(words.join());
    }
    const said = all.map(({ joining }) =>
      joining.state.step === 'words' ? joining.state.words.join() : '',
    );
    expect(new Set(said).size).toBe(3);
  });

  test('an app of another version is told so', async () => {
    const marisol = await marisolAtTheDoor();
    const [near, far] = line(someKeys().sign, marisol.keys.sign);
    marisol.door.hear(far);
    near.send(utf8(JSON.stringify({ type: 'ask', v: 2, hello: toText(utf8('new')) })));
    await vi.waitFor(() =>
      expect(far.sent.map(json)).toEqual([{ type: 'closed', why: 'otherVersion' }]),
    );
  });
});
