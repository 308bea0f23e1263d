import type { Json } from '../domain/json';

/** Why storage cannot keep what it is given; each has its own words on the screen (VAU3). */
export type StorageTrouble =
  /** The browser allows no storage here (private window, blocked). */
  | 'refused'
  /** The device is full. */
  | 'full'
  /** The browser took the storage away while it was open. */
  | 'lost'
  /** Storage does not answer in time. */
  | 'silent';

/** Thrown by whatever could not be made durable. Nothing that was durable before is lost by it. */
export class StorageError extends Error {
  constructor(readonly trouble: StorageTrouble, options?: ErrorOptions) {
    super(`storage: ${trouble}`, options);
    this.name = 'StorageError';
  }
}

/** What loading a document found. */
export interface LoadReport {
  /** Stored pieces that could not be read. They were put aside, not deleted; the rest was read. */
  readonly damaged: number;
}

/** What this device keeps of one document: its updates, opaque bytes here, in causal order (VAU1). */
export interface DocumentStore {
  /**
   * Hands over everything kept, in causal order, in batches small enough not to block a screen; `take` applies one batch.
   * Between batches the page gets to breathe.
   */
  load(take: (updates: readonly Uint8Array[]) => void): Promise<LoadReport>;
  /** Keeps one update. Resolves once it is durable: only then a screen may say "Saved" (VAU2). Rejects with a StorageError. */
  append(update: Uint8Array): Promise<void>;
  /** Updates that another tab of this device appended, once durable there. Returns how to stop listening. */
  onArrived(listener: (update: Uint8Array) => void): () => void;
  /** Storage went bad or came back (`undefined`). Returns how to stop listening. */
  onTrouble(listener: (trouble: StorageTrouble | undefined) => void): () => void;
  /**
   * Folds the journal into segments when it has grown, at idle. `rewrite` replaces all history by this one state,
   * cut into pieces by the caller in causal order: used when words were erased, so that no copy stays on this device (PLAN15).
   */
  fold(rewrite?: readonly Uint8Array[]): Promise<void>;
  close(): Promise<void>;
}

/** What this device keeps, all of it behind one port: sealing it later changes this layer only. */
export interface Vault {
  /** Opens (and creates) the store of one document. */
  open(documentId: string): Promise<DocumentStore>;
  /** Deletes everything kept of a document; other tabs are told to let go. */
  remove(documentId: string): Promise<void>;
  /** Small values of this device: the list of plans, drafts, windows, settings. Absent keys give `undefined`. */
  get(key: string): Promise<Json | undefined>;
  /** Durable when it resolves. */
  set(key: string, value: Json): Promise<void>;
  delete(key: string): Promise<void>;
  /** The keys that begin so, sorted. */
  keys(prefix: string): Promise<readonly string[]>;
  /** A value was set or deleted by another tab. Returns how to stop listening. */
  onChanged(listener: (key: string) => void): () => void;
  /** Asks the browser to keep what is stored; its true answer. */
  persist(): Promise<'kept' | 'mayBeCleared' | 'unknown'>;
  /** The true state without asking for anything: bytes used and allowed where the browser says. */
  state(): Promise<{ readonly persisted: boolean | undefined; readonly used: number | undefined; readonly quota: number | undefined }>;
}
