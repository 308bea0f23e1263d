import * as Y from 'yjs';
import type { Vault } from '../../../src/lib/vault/port';

/** Writes numbers into the plan until it is killed; says each on a channel once it is saved. Folds now and then. */
export const writeEndlessly = async (vault: Vault): Promise<never> => {
  const store = await vault.open('vega');
  await store.load(() => {});
  const channel = new BroadcastChannel('killed-frame');
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let n = 0; ; n += 1) {
    doc.getArray('words').push([n]);
    await store.append(updates.shift() as Uint8Array);
    channel.postMessage(n);
    if (n % 70 === 69) void store.fold();
  }
};
