import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { indexedDbVault } from '../../../src/lib/vault/indexedDbVault';
import type { Patience } from '../../../src/lib/vault/documentStore';
import type { Vault } from '../../../src/lib/vault/port';

/** Answers come within milliseconds here; only a test of silence waits that long. */
export const quick: Patience = { answer: 10_000, again: 20 };

/** A browser profile with nothing in it; returns how to open a tab of the app. */
export const newBrowser = (patience = quick): (() => Promise<Vault>) => {
  globalThis.indexedDB = new IDBFactory();
  return () => indexedDbVault(patience);
};
