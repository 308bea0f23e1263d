import { expect, onTestFinished, test, vi } from 'vitest';
import { Engine } from '../../../../src/lib/app/together/engine';
import { Unkept } from '../../../../src/lib/app/together/unkept';
import { documentId } from '../../../../src/lib/app/planEntry';
import { memoryVault } from '../../../../src/lib/vault/memoryVault';
import { StorageError, type Vault } from '../../../../src/lib/vault/port';
import { connect, type Device, letIn, marisols, plan } from './devices';
import { fullVault } from './fullDevice';

/** Opens a device's engine over storage that is full until it is emptied. `fits`: what is kept all the same. */
const openFull = async (
  device: Device,
  circle: string,
  fits?: (documentId: string) => boolean,
): Promise<() => Promise<void>> => {
  const { vault, empty } = fullVault(memoryVault(device.shelf), fits && { fits });
  device.engine = await Engine.open({ vault, plan, circle, identity: device.identity }, () => {});
  return empty;
};

/** Opens a device's engine over storage that takes its time with the plan: nothing of it is durable before it is let go on. */
const openSlow = async (device: Device, circle: string) => {
  const vault = memoryVault(device.shelf);
  const waiting: (() => void)[] = [];
  const open: Vault['open'] = async (documentId) => {
    const store = await vault.open(documentId);
    if (documentId.endsWith('circle')) return store;
    return {
      ...store,
      append: async (...given) => {
        await new Promise<void>((goOn) => waiting.push(goOn));
        return store.append(...given);
      },
    };
  };
  const about = { vault: { ...vault, open }, plan, circle, identity: device.identity };
  device.engine = await Engine.open(about, () => {});
  return waiting;
};

const sameFor = (device: Device) =>
  [...device.engine.status.standings.values()].map(({ same }) => same);
const kept = async (device: Device, part: string): Promise<number> => {
  let count = 0;
  const store = await device.vault.open(documentId(plan, part));
  await store.envelopes((some) => (count += some.length));
  return count;
};

test('VAU3 LED1 a full device takes what others write, says that it does not keep it and nobody that it has it, and keeps it once there is room', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  connect(marisol, teo);
  await expect.poll(() => sameFor(teo)).toEqual([true]);
  await teo.engine.close();
  const empty = await openFull(teo, circle);
  connect(marisol, teo);
  await expect.poll(() => sameFor(marisol)).toEqual([true]);
  const before = await kept(teo, 'team');

  await marisol.write('We eat together on Sundays');
  await expect.poll(() => teo.engine.status.unkept).toBe('full');
  await expect.poll(() => sameFor(marisol)).toEqual([false]);
  await expect.poll(() => sameFor(teo)).not.toContain(true);
  await marisol.write('We eat together on Sundays at six');
  await expect.poll(() => sameFor(marisol)).toEqual([false]);
  expect(marisol.engine.status.onlyHere).toBe(2);
  expect(await kept(teo, 'team')).toBe(before);

  await empty();
  await expect.poll(() => teo.engine.status.unkept).toBeUndefined();
  await expect.poll(() => sameFor(marisol)).toEqual([true]);
  await expect.poll(() => sameFor(teo)).toEqual([true]);
  expect(await kept(teo, 'team')).toBe(before + 2);
  expect(marisol.engine.status.onlyHere).toBe(0);
});

test('VAU3 a log that a full device cannot keep is said to whoever brings it', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  await teo.engine.close();
  await openFull(teo, circle);
  await marisol.engine.write({
    type: 'setServers',
    servers: [],
    signaling: ['wss://signal.example'],
  });
  await expect(teo.engine.bring(marisol.engine.records)).rejects.toThrow(StorageError);
});

test('LED1 LED5 VAU3 what a newcomer begins with goes to nobody before it is kept, and to them once there is room', async () => {
  const { marisol, circle } = await marisols();
  await marisol.engine.close();
  const empty = await openFull(marisol, circle, (id) => id.endsWith('circle'));
  const refused = vi.spyOn(console, 'error').mockImplementation(() => {});
  const teo = await letIn(marisol, circle, 'edit', true);
  connect(marisol, teo);
  await expect.poll(() => marisol.engine.status.unkept).toBe('full');
  await expect.poll(() => sameFor(teo)).toEqual([false]);
  await expect.poll(() => refused.mock.calls.length).toBeGreaterThan(0);
  expect(teo.engine.status.begun).toEqual([]);
  refused.mockRestore();

  await empty();
  await expect.poll(() => teo.engine.status.begun).toEqual(['team', 'household']);
  await expect.poll(() => sameFor(marisol)).toEqual([true]);
});

test('LED5 VAU2 a plan that came in has begun once it is kept, and nobody is told before that it is here', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  await teo.engine.close();
  const waiting = await openSlow(teo, circle);
  connect(marisol, teo);
  // Each part comes in turn, judged and on its way to storage.
  for (const parts of [[], ['team']]) {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    expect(teo.engine.status.begun).toEqual(parts);
    expect(sameFor(marisol)).not.toContain(true);
    for (const goOn of waiting.splice(0)) goOn();
  }
  await expect.poll(() => teo.engine.status.begun).toEqual(['team', 'household']);
  await expect.poll(() => sameFor(marisol)).toEqual([true]);
});

test('LED1 VAU2 who connects while something is on its way to storage is not told that it is here', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', false);
  await teo.engine.close();
  const waiting = await openSlow(teo, circle);
  const cut = connect(marisol, teo);
  await expect.poll(() => waiting.length).toBeGreaterThan(0);
  cut();
  connect(marisol, teo);
  await expect.poll(() => sameFor(marisol)).toEqual([false]);
  const again = setInterval(() => waiting.splice(0).forEach((goOn) => goOn()), 5);
  onTestFinished(() => clearInterval(again));
  await expect.poll(() => sameFor(marisol)).toEqual([true]);
});

test('nothing of what was kept long ago is held on to', async () => {
  const unkept = new Unkept(() => {});
  for (let i = 0; i < 3; i += 1) void unkept.keep('team', Promise.resolve());
  expect(await unkept.settled).toBeUndefined();
});
