import { askToPersist, storageState } from './browserStorage';
import { listeners, type Listeners } from './listeners';
import {
  StorageError,
  type DocumentStore,
  type StorageTrouble,
  type Value,
  type Vault,
} from './port';

interface Shelved {
  history: Kept[];
  /** For good: a rewrite leaves them as they are. */
  readonly envelopes: Uint8Array[];
  readonly arrived: Listeners<Kept>;
  readonly removed: Listeners<void>;
}

interface Kept {
  readonly update: Uint8Array;
  readonly envelope?: Uint8Array;
  readonly by: symbol;
}

/** What the tabs of one device share; it lives as long as it is held. */
export interface Shelf {
  readonly documents: Map<string, Shelved>;
  readonly values: Map<string, Value>;
  readonly keyPairs: Map<string, CryptoKeyPair>;
  readonly changed: Listeners<{ readonly key: string; readonly by: symbol }>;
}

export const emptyShelf = (): Shelf => ({
  documents: new Map(),
  values: new Map(),
  keyPairs: new Map(),
  changed: listeners(),
});

/**
 * A vault in memory: one tab of those that share the shelf. For tests, and for a browser that lets
 * nothing be kept, so that people can still write and export until the page closes.
 *
 * @param trouble why nothing is durable: then each append keeps in memory and rejects with it
 */
export const memoryVault = (shelf: Shelf = emptyShelf(), trouble?: StorageTrouble): Vault => {
  const tab = Symbol('tab');
  const changed = listeners<string>();
  const stop = shelf.changed.add(({ key, by }) => {
    if (by !== tab) changed.tell(key);
  });
  const tell = (key: string) => queueMicrotask(() => shelf.changed.tell({ key, by: tab }));
  return {
    open: async (documentId) => memoryStore(shelf, documentId, trouble),
    remove: async (documentId) => {
      const shelved = shelf.documents.get(documentId);
      shelf.documents.delete(documentId);
      shelved?.removed.tell();
    },
    get: async (key) => structuredClone(shelf.values.get(key)),
    set: async (key, value) => {
      shelf.values.set(key, structuredClone(value));
      tell(key);
    },
    delete: async (key) => {
      shelf.values.delete(key);
      tell(key);
    },
    keys: async (prefix) => [...shelf.values.keys()].filter((key) => key.startsWith(prefix)).sort(),
    onChanged: (listener) => changed.add(listener),
    keyPairs: {
      get: async (name) => shelf.keyPairs.get(name),
      keep: async (name, pair) => {
        const first = shelf.keyPairs.get(name) ?? pair;
        shelf.keyPairs.set(name, first);
        return first;
      },
      delete: async (name) => void shelf.keyPairs.delete(name),
    },
    persist: askToPersist,
    // What is in memory alone lies on no disk.
    state: async () => ({ ...(await storageState()), sealed: true }),
    close: async () => stop(),
  };
};

const memoryStore = (
  shelf: Shelf,
  documentId: string,
  refusal: StorageTrouble | undefined,
): DocumentStore => {
  const by = Symbol('store');
  let shelved = shelf.documents.get(documentId);
  if (!shelved) {
    shelved = { history: [], envelopes: [], arrived: listeners(), removed: listeners() };
    shelf.documents.set(documentId, shelved);
  }
  const kept = shelved;
  let trouble = refusal;
  let closed = false;
  let loaded = false;
  const arrivals = listeners<Kept>();
  const troubles = listeners<StorageTrouble | undefined>();
  const stops = [
    kept.arrived.add((arrived) => {
      if (arrived.by !== by) arrivals.tell(arrived);
    }),
    kept.removed.add(() => {
      trouble = 'lost';
      troubles.tell(trouble);
    }),
  ];
  return {
    load: async (take) => {
      if (trouble === 'lost') throw new StorageError('lost');
      const updates = kept.history.filter(({ update }) => update.length > 0);
      if (updates.length > 0) take(updates.map(({ update }) => update.slice()));
      loaded = true;
      return { damaged: 0 };
    },
    append: async (update, envelope) => {
      if (closed) throw new Error('The store is closed');
      if (trouble === 'lost') throw new StorageError('lost');
      const one = { update: update.slice(), ...(envelope && { envelope: envelope.slice() }), by };
      kept.history.push(one);
      if (one.envelope) kept.envelopes.push(one.envelope);
      queueMicrotask(() => kept.arrived.tell(one));
      if (trouble) throw new StorageError(trouble);
    },
    envelopes: async (take) => {
      if (trouble === 'lost') throw new StorageError('lost');
      if (kept.envelopes.length > 0) take(kept.envelopes.map((envelope) => envelope.slice()));
      return { damaged: 0 };
    },
    onArrived: (listener) =>
      arrivals.add(({ update, envelope }) =>
        listener([{ update: update.slice(), ...(envelope && { envelope: envelope.slice() }) }]),
      ),
    onTrouble: (listener) => {
      if (trouble) listener(trouble);
      return troubles.add(listener);
    },
    fold: async (rewrite) => {
      if (!rewrite) return;
      if (!loaded) throw new Error('A rewrite needs a load before it');
      if (trouble === 'lost') throw new StorageError('lost');
      kept.history = rewrite().map((update) => ({ update: update.slice(), by }));
      if (trouble) throw new StorageError(trouble);
    },
    close: async () => {
      closed = true;
      for (const stop of stops) stop();
    },
  };
};
