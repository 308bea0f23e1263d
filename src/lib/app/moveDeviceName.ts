import type { Vault } from '../vault/port';
import { settings } from './settings';

/** Where the vault keeps what people call this device. */
export const deviceNameKey = 'deviceName';

/** An earlier version kept it among the settings, where nothing is sealed. */
export const moveDeviceName = async (vault: Vault): Promise<void> => {
  const { deviceName } = settings.read();
  if (deviceName === undefined) return;
  if ((await vault.get(deviceNameKey)) === undefined) await vault.set(deviceNameKey, deviceName);
  settings.write({ deviceName: undefined });
};
