import type { Vault } from '../vault/port';
import { indexedDbVault } from '../vault/indexedDbVault';
import { randomId } from './newId';

/** This device and this tab of it: where plans are kept, and whose hand writes. */
export interface Device {
  readonly vault: Vault;
  /** Stands at the head of every fact that this device writes (DOC6). Random, made once. */
  readonly id: string;
  /** One run of one tab: random for every page load. */
  readonly chain: string;
  /** False where the browser lets nothing be kept: plans live until the page closes, and can be exported. */
  readonly keeps: boolean;
}

let opened: Promise<Device> | undefined;

/** The device, opened once a page. */
export const thisDevice = (): Promise<Device> => (opened ??= open());

const open = async (): Promise<Device> => {
  const chain = randomId(16);
  try {
    const vault = await indexedDbVault();
    const kept = await vault.get('device');
    const id = typeof kept === 'string' ? kept : randomId(16);
    if (kept === undefined) await vault.set('device', id);
    return { vault, id, chain, keeps: true };
  } catch {
    const { memoryVault } = await import('../vault/memoryVault');
    return { vault: memoryVault(undefined, 'refused'), id: randomId(16), chain, keeps: false };
  }
};
