import { vi } from 'vitest';
import { newBrowser } from './fakeBrowser';
import type { Vault } from '../../../src/lib/vault/port';

/** What a dead process gets if its code were to go on: it must have no effect. */
export class Killed extends Error {}

const steps = [
  'add',
  'put',
  'delete',
  'clear',
  'get',
  'getAll',
  'getAllKeys',
  'count',
  'openKeyCursor',
] as const;

/** A browser whose tab can be killed before any one of its steps on IndexedDB. */
export interface KillableBrowser {
  readonly tab: () => Promise<Vault>;
  /** Kills before the step with this number (from 1) from now on: what was not committed is gone. */
  killAt(step: number): void;
  readonly killed: boolean;
  /** Resolves when it happens. */
  readonly death: Promise<void>;
  /** The browser is started again: new tabs work and live, the dead one stays dead. */
  startAgain(): void;
}

/** Mocks IndexedDB's prototypes: call `vi.restoreAllMocks()` after. */
export const killableBrowser = (): KillableBrowser => {
  const tab = newBrowser({ answer: 3_000, again: 20 });
  const factory = indexedDB;
  const connections = new Set<IDBDatabase>();
  const dead = new WeakSet<IDBDatabase>();
  const running = new Set<IDBTransaction>();
  let left = Infinity;
  let killed = false;
  let die = () => {};
  const death = new Promise<void>((resolve) => {
    die = resolve;
  });

  const kill = () => {
    killed = true;
    for (const db of connections) dead.add(db);
    for (const transaction of running) {
      try {
        transaction.abort();
      } catch {
        // It was committed before.
      }
    }
    for (const db of connections) db.close();
    vi.spyOn(factory, 'open').mockImplementation(() => {
      throw new Killed();
    });
    die();
  };
  const step = (db: IDBDatabase) => {
    if (dead.has(db)) throw new Killed();
    connections.add(db);
    left -= 1;
    if (left > 0 || killed) return;
    kill();
    throw new Killed();
  };

  const transaction = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...given
  ) {
    // The browser's own, when a database is made or changed: all of that happens, or nothing.
    if ((given[1] as string) === 'versionchange') return transaction.apply(this, given);
    step(this);
    const begun = transaction.apply(this, given);
    running.add(begun);
    begun.addEventListener('complete', () => running.delete(begun));
    begun.addEventListener('abort', () => running.delete(begun));
    return begun;
  });
  for (const name of steps) {
    const original = IDBObjectStore.prototype[name] as (...given: unknown[]) => unknown;
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (
      this: IDBObjectStore,
      ...given: unknown[]
    ) {
      if (this.transaction.mode !== 'versionchange') step(this.transaction.db);
      return original.apply(this, given);
    } as never);
  }

  return {
    tab,
    killAt: (number) => {
      left = number;
    },
    get killed() {
      return killed;
    },
    death,
    startAgain: () => {
      left = Infinity;
      if (killed) vi.mocked(factory.open).mockRestore();
    },
  };
};
