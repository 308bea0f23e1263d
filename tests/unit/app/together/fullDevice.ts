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
