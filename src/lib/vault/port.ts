/** What a small value can be: what a JSON file can hold. */
export type Value =
  string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Why storage cannot keep what it is given; each has its own words on the screen (VAU3). */
export type StorageTrouble =
  /** The browser allows no storage here (private window, blocked). */
  | 'refused'
  /** The device is full. */
  | 'full'
  /** The browser took the storage away while it was open, or the document was removed elsewhere. */
  | 'lost'
  /** Storage does not answer in time. */
  | 'silent';

/** Thrown by whatever could not be made durable. Nothing that was durable before is lost by it. */
export class StorageError extends Error {
  constructor(
    readonly trouble: StorageTrouble,
    options?: ErrorOptions,
  ) {
    super(`storage: ${trouble}`, options);
    this.name = 'StorageError';
  }
}

/** What another tab appended. */
export interface Arrived {
  /** Empty if only an envelope was. */
  readonly update: Uint8Array;
  readonly envelope?: Uint8Array;
}

/** What loading a document found. */
export interface LoadReport {
  /**
   * Stored pieces that could not be read, now or earlier. They were put aside, not deleted; the
   * rest was read. A rewrite ends it.
   */
  readonly damaged: number;
}

/**
 * What this device keeps of one document: its updates, opaque bytes here, in causal order (VAU1), and the
 * envelopes in which they travel, opaque too, for good (LED5).
 */
export interface DocumentStore {
  /**
   * Hands over everything kept, in causal order, in batches small enough not to block a screen;
   * `take` applies one batch. Between batches the page gets to breathe. Rejects with a StorageError.
   */
  load(take: (updates: readonly Uint8Array[]) => void): Promise<LoadReport>;
  /**
   * Keeps one update. Resolves once it is durable: only then a screen may say "Saved" (VAU2).
   * Rejects with a StorageError when it is not durable now. The update is not forgotten then: it is
   * tried again before any later one, and by itself after a while, so that what is kept never has a
   * hole; `onTrouble(undefined)` says that all of it is durable. Only 'lost' is final (see there).
   *
   * @param update empty where only an envelope is to be kept
   * @param envelope kept as one with the update: both are there afterwards, or neither
   * @param heard when other tabs hear of it: once it is durable, or at once. At once is for what is safe on another
   * device already: seeing it need not wait for the disk of this one
   */
  append(update: Uint8Array, envelope?: Uint8Array, heard?: 'durable' | 'atOnce'): Promise<void>;
  /**
   * Hands over all envelopes that are kept, each once, oldest first, in batches; between batches the page
   * gets to breathe. What is appended or folded meanwhile changes nothing. After `load`, with a listener
   * for what arrives since before it, nothing is missed. Rejects with a StorageError.
   *
   * @returns how many records of them could not be read; they stay where they are
   */
  envelopes(take: (envelopes: readonly Uint8Array[]) => void): Promise<LoadReport>;
  /**
   * Updates, with their envelopes, that another tab of this device appended, once durable there or at once, as was said
   * there; those that it appended together come together, after what a running load hands over. Started before `load`, it
   * misses nothing; it may repeat what was loaded. Returns how to stop listening.
   */
  onArrived(listener: (arrived: readonly Arrived[]) => void): () => void;
  /**
   * Storage went bad or came back (`undefined`); told at once if it is bad now. 'lost' means that
   * what was durable is gone from this device while the page still holds it: nothing more is kept
   * until a fold with a rewrite brings all of it back, which another tab's removal makes impossible.
   * Returns how to stop listening.
   */
  onTrouble(listener: (trouble: StorageTrouble | undefined) => void): () => void;
  /**
   * Folds the journal into segments if it has grown; to be called at idle. What storage refuses
   * then is left for the next time.
   *
   * `rewrite` replaces all history by the state it returns, cut into pieces in causal order: used
   * when words were erased, so that no copy stays on this device (PLAN15). It is asked after
   * everything kept was handed over (load, or listeners; it waits for a load that is under way), and
   * again if another tab was faster. A kill leaves the old or the new. Rejects with a StorageError
   * when it did not happen; before a load came to its end it is a bug, and rejects too. Envelopes stay as
   * they are; those of a database that is gone ('lost') it does not bring back.
   */
  fold(rewrite?: () => readonly Uint8Array[]): Promise<void>;
  /** Lets go, after what is being written. */
  close(): Promise<void>;
}

/** What this device keeps, all of it behind one port. */
export interface Vault {
  /** Opens (and creates) the store of one document. Rejects with a StorageError. */
  open(documentId: string): Promise<DocumentStore>;
  /**
   * Deletes everything kept of a document; other tabs are told to let go. Rejects with a
   * StorageError ('silent' when somebody does not let go: it is emptied then, and deleted later).
   */
  remove(documentId: string): Promise<void>;
  /** Small values of this device: the list of plans, drafts, windows, settings. Absent keys give `undefined`. */
  get(key: string): Promise<Value | undefined>;
  /** Durable when it resolves. */
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<void>;
  /** The keys that begin so, sorted. */
  keys(prefix: string): Promise<readonly string[]>;
  /** A value was set or deleted by another tab. Returns how to stop listening. */
  onChanged(listener: (key: string) => void): () => void;
  readonly keyPairs: KeyPairs;
  /** Asks the browser to keep what is stored; its true answer. */
  persist(): Promise<'kept' | 'mayBeCleared' | 'unknown'>;
  /** The true state without asking for anything: bytes used and allowed where the browser says. */
  state(): Promise<StorageState>;
  /** Lets go of the small values and stops hearing of them. Open documents are closed by themselves. */
  close(): Promise<void>;
}

/** This device's own key pairs, one for each circle, kept so that nobody can take them out (CIR1). */
export interface KeyPairs {
  /** Absent where none was kept. Rejects with a StorageError. */
  get(name: string): Promise<CryptoKeyPair | undefined>;
  /**
   * The pair that stands from now on: the first that any tab kept. Rejects with a StorageError: 'refused'
   * where the browser can keep no key.
   */
  keep(name: string, pair: CryptoKeyPair): Promise<CryptoKeyPair>;
  delete(name: string): Promise<void>;
}

/** How things are kept, and what the browser says of its storage; `undefined` where it says nothing. */
export interface StorageState {
  readonly persisted: boolean | undefined;
  /** Bytes. */
  readonly used: number | undefined;
  /** Bytes. */
  readonly quota: number | undefined;
  /**
   * True: nothing of a plan lies on this device but sealed, and the key cannot be taken out (VAU1). False
   * where the browser has no cryptography, as on plain http, or can keep no key.
   */
  readonly sealed: boolean;
}
