import { expect, onTestFinished, test, vi } from 'vitest';
import type { CircleEntry } from '../../../../src/lib/app/together/circleEntry';
import { Engine } from '../../../../src/lib/app/together/engine';
import type { EngineClient } from '../../../../src/lib/app/together/engineClient';
import { Inviting } from '../../../../src/lib/app/together/inviting';
import { ok } from '../../../../src/lib/domain/result';
import { generateKeys, identityFrom } from '../../../../src/lib/ledger/identity';
import { decodeInvitation } from '../../../../src/lib/ledger/join/invitation';
import { MemberLog } from '../../../../src/lib/ledger/memberLog';
import * as pairing from '../../../../src/lib/peers/pairing';
import type { LivePeer } from '../../../../src/lib/peers/port';
import { memoryVault } from '../../../../src/lib/vault/memoryVault';
import { StorageError } from '../../../../src/lib/vault/port';
import { line, step } from '../../ledger/join/line';
import { teoAsks } from '../../ledger/join/people';
import { type Device, marisols, plan } from './devices';
import { fullVault } from './fullDevice';

vi.mock('../../../../src/lib/peers/pairing');
vi.mock('../../../../src/lib/app/together/pairingCode', () => ({
  encodeOffer: async (fragment: string) => fragment,
  decodeAnswer: async () => ok(new Uint8Array(0)),
}));

/** The engine as its own tab has it. */
const clientOf = ({ engine }: Device): EngineClient =>
  ({
    get status() {
      return engine.status;
    },
    call: async (name: 'write' | 'prepare', ...args: never[]) =>
      (engine[name] as (...given: never[]) => unknown).apply(engine, args),
    letIn: async (...args: Parameters<Engine['letIn']>) => (await engine.letIn(...args)).records,
    refresh: async () => {},
    connect: () => ({ hear: () => {}, end: () => {} }),
  }) as Partial<EngineClient> as EngineClient;

/** Teo came by two codes, and Marisol looks for his words. */
const asked = async () => {
  vi.stubGlobal('location', { origin: 'https://plan.example' });
  onTestFinished(() => void vi.unstubAllGlobals());
  const { marisol, circle } = await marisols();
  await marisol.engine.close();
  const { vault, fill, empty } = fullVault(memoryVault(marisol.shelf), { full: false });
  const about = { vault, plan, circle, identity: marisol.identity };
  marisol.engine = await Engine.open(about, () => {});
  const engine = clientOf(marisol);
  const { device } = marisol.identity;
  let entry = { circle, device, seeds: {} } as Partial<CircleEntry> as CircleEntry;
  const inviting = new Inviting({
    ...{ engine, identity: marisol.identity, entry: () => entry },
    ways: () => ({ iceServers: [], hidden: false, signaling: [] }),
    write: async (body) => ok(void (await marisol.engine.write(body))),
    change: async (change) => void (entry = change(entry)),
    ...{ heard: () => {}, changed: () => {} },
  });

  const teo = await identityFrom(await generateKeys());
  const [near, far] = line(teo.keys.sign, marisol.identity.keys.sign);
  const peer = Object.assign(far, { quarantine: () => {}, waiting: 0 }) as unknown as LivePeer;
  const came = { ok: true, value: Promise.resolve(peer) } as const;
  const offer = { code: new Uint8Array(0), accept: async () => came, cancel: () => {} };
  vi.mocked(pairing.offerByCode).mockResolvedValue(offer);
  const rights = { persons: ['teo'], role: 'edit', household: false } as const;
  const offered = await inviting.offerByCode(rights, true);
  await offered.accept('');
  const invitation = await decodeInvitation(offered.code);
  if (!invitation.ok) throw new Error(invitation.refusal);
  const { joining } = teoAsks(near, teo.keys, invitation.value);
  const { words } = await step(joining, 'words');
  await expect.poll(() => inviting.knocks.length).toBe(1);
  const [knock] = inviting.knocks;
  const state = knock?.visit.state;
  if (!knock || state?.step !== 'pick') throw new Error('nobody knocks');
  const set = state.sets.findIndex((one) => one.join() === words.join());

  const letIn = () => inviting.letIn(knock.id, { ...rights, set });
  return { letIn, engine, joining, circle, teo, fill, empty };
};

test('CIR3 VAU3 who was found on a full device is let in, once, as soon as there is room', async () => {
  const { letIn, joining, circle, teo, fill, empty } = await asked();
  fill();
  for (const _ of [1, 2]) await expect(letIn()).rejects.toThrow(StorageError);
  expect(joining.state.step).toBe('waiting');
  await empty();
  expect(await letIn()).toEqual({ ok: true, value: undefined });
  const { records } = await step(joining, 'letIn');
  const log = new MemberLog(circle, teo);
  await log.take(records);
  expect(log.circle.refused).toEqual([]);
  expect([...log.circle.devices.values()].map(({ name }) => name)).toEqual(['Marisol', 'Teo']);
});

test('CIR3 where the circle takes in no more of them, that is said, and nobody is in', async () => {
  const { letIn, engine, joining } = await asked();
  vi.spyOn(engine, 'letIn').mockRejectedValueOnce(new Error('it does not count'));
  expect(await letIn()).toEqual({ ok: false, refusal: { kind: 'mayNot' } });
  expect(joining.state.step).toBe('waiting');
  expect(engine.status?.circle.devices.size).toBe(1);
});
