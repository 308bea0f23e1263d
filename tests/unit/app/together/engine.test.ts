import { expect, onTestFinished, test, vi } from 'vitest';
import { Engine } from '../../../../src/lib/app/together/engine';
import { newChain } from '../../../../src/lib/app/newChain';
import { keepUnsealed, type Unsealed } from '../../../../src/lib/app/together/unsealed';
import { documentId } from '../../../../src/lib/app/planEntry';
import { PlanDocument } from '../../../../src/lib/document/planDocument';
import { decodeEnvelope, documentOf, sealEnvelope } from '../../../../src/lib/ledger/envelope';
import { Ledger } from '../../../../src/lib/ledger/ledger';
import { MemberLog } from '../../../../src/lib/ledger/memberLog';
import { encodeMessage } from '../../../../src/lib/ledger/sync/messages';
import { memoryVault } from '../../../../src/lib/vault/memoryVault';
import { connect, letIn, marisols, plan, vision } from './devices';
import { keepUnsealedBy, unkept } from './goneTab';

test('LED4 what one writes stands on the other, and what was written apart comes when they meet again', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  const cut = connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together');
  await teo.write('We eat together on Sundays');
  await expect.poll(() => marisol.reads).toBe('We eat together on Sundays');
  cut();
  await marisol.write('We eat together on Sundays at six');
  expect(marisol.engine.status.onlyHere).toBe(1);
  connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together on Sundays at six');
  await expect.poll(() => marisol.engine.status.onlyHere).toBe(0);
  await expect
    .poll(() => [...marisol.engine.status.standings.values()].map(({ same }) => same))
    .toEqual([true]);
});

test('LED4 of who sends more than is taken unasked nothing more is taken until somebody says so, and nothing is lost', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together');
  await marisol.engine.close();
  await marisol.open(circle, 4000);
  connect(marisol, teo);
  const heavy = () => [...marisol.engine.status.heavy];
  await teo.write('a'.repeat(3000));
  await expect.poll(() => marisol.reads).toContain('aaa');
  expect(heavy()).toEqual([]);
  await teo.write('b'.repeat(3000));
  await expect
    .poll(heavy)
    .toEqual([[teo.identity.device, { bytes: expect.any(Number), isLeft: false }]]);
  await teo.write('the last of it');
  marisol.engine.takeFrom(teo.identity.device, false);
  expect(heavy()[0]?.[1].isLeft).toBe(true);
  await expect
    .poll(() => [...teo.engine.status.standings.values()].map(({ same }) => same))
    .toEqual([false]);
  expect(marisol.reads).not.toBe('the last of it');
  marisol.engine.takeFrom(teo.identity.device, true);
  await expect.poll(() => marisol.reads).toBe('the last of it');
  expect(heavy()).toEqual([]);
});

test('LED4 what does not count weighs as much as what does', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'see', false);
  await marisol.engine.close();
  await marisol.open(circle, 4000);
  marisol.engine.connect(1, teo.identity.device, {
    send: async () => {},
    quarantine: () => {
      throw new Error('nobody here is a stranger');
    },
  });
  const log = new MemberLog(circle, teo.identity);
  await log.take(teo.engine.records);
  const epoch = log.circle.epochs.get('team')?.at(-1)?.epoch ?? '';
  const key = await log.sealingKey(epoch);
  if (!key) throw new Error('he has no key');
  const document = await documentOf(circle, 'team');
  for (const _ of [1, 2]) {
    // He only sees.
    const { bytes } = await sealEnvelope(
      teo.identity,
      key,
      {
        kind: 'edit',
        ...{ circle, document, chain: newChain(), sequence: 1, after: [] },
        ...{ members: log.circle.heads, epoch },
      },
      new Uint8Array(3000),
    );
    expect([...marisol.engine.status.heavy.keys()]).toEqual([]);
    await marisol.engine.hear(1, await encodeMessage({ type: 'envelopes', envelopes: [bytes] }));
  }
  expect([...marisol.engine.status.heavy.keys()]).toEqual([teo.identity.device]);
});

test('LED5 who is let in has the log before what they begin with is sealed', async () => {
  const { marisol, circle } = await marisols();
  const { startsDue } = Ledger.prototype;
  let seal = (): void => {};
  const sealing = new Promise<void>((resolve) => (seal = resolve));
  const slow = vi.spyOn(Ledger.prototype, 'startsDue').mockImplementation(async function (
    this: Ledger,
    ...given
  ) {
    if (this.circle.devices.size > 1) await sealing;
    return startsDue.apply(this, given);
  });
  onTestFinished(() => slow.mockRestore());
  const teo = await letIn(marisol, circle, 'edit', true);
  expect(teo.engine.status.circle.devices.size).toBe(2);
  expect(teo.engine.status.roomKey).toEqual(marisol.engine.status.roomKey);
  connect(marisol, teo);
  expect(teo.engine.status.begun).toEqual([]);
  seal();
  await expect.poll(() => teo.reads).toBe('We eat together');
});

test('VAU6 an engine that is opened again goes on with what was kept', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  connect(marisol, teo);
  await expect.poll(() => teo.engine.status.begun.length).toBe(2);
  await teo.engine.close();
  const again = await Engine.open(
    { vault: memoryVault(teo.shelf), plan, circle, identity: teo.identity },
    () => {},
  );
  expect(again.status.begun).toEqual(expect.arrayContaining(['team', 'household']));
  expect(again.status.waiting).toBe(0);
  teo.engine = again;
  await teo.write('On Sundays');
  connect(marisol, teo);
  await expect.poll(() => marisol.reads).toBe('On Sundays');
});

