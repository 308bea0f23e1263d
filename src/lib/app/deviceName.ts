import { thisDevice } from './device';
import { keptOrNot, type Kept } from './keptOrNot';
import { deviceNameKey } from './moveDeviceName';

/** What people call this device; empty where they call it nothing. Sealed with the rest: a name may stand in it. */
export const readDeviceName = async (): Promise<string> => {
  const kept = await (await thisDevice()).vault.get(deviceNameKey);
  return typeof kept === 'string' ? kept : '';
};

/** Durable when it resolves with `saved`. */
export const keepDeviceName = async (name: string): Promise<Kept> => {
  const { vault } = await thisDevice();
  return keptOrNot(name === '' ? vault.delete(deviceNameKey) : vault.set(deviceNameKey, name));
};
