import type { Vault } from '../vault/port';
import { indexedDbVault } from '../vault/indexedDbVault';
import { moveDeviceName } from './moveDeviceName';
import { randomId } from './newId';

/** This device: where plans are kept, and whose hand writes. */
export interface Device {
  readonly vault: Vault;
  /** Stands at the head of every fact that this device writes (DOC6). Random, made once. */
  readonly id: string;
  /** False where the browser lets nothing be kept: plans live until the page closes, and can be exported. */
  readonly keeps: boolean;
}

let opened: Promise<Device> | undefined;

/** The device, opened once a page. */
export const thisDevice = (): Promise<Device> => (opened ??= open());

const open = async (): Promise<Device> => {
  try {
    const vault = await indexedDbVault();
    const kept = await vault.get('device');
    const id = typeof kept === 'string' ? kept : randomId(16);
    if (kept !== id) await vault.set('device', id);
    // It stands where it stood until it stands here.
    await moveDeviceName(vault).catch(() => {});
    return { vault, id, keeps: true };
  } catch {
    const { memoryVault } = await import('../vault/memoryVault');
    return { vault: memoryVault(undefined, 'refused'), id: randomId(16), keeps: false };
  }
};
