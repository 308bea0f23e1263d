import { onTestFinished, vi } from 'vitest';
import { listeners } from '../../../../src/lib/vault/listeners';
import { StorageError, type StorageTrouble, type Vault } from '../../../../src/lib/vault/port';

/**
 * Storage of one tab that is full from the beginning, or when it is filled, until it is emptied; what it could not keep it tries
 * again then, in the order in which it came. `fits`: what is kept all the same.
 */
export const fullVault = (
  vault: Vault,
  {
    fits = () => false,
    full = true,
  }: { fits?: (documentId: string) => boolean; full?: boolean } = {},
): { readonly vault: Vault; readonly fill: () => void; readonly empty: () => Promise<void> } => {
  const troubles = listeners<StorageTrouble | undefined>();
  const waiting: (() => Promise<void>)[] = [];
  let isFull = full;
  const open: Vault['open'] = async (documentId) => {
    const store = await vault.open(documentId);
    const own = listeners<StorageTrouble | undefined>();
    troubles.add((now) => own.tell(now));
    return {
      ...store,
      append: async (...given) => {
        if (!isFull || fits(documentId)) return store.append(...given);
        waiting.push(() => store.append(...given));
        own.tell('full');
        throw new StorageError('full');
      },
      onTrouble: (listener) => own.add(listener),
    };
  };
  return {
    vault: { ...vault, open },
    fill: () => {
      isFull = true;
    },
    empty: async () => {
      isFull = false;
      for (const keep of waiting.splice(0)) await keep();
      troubles.tell(undefined);
    },
  };
};

/** The locks that the tabs of a device share. */
export const stubLocks = (): void => {
  const held = new Map<string, Promise<unknown>>();
  const request = async (
    name: string,
    ...[how, last]: [unknown, ((lock: object | null) => unknown)?]
  ): Promise<unknown> => {
    const task = (last ?? how) as (lock: object | null) => unknown;
    const isFree = !held.has(name);
    if (!isFree && (how as { ifAvailable?: boolean }).ifAvailable) return task(null);
    const turn = (held.get(name) ?? Promise.resolve()).then(() => task({}));
    const over: Promise<unknown> = turn
      .catch(() => {})
      .then(() => held.get(name) === over && held.delete(name));
    held.set(name, over);
    return turn;
  };
  vi.stubGlobal('navigator', { locks: { request } });
  onTestFinished(() => void vi.unstubAllGlobals());
};
