import { thisDevice } from './device';

/** What the browser says of what is kept on this device. */
export interface StorageState {
  /** False where nothing can be kept: plans live until the page closes. */
  readonly keeps: boolean;
  /** Whether the browser promised not to clear it by itself; absent where it does not say. */
  readonly persisted: boolean | undefined;
  /** Bytes; absent where it does not say. */
  readonly used: number | undefined;
  readonly quota: number | undefined;
  /** False where what is kept lies on the device for whoever can read its files: the browser cannot seal it. */
  readonly sealed: boolean;
}

/** The true state, without asking for anything. */
export const readStorageState = async (): Promise<StorageState> => {
  const { vault, keeps } = await thisDevice();
  return { keeps, ...(await vault.state()) };
};

/** Asks the browser to keep what is stored. Its true answer. */
export const keepPlans = async (): Promise<'kept' | 'mayBeCleared' | 'unknown'> =>
  (await thisDevice()).vault.persist();
