import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { dial, listen, signalHere, type Said } from './lines';

/** What a device with stock y-webrtc tells, as it comes. */
function stockDevice(url: string, room: string, password = ''): Said[] {
  const file = fileURLToPath(new URL('stockClient.js', import.meta.url));
  const device = fork(file, [url, room, password], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  onTestFinished(() => void device.kill());
  const told: Said[] = [];
  device.on('message', (one) => told.push(one as Said));
  device.stderr?.on('data', (text) => told.push({ error: String(text) }));
  return told;
}

test.each(['', 'a password'])(
  'PEER3 two devices with stock y-webrtc find each other here, with the password "%s"',
  async (password) => {
    const { url } = await signalHere();
    const overheard = await dial(url);
    await listen(overheard, 'vegas');
    const teo = stockDevice(url, 'vegas', password);
    await overheard.next();
    const renee = stockDevice(url, 'vegas', password);
    for (const told of [teo, renee])
      await expect.poll(() => told, { timeout: 15_000 }).toContainEqual({ found: 1 });
    await expect
      .poll(() => [...teo, ...renee], { timeout: 15_000 })
      .toEqual(
        expect.arrayContaining([{ signalled: 'v=0 offered' }, { signalled: 'v=0 answered' }]),
      );
    expect([...teo, ...renee].filter((one) => 'error' in one)).toEqual([]);
    const { data, clients } = await overheard.next();
    expect(clients).toBeGreaterThan(1);
    expect(typeof data).toBe(password === '' ? 'object' : 'string');
  },
);

test('PEER4 devices of another room are not found', async () => {
  const { url } = await signalHere();
  const overheard = await dial(url);
  await listen(overheard, 'vegas', 'others');
  const teo = stockDevice(url, 'vegas');
  await overheard.next();
  const renee = stockDevice(url, 'others');
  await overheard.next();
  await overheard.soFar();
  expect([...teo, ...renee]).toEqual([]);
});
