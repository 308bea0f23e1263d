import { beforeEach, expect, test, vi } from 'vitest';
import { noFaces, readFaces, withTalker, writeFaces } from '../../../../src/lib/app/faces';
import { readEntry, writeEntry } from '../../../../src/lib/app/planEntry';
import { arrive, type Coming } from '../../../../src/lib/app/together/arrive';
import { readCircle, writeCircle } from '../../../../src/lib/app/together/circleEntry';
import { memoryVault } from '../../../../src/lib/vault/memoryVault';
import type { Vault } from '../../../../src/lib/vault/port';

const here = vi.hoisted(() => ({ vault: undefined as unknown, engine: undefined as unknown }));
vi.mock('../../../../src/lib/app/device', () => ({
  thisDevice: async () => ({ vault: here.vault }),
}));
vi.mock('../../../../src/lib/app/together/engineOf', () => ({ engineOf: async () => here.engine }));

/** What an engine says, in short: which parts have begun here, and who this device is. */
const says = (begun: string[], more: object = {}, household = true) => ({
  begun,
  circle: { devices: new Map([['phone', { household, persons: ['teo'] }]]) },
  ...more,
});

/** An engine that says what it is told to. */
class Told {
  status: object | undefined;
  readonly listeners = new Set<() => void>();

  onStatus(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  now(status: object): void {
    this.status = status;
    for (const listener of this.listeners) listener();
  }
}

let vault: Vault, engine: Told, seen: Coming[], over: boolean, arriving: Promise<void>;
beforeEach(async () => {
  here.vault = vault = memoryVault();
  here.engine = engine = new Told();
  seen = [];
  over = false;
  await writeCircle(vault, 'vegas', {
    ...{ circle: 'c', device: 'phone', state: 'joining', role: 'edit' },
    ...{ servers: [], signaling: [], presence: false, seeds: {}, persons: {}, heard: {} },
  });
  await writeEntry(vault, {
    ...{ id: 'vegas', names: [], example: false, openedAt: '2026-03-02T08:00:00Z' },
    ...{ timeZone: 'America/Denver', parts: [] },
  });
});

/** The plan is on its way; what it comes to is heard of by `over`. */
const begins = async (): Promise<void> => {
  arriving = arrive('vegas', (coming) => seen.push(coming)).then(() => void (over = true));
  await vi.waitFor(() => expect(engine.listeners.size).toBe(1));
};
/** Whether it is over, once all that could follow from what was said has followed. */
const isOver = async (): Promise<boolean> => {
  await new Promise((resolve) => setTimeout(resolve));
  return over;
};

test('LED5 a plan is here once all that its device reads has begun; then it is shared, and its one person talks', async () => {
  await begins();
  expect(await isOver()).toBe(false);
  for (const begun of [[], ['household'], ['team']]) {
    engine.now(says(begun));
    expect(await isOver()).toBe(false);
    expect((await readCircle(vault, 'vegas'))?.state).toBe('joining');
  }
  engine.now(says(['team', 'household']));
  await arriving;
  expect((await readCircle(vault, 'vegas'))?.state).toBe('shared');
  expect((await readEntry(vault, 'vegas'))?.parts).toEqual(['team', 'household']);
  expect((await readFaces(vault, 'vegas')).people).toEqual([{ id: 'teo' }]);
  expect(engine.listeners.size).toBe(0);
});

test('DOC10 who is not of the household waits for the team’s document alone', async () => {
  await begins();
  engine.now(says(['team'], {}, false));
  await arriving;
  expect((await readEntry(vault, 'vegas'))?.parts).toEqual(['team']);
});

test('VAU2 a plan that storage does not keep is not here, however much of it came; then it goes on by itself', async () => {
  await begins();
  engine.now(says([], { coming: { here: 2, pieces: 5 } }));
  engine.now(says(['team', 'household'], { unkept: 'full' }));
  expect(await isOver()).toBe(false);
  expect((await readCircle(vault, 'vegas'))?.state).toBe('joining');
  engine.now(says(['team', 'household']));
  await arriving;
  expect(seen).toEqual([
    { here: 2, pieces: 5, unkept: undefined },
    { here: 0, pieces: 0, unkept: 'full' },
  ]);
});

test('LED5 a plan that is here when it is asked for, and of whom others use the device, changes neither', async () => {
  await writeFaces(vault, 'vegas', withTalker(noFaces, 'ana', 0));
  engine.status = says(['team', 'household']);
  await arrive('vegas');
  expect((await readFaces(vault, 'vegas')).people).toEqual([{ id: 'ana' }]);
  expect((await readCircle(vault, 'vegas'))?.state).toBe('shared');
});
