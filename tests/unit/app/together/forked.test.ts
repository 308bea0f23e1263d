import { expect, onTestFinished, test, vi } from 'vitest';
import { readFallen } from '../../../../src/lib/app/fallen';
import { newChain } from '../../../../src/lib/app/newChain';
import { OpenPlan } from '../../../../src/lib/app/openPlan';
import { documentId, writeEntry } from '../../../../src/lib/app/planEntry';
import { Engine } from '../../../../src/lib/app/together/engine';
import { writeCircle } from '../../../../src/lib/app/together/circleEntry';
import { PlanDocument } from '../../../../src/lib/document/planDocument';
import type { Change } from '../../../../src/lib/domain/plan/change';
import { generateKeys, identityFrom } from '../../../../src/lib/ledger/identity';
import { memoryVault } from '../../../../src/lib/vault/memoryVault';
import { connect, Device, letIn, marisols, plan, vision } from './devices';

const engines = vi.hoisted(() => ({ one: undefined as Engine | undefined }));
vi.mock('../../../../src/lib/app/together/sealIn', () => ({
  sealIn: (_plan: string, ...rest: Parameters<Engine['seal']>) => engines.one?.seal(...rest),
}));
vi.mock('../../../../src/lib/app/together/together', () => ({
  togetherOf: async () => {},
  closeTogether: async () => {},
}));

const aTry = (id: string): Change => ({
  type: 'factRecorded',
  table: 'tries',
  id,
  fact: { id, words: `It rained (${id})` },
  readers: 'team',
});
const aNeed = (id: string): Change => ({
  type: 'recordAdded',
  table: 'needs',
  id,
  record: { id, text: `To be heard (${id})` },
  readers: 'team',
});

/** What is kept of the team's document, read anew. */
const kept = async (device: Device): Promise<PlanDocument> => {
  const document = new PlanDocument({ planId: plan, device: 'reader', newChain });
  const store = await memoryVault(device.shelf).open(documentId(plan, 'team'));
  await store.load((updates) => document.apply('team', updates));
  return document;
};
const ids = async (device: Device, table: 'tries' | 'needs'): Promise<string[]> =>
  [...((await kept(device)).tables.get(table)?.keys() ?? [])].sort();

/** The engine is closed and started again. */
const reopened = async (circle: string, device: Device): Promise<void> => {
  await device.engine.close();
  device.engine = await Engine.open(
    { vault: memoryVault(device.shelf), plan, circle, identity: device.identity },
    () => {},
  );
};

/**
 * Vera's profile was copied: each copy told one of two phones something else at one place, and each phone has written on what
 * it heard. Marisol lets somebody in, and so it is Teo's side that falls out.
 */
const apart = async (
  beforeTheyMeet: (circle: string, teo: Device) => Promise<void> = async () => {},
): Promise<{ circle: string; marisol: Device; teo: Device }> => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  const cut = connect(marisol, teo);
  const chain = newChain();
  const identity = await identityFrom(await generateKeys());
  const [vera, copy] = [new Device(identity, () => chain), new Device(identity, () => chain)];
  await letIn(marisol, circle, 'edit', true, vera);
  for (const record of marisol.engine.records)
    await (await copy.vault.open(documentId(plan, 'circle'))).append(new Uint8Array(0), record);
  await copy.open(circle);
  const cuts = [connect(marisol, vera), connect(marisol, copy)];
  for (const one of [teo, vera, copy])
    await expect.poll(() => one.engine.status.begun.length).toBe(2);
  await expect.poll(() => teo.engine.status.circle.devices.size).toBe(3);
  await expect.poll(() => copy.reads).toBe('We eat together');
  cut();
  for (const end of cuts) end();
  await vera.does(aTry('vera'));
  await copy.does(aTry('copy'));
  for (const [from, to] of [
    [vera, marisol],
    [copy, teo],
  ] as const) {
    const end = connect(from, to);
    await expect.poll(() => [...(to.document.tables.get('tries')?.keys() ?? [])]).toHaveLength(1);
    end();
  }
  await marisol.does(aTry('marisol'), aNeed('marisol'), vision('We eat together, says Marisol'));
  await teo.does(aTry('teo'), aNeed('teo'), vision('We eat together, says Teo'));
  await letIn(marisol, circle, 'see', true);
  await beforeTheyMeet(circle, teo);
  connect(marisol, teo);
  await expect.poll(() => ids(teo, 'tries')).toContain('vera');
  return { circle, marisol, teo };
};

