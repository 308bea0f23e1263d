import { expect, test } from 'vitest';
import { Engine } from '../../../../src/lib/app/together/engine';
import { newChain } from '../../../../src/lib/app/newChain';
import { keepUnsealed } from '../../../../src/lib/app/together/unsealed';
import { documentId } from '../../../../src/lib/app/planEntry';
import { PlanDocument } from '../../../../src/lib/document/planDocument';
import type { Change } from '../../../../src/lib/domain/plan/change';
import { decodeEnvelope } from '../../../../src/lib/ledger/envelope';
import { memoryVault } from '../../../../src/lib/vault/memoryVault';
import type { Vault } from '../../../../src/lib/vault/port';
import { connect, type Device, letIn, marisols, plan } from './devices';
import { fakeLocks } from '../fakeLocks';
import { fullVault } from './fullDevice';
import { allUnkept, keepUnsealedBy } from './goneTab';

const openOver = (device: Device, circle: string, vault: Vault): Promise<Engine> =>
  Engine.open({ vault, plan, circle, identity: device.identity }, () => {});

/** The places of a chain of which envelopes are kept. */
const placesOf = async (device: Device, chain: string): Promise<readonly number[]> => {
  const kept: Uint8Array[] = [];
  const store = await device.vault.open(documentId(plan, 'team'));
  await store.envelopes((some) => kept.push(...some));
  return kept.flatMap((bytes) => {
    const decoded = decodeEnvelope(bytes);
    return decoded.ok && decoded.value.head.chain === chain ? [decoded.value.head.sequence] : [];
  });
};
const notes = (device: Device) => device.vault.keys('unsealed/');

test('LED6 VAU3 what a tab that is gone left unsealed is sealed once on a full device, however often its engine is started', async () => {
  fakeLocks();
  const { marisol, circle } = await marisols();
  await marisol.engine.close();
  const note = await keepUnsealedBy(marisol, 'On Sundays');
  const fulls = [1, 2].map(() => fullVault(memoryVault(marisol.shelf)));
  const engines: Engine[] = [];
  for (const { vault } of fulls) engines.push(await openOver(marisol, circle, vault));
  for (const { empty } of fulls) await empty();
  await expect.poll(() => notes(marisol)).toEqual([]);
  expect(await placesOf(marisol, note.chain)).toEqual([1]);
  engines.push(await openOver(marisol, circle, memoryVault(marisol.shelf)));
  for (const { status } of engines)
    expect(status.circle.devices.get(marisol.identity.device)?.suspended).toBe(false);
});

test('LED1 VAU3 what a tab that is gone left unsealed goes on to the others in its order once there is room', async () => {
  fakeLocks();
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  await marisol.engine.close();
  const written = await allUnkept(marisol, 'On Sundays', 'On Sundays at six');
  const store = await marisol.vault.open(documentId(plan, 'team'));
  for (const one of written) {
    await keepUnsealed(marisol.vault, plan, one);
    await store.append(one.update);
  }
  const { vault, empty } = fullVault(memoryVault(marisol.shelf));
  marisol.engine = await openOver(marisol, circle, vault);
  expect(marisol.engine.status.unsealed).toBe(2);
  connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together');
  await empty();
  await expect.poll(() => teo.reads).toBe('On Sundays at six');
  await expect.poll(() => notes(marisol)).toEqual([]);
  expect(await placesOf(marisol, written[0]?.chain ?? '')).toEqual([1, 2]);
  await expect.poll(() => marisol.engine.status.unsealed).toBe(0);
});

test('VAU2 LED1 a note of what is unsealed stays until its envelope is kept', async () => {
  fakeLocks();
  const { marisol, circle } = await marisols();
  await marisol.engine.close();
  const { vault, fill } = fullVault(memoryVault(marisol.shelf), { full: false });
  const engine = await openOver(marisol, circle, vault);
  const note = await keepUnsealedBy(marisol, 'On Sundays');
  fill();
  for (const _ of [1, 2]) await engine.begin();
  expect(await notes(marisol)).toHaveLength(1);
  // It ends: what storage was to try again is gone.
  await engine.close();
  fakeLocks();
  await openOver(marisol, circle, memoryVault(marisol.shelf));
  expect(await notes(marisol)).toEqual([]);
  expect(await placesOf(marisol, note.chain)).toEqual([1]);
});

test('LED1 VAU3 what is sealed on a full device is handed out once all that it builds on is kept', async () => {
  const { marisol, circle } = await marisols();
  await marisol.engine.close();
  const fits = (documentId: string) => documentId.endsWith('circle');
  const { vault, empty } = fullVault(memoryVault(marisol.shelf), { fits });
  const engine = await openOver(marisol, circle, vault);
  const tab = new PlanDocument({ planId: plan, device: marisol.identity.device, newChain });
  let sealed: unknown;
  tab.onUpdate((part, update, chain) => {
    void engine.seal(part, chain, update).then((one) => (sealed = one));
  });
  // What is Teo's own begins with it, in an envelope before it.
  const said: Change = {
    ...{ type: 'factRecorded', table: 'tries', id: 'one', fact: { id: 'one' } },
    readers: { mine: 'teo' },
  };
  tab.write([said], '2026-03-02T08:00:00.000Z');
  await expect.poll(() => engine.status.unkept).toBe('full');
  expect(sealed).toBeUndefined();
  await empty();
  await expect.poll(() => sealed).toBeInstanceOf(Uint8Array);
});
