import { expect, test, vi } from 'vitest';
import { endWhatWasCutShort } from '../../../src/lib/app/cutShort';
import type { Device } from '../../../src/lib/app/device';
import { importPlan, type ImportQuestions } from '../../../src/lib/app/importPlan';
import type { FromWorker } from '../../../src/lib/app/importMessages';
import { keepNewPlan } from '../../../src/lib/app/plans';
import { removePlan } from '../../../src/lib/app/removePlan';
import { emptyShelf } from '../../../src/lib/vault/memoryVault';
import { StorageError, type Vault } from '../../../src/lib/vault/port';
import { keepVegas, tab, withOpening } from './device';

let device: Device;
vi.mock('../../../src/lib/app/device', () => ({ thisDevice: async () => device }));

/** The import's worker, whose messages the test says. */
class SaidWorker extends EventTarget {
  static last: SaidWorker;
  ended = false;
  constructor() {
    super();
    SaidWorker.last = this;
  }
  postMessage(): void {}
  terminate(): void {
    this.ended = true;
  }
  say(data: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}
vi.stubGlobal('Worker', SaidWorker);
vi.stubGlobal('navigator', {});

const withVault = (base: Device, more: Partial<Vault>): Device => ({
  ...base,
  vault: { ...base.vault, ...more },
});
const refuses = (trouble: 'full' | 'silent') => async (): Promise<never> => {
  throw new StorageError(trouble);
};
const questions: ImportQuestions = {
  alreadyHere: async () => 'keepBoth',
  onlyMe: async () => [],
};
const imported = () =>
  importPlan(new Blob(['{}']), {
    onProgress: () => {},
    signal: new AbortController().signal,
    questions,
  });

test('a removal that was cut short is ended when the app opens again', async () => {
  const shelf = emptyShelf();
  await keepVegas(tab(shelf));
  const { vault } = tab(shelf);
  await vault.set('drafts/vegas/try/s2', { words: 'the roof' });
  device = withVault(tab(shelf), {
    delete: (key) => (key.startsWith('drafts/') ? refuses('silent')() : vault.delete(key)),
  });
  await expect(removePlan('vegas')).rejects.toEqual(new StorageError('silent'));
  expect(shelf.documents.size).toBeGreaterThan(0);
  device = tab(shelf);
  await endWhatWasCutShort();
  expect([...shelf.documents.keys()]).toEqual([]);
  expect(await vault.keys('')).toEqual([]);
});

test('VAU3 a plan that finds no room for its second document leaves nothing behind', async () => {
  const shelf = emptyShelf();
  const half = withOpening(tab(shelf), async (id, asElse) =>
    id.endsWith('household') ? refuses('full')() : asElse(),
  );
  await expect(keepNewPlan(half, 'p', [])).rejects.toEqual(new StorageError('full'));
  expect([...shelf.documents.keys()]).toEqual([]);
});

test('VAU3 on a full device a file is not taken in, which is said, and its worker ends', async () => {
  device = withVault(tab(), { set: refuses('full') });
  const refusal = { kind: 'storage', trouble: 'full' };
  expect(await imported()).toEqual({ ok: false, refusal });
  expect(SaidWorker.last.ended).toBe(true);
});

test('VAU3 what cannot be cleared away of a file that found no room stays marked, and the next start clears it', async () => {
  const shelf = emptyShelf();
  const base = withOpening(tab(shelf), async (_id, asElse) => ({
    ...(await asElse()),
    append: refuses('full'),
  }));
  device = withVault(base, { remove: refuses('silent') });
  const importing = imported();
  await vi.waitFor(async () => expect(await base.vault.keys('importing/')).toHaveLength(1));
  const about = { type: 'recordAdded', table: 'about', id: 'about' } as const;
  const changes = [{ ...about, record: { timeZone: 'UTC' }, readers: 'team' } as const];
  await Promise.resolve();
  SaidWorker.last.say({ type: 'changes', done: 0.5, changes });
  expect(await importing).toMatchObject({ ok: false, refusal: { kind: 'storage' } });
  expect(await base.vault.keys('importing/')).toHaveLength(1);
  expect(shelf.documents.size).toBe(1);
});
