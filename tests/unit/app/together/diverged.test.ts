import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { readFallen } from '../../../../src/lib/app/fallen';
import { documentId } from '../../../../src/lib/app/planEntry';
import { generateKeys, identityFrom } from '../../../../src/lib/ledger/identity';
import { Ledger } from '../../../../src/lib/ledger/ledger';
import {
  decodeMessage,
  encodeMessage,
  type Message,
} from '../../../../src/lib/ledger/sync/messages';
import { memoryVault } from '../../../../src/lib/vault/memoryVault';
import { connect, Device, letIn, marisols, plan } from './devices';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
});

/** Waits for something while time goes by faster. */
const soon = <Value>(ask: () => Value | Promise<Value>) =>
  expect.poll(
    () => {
      vi.advanceTimersByTime(200);
      return ask();
    },
    { timeout: 10_000, interval: 10 },
  );

/** What is kept of the team's document, as words. */
const kept = async (device: Device): Promise<string | undefined> => {
  const reader = new Device(device.identity);
  const store = await memoryVault(device.shelf).open(documentId(plan, 'team'));
  await store.load((updates) => reader.document.apply('team', updates));
  return reader.reads;
};

test('LED6 two that read something else from the same envelopes judge them anew, and what is kept is mended', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  const cut = connect(marisol, teo);
  await soon(() => teo.reads).toBe('We eat together');
  await marisol.write('We eat together on Sundays');
  await soon(() => teo.reads).toBe('We eat together on Sundays');
  cut();
  await teo.engine.close();
  // What Teo's phone keeps is another word than the envelope brought, and nobody knows why.
  const store = await memoryVault(teo.shelf).open(documentId(plan, 'team'));
  const updates: Uint8Array[] = [];
  await store.load((some) => updates.push(...some));
  const other = updates.map((update) => {
    const text = Buffer.from(update).toString('latin1').replaceAll('Sundays', 'Mondays');
    return Uint8Array.from(Buffer.from(text, 'latin1'));
  });
  await store.fold(() => other);
  expect(await kept(teo)).toBe('We eat together on Mondays');
  const folds = vi.spyOn(Ledger.prototype, 'fold');
  onTestFinished(() => folds.mockRestore());
  await teo.open(circle);
  connect(marisol, teo);
  await soon(() => kept(teo)).toBe('We eat together on Sundays');
  expect((await readFallen(teo.vault, plan, 'team')).times).toBe(1);
  const says = ({ engine }: Device) =>
    [...engine.status.standings.values()].map(({ same, diverged }) => ({ same, diverged }));
  for (const device of [marisol, teo])
    await soon(() => says(device)).toEqual([{ same: true, diverged: [] }]);
  // Each of them judged it once, whichever was mistaken.
  expect(folds.mock.calls).toEqual([['team'], ['team']]);
  expect(await kept(marisol)).toBe('We eat together on Sundays');
});

/** The other end of a connection of Marisol's: it says to hold the same, and to read this from it. */
const saysToRead = async (
  marisol: Device,
  readings: () => Record<string, string>,
): Promise<{ readonly said: () => readonly string[]; readonly hello: () => Promise<void> }> => {
  const { device } = await identityFrom(await generateKeys());
  vi.spyOn(Ledger.prototype, 'partsOf').mockReturnValue(['team']);
  onTestFinished(() => void vi.restoreAllMocks());
  let theirs: Extract<Message, { type: 'hello' }>['hello'] | undefined;
  const hello = async (): Promise<void> => {
    if (!theirs) return;
    const { log, parts } = theirs;
    const message = { type: 'hello', hello: { log, parts, readings: readings() } } as const;
    await marisol.engine.hear(1, await encodeMessage(message));
  };
  marisol.engine.connect(1, device, {
    send: async (bytes) => {
      const decoded = await decodeMessage(bytes);
      if (!decoded.ok || decoded.value.type !== 'hello') return;
      theirs = decoded.value.hello;
      void hello();
    },
    quarantine: () => {
      throw new Error('nobody here is a stranger');
    },
  });
  return { said: () => marisol.engine.status.standings.get(device)?.diverged ?? [], hello };
};

test('LED6 what stays different after it was judged anew once is said, and no longer when it is the same', async () => {
  const { marisol } = await marisols();
  let reading = 'something else';
  const theirs = await saysToRead(marisol, () => ({ team: reading }));
  /** What was said already when something was judged anew. */
  const saidBefore: (readonly string[])[] = [];
  const { fold } = Ledger.prototype;
  vi.spyOn(Ledger.prototype, 'fold').mockImplementation(async function (this: Ledger, part) {
    saidBefore.push(theirs.said());
    await fold.call(this, part);
    saidBefore.push(theirs.said());
  });
  const ours = vi.spyOn(Ledger.prototype, 'reading');
  await soon(theirs.said).toEqual(['team']);
  expect(saidBefore).toEqual([[], []]);
  // Said again as often as they like, it is not judged again.
  await theirs.hello();
  await theirs.hello();
  expect(saidBefore).toHaveLength(2);
  // More was written: that is another thing to differ about.
  await marisol.write('We eat together on Sundays');
  await soon(() => saidBefore.length).toBe(4);
  await soon(theirs.said).toEqual(['team']);
  expect(saidBefore).toEqual([[], [], [], []]);
  reading = (await ours.mock.results.at(-1)?.value) as string;
  await theirs.hello();
  await soon(theirs.said).toEqual([]);
  expect(saidBefore).toHaveLength(4);
});

test('LED6 nothing is replaced where the same is read after it was judged anew, and who says otherwise again and again is not believed', async () => {
  const { marisol } = await marisols();
  const theirs = await saysToRead(marisol, () => ({ team: 'something else' }));
  const folds = vi.spyOn(Ledger.prototype, 'fold');
  for (const n of [1, 2, 3, 4]) {
    await marisol.write(`We eat together at ${n}`);
    await soon(theirs.said).toEqual([]);
    await soon(theirs.said).toEqual(['team']);
    expect(folds).toHaveBeenCalledTimes(Math.min(n, 3));
  }
  expect(marisol.reads).toBe('We eat together at 4');
  expect((await readFallen(marisol.vault, plan, 'team')).times).toBe(0);
});