test('DOC10 who is not of the household gets its document neither as words nor sealed', async () => {
  const { marisol, circle } = await marisols();
  const renee = await letIn(marisol, circle, 'edit', false);
  connect(marisol, renee);
  await expect.poll(() => renee.reads).toBe('We eat together');
  expect(renee.engine.status.begun).toEqual(['team']);
  // Later she is one of them, and has all of it.
  await marisol.engine.write({
    type: 'changeRole',
    device: renee.identity.device,
    role: 'edit',
    household: true,
    persons: ['teo'],
  });
  await expect
    .poll(() => renee.engine.status.begun)
    .toEqual(expect.arrayContaining(['team', 'household']));
});

test('CIR2 a device that only reads cannot seal, and nothing of it is sent', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'see', true);
  connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together');
  await expect(teo.write('Not mine to say')).rejects.toThrow('mayNotWrite');
});

test('VAU2 LED1 what a tab that is gone kept unsealed is sealed by the next engine, and goes to the others', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together');
  await teo.engine.close();
  await keepUnsealedBy(teo, 'On Sundays');
  await teo.open(circle);
  expect(await teo.vault.keys('unsealed/')).toEqual([]);
  expect(teo.engine.status.unsealed).toBe(0);
  connect(marisol, teo);
  await expect.poll(() => marisol.reads).toBe('On Sundays');
});

test('LED1 what is sealed already and was noted as unsealed all the same is not sealed twice', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together');
  await teo.engine.close();
  const one = await keepUnsealedBy(teo, 'On Sundays');
  await teo.open(circle);
  await teo.engine.close();
  await keepUnsealed(teo.vault, plan, one);
  await teo.open(circle);
  expect(await teo.vault.keys('unsealed/')).toEqual([]);
  const envelopes: Uint8Array[] = [];
  await (
    await teo.vault.open(documentId(plan, 'team'))
  ).envelopes((some) => envelopes.push(...some));
  const chains = envelopes.flatMap((bytes) => {
    const decoded = decodeEnvelope(bytes);
    return decoded.ok && decoded.value.head.chain === one.chain
      ? [decoded.value.head.sequence]
      : [];
  });
  expect(chains).toEqual([1]);
});

test('LED5 the first start does not stand for what waits to be sealed', async () => {
  // Another tab goes on with its chain: this engine may not seal in it.
  const taken = {
    request: (_name: string, _how: unknown, task: (lock: null) => unknown) => task(null),
  };
  vi.stubGlobal('navigator', { locks: taken });
  onTestFinished(() => void vi.unstubAllGlobals());
  const waits: Unsealed[] = [];
  const { marisol, circle } = await marisols(async (phone) => {
    waits.push(await keepUnsealedBy(phone, 'On Sundays'));
  });
  const [one] = waits as [Unsealed];
  expect(marisol.engine.status.unsealed).toBe(1);
  const teo = await letIn(marisol, circle, 'edit', true);
  connect(marisol, teo);
  await expect.poll(() => teo.engine.status.begun.length).toBe(2);
  const sealed = await marisol.engine.seal('team', one.chain, one.update);
  if (typeof sealed === 'string') throw new Error(sealed);
  await (
    await memoryVault(marisol.shelf).open(documentId(plan, 'team'))
  ).append(one.update, sealed);
  // Had the start stood for it, its chain would be nobody's on the other device.
  const held = (): boolean =>
    teo.engine.envelopes.some((bytes) => Buffer.from(bytes).equals(sealed));
  await expect.poll(held).toBe(true);
});

test('LED1 what is sealed and not kept yet goes to nobody', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  const one = await unkept(marisol, 'On Sundays');
  const sealed = await marisol.engine.seal('team', one.chain, one.update);
  if (typeof sealed === 'string') throw new Error(sealed);
  connect(marisol, teo);
  await expect.poll(() => teo.engine.status.begun.length).toBe(2);
  await expect.poll(() => teo.reads).toBe('We eat together');
  expect(marisol.engine.envelopes.some((bytes) => Buffer.from(bytes).equals(sealed))).toBe(false);
  await (
    await memoryVault(marisol.shelf).open(documentId(plan, 'team'))
  ).append(one.update, sealed);
  await expect.poll(() => teo.reads).toBe('On Sundays');
});

test('LED1 what is written while something before it waits to be sealed is sealed after it', async () => {
  const { marisol } = await marisols();
  const first = await unkept(marisol, 'On Sundays');
  const tab = new PlanDocument({ planId: plan, device: marisol.identity.device, newChain });
  const store = await memoryVault(marisol.shelf).open(documentId(plan, 'team'));
  await store.load((updates) => tab.apply('team', updates));
  tab.apply('team', [first.update]);
  const sealing: Promise<Uint8Array | string>[] = [];
  tab.onUpdate((_part, update, chain) => sealing.push(marisol.engine.seal('team', chain, update)));
  for (const value of ['At six', 'At seven'])
    tab.write([vision(value)], '2026-03-02T08:00:00.000Z');
  const sealed = await marisol.engine.seal('team', first.chain, first.update);
  if (typeof sealed === 'string') throw new Error(sealed);
  await store.append(first.update, sealed);
  for (const one of await Promise.all(sealing)) expect(one).toBeInstanceOf(Uint8Array);
});