test('LED6 what is kept follows the branch that stands, and what its device wrote on the other one is noted', async () => {
  const { circle, marisol, teo } = await apart();
  await expect.poll(() => ids(teo, 'tries')).toEqual(['marisol', 'vera']);
  expect(await ids(marisol, 'tries')).toEqual(['marisol', 'vera']);
  expect(await readFallen(marisol.vault, plan, 'team')).toMatchObject({ times: 0, fallen: [] });
  const { times, fallen } = await readFallen(teo.vault, plan, 'team');
  expect(times).toBe(1);
  expect(fallen.map(({ what }) => what).sort()).toEqual(['choice', 'fact', 'record']);
  // Opened again, the same stands, and nothing is replaced once more.
  await reopened(circle, teo);
  expect((await readFallen(teo.vault, plan, 'team')).times).toBe(1);
});

test('LED6 the app was closed before what is kept was replaced: the next engine does it', async () => {
  const { circle, teo } = await apart();
  await expect.poll(() => ids(teo, 'tries')).toEqual(['marisol', 'vera']);
  const store = await memoryVault(teo.shelf).open(documentId(plan, 'team'));
  for (const update of teo.document.encode('team')) await store.append(update);
  expect(await ids(teo, 'tries')).toContain('teo');
  await reopened(circle, teo);
  expect(await ids(teo, 'tries')).toEqual(['marisol', 'vera']);
  expect((await readFallen(teo.vault, plan, 'team')).times).toBe(2);
});

/** Teo's plan, open on the screen. */
const shown = async (
  circle: string,
  { shelf, vault, identity, engine }: Device,
): Promise<OpenPlan> => {
  await writeEntry(vault, {
    id: plan,
    names: [],
    example: false,
    openedAt: '2026-03-02T08:00:00Z',
    timeZone: 'America/Denver',
    parts: ['team', 'household'],
  });
  await writeCircle(vault, plan, {
    ...{ circle, device: identity.device, state: 'shared', role: 'edit', household: true },
    ...{ servers: [], signaling: [], presence: false, seeds: {}, persons: {}, heard: {} },
  });
  engines.one = engine;
  const open = new OpenPlan(plan, { vault: memoryVault(shelf), id: 'x', keeps: true });
  onTestFinished(() => open.close());
  await open.ready;
  return open;
};

test.each(['while it is open', 'before it is opened'])(
  'LED6 a plan shows what stands, writes again what its device wrote, and offers shared words: it fell out %s',
  async (when) => {
    let open: OpenPlan | undefined;
    const { circle, marisol, teo } = await apart(async (circle, teo) => {
      if (when === 'while it is open') open = await shown(circle, teo);
    });
    const now = open ?? (await shown(circle, teo));
    await expect.poll(() => ids(marisol, 'tries')).toEqual(['marisol', 'teo', 'vera']);
    await expect.poll(() => ids(marisol, 'needs')).toEqual(['marisol', 'teo']);
    expect((await kept(marisol)).tables.get('needs')?.get('teo')).toMatchObject({
      text: 'To be heard (teo)',
    });
    await expect
      .poll(() => [...(now.reading?.needs.keys() ?? [])].sort())
      .toEqual(['marisol', 'teo']);
    // Words that others may have changed meanwhile are not written over theirs.
    expect(now.offers).toMatchObject([{ table: 'plan', field: 'vision' }]);
    const [offer] = now.offers;
    expect(offer?.other).toContain('says Teo');
    expect(offer?.kept).toContain('says Marisol');
    if (offer) await now.choose(offer, offer.other);
    await expect.poll(async () => (await kept(marisol)).reading.plan?.vision).toBe(offer?.other);
    expect(now.offers).toEqual([]);
    expect((await readFallen(teo.vault, plan, 'team')).fallen).toEqual([]);
  },
);
