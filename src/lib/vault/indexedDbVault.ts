import { askToPersist, storageState } from './browserStorage';
import { openDeviceValues } from './deviceValues';
import type { Patience } from './documentStore';
import { deletePlanDatabase, nameOf } from './planDatabase';
import type { Vault } from './port';
import { joinTabs } from './tabs';

const usual: Patience = { answer: 10_000, again: 5_000 };

type DocumentStoreCode = Pick<typeof import('./documentStore'), 'IndexedDbDocumentStore'>;

/** Only an open plan needs the documents' own store, and Yjs with it. */
const onceNeeded = (): Promise<DocumentStoreCode> => import('./documentStore');

/**
 * Keeps documents and values in this browser's IndexedDB. Rejects with a StorageError where the browser
 * lets nothing be kept, or does not answer.
 *
 * @param code the documents' own store; a worker has it at hand, for code that comes later is asked for by way of a page
 */
export const indexedDbVault = async (
  patience: Patience = usual,
  code: () => DocumentStoreCode | Promise<DocumentStoreCode> = onceNeeded,
): Promise<Vault> => {
  const values = await openDeviceValues(patience.answer);
  return {
    get: values.get,
    set: values.set,
    delete: values.delete,
    keys: values.keys,
    onChanged: values.onChanged,
    keyPairs: values.keyPairs,
    open: async (documentId) => {
      const { IndexedDbDocumentStore } = await code();
      return IndexedDbDocumentStore.open(documentId, patience, values.deviceKey);
    },
    remove: async (documentId) => {
      const tabs = joinTabs(nameOf(documentId), () => {});
      tabs.tell({ kind: 'removed' });
      tabs.close();
      await deletePlanDatabase(nameOf(documentId), patience.answer);
    },
    persist: askToPersist,
    state: async () => ({
      ...(await storageState()),
      sealed: (await values.deviceKey()) !== undefined,
    }),
    close: async () => values.close(),
  };
};
