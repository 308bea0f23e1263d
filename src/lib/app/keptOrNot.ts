import { StorageError, type StorageTrouble } from '../vault/port';

/** What came of keeping something on this device. `notKept`: it stands on the screen, but storage could not keep it. */
export type Kept = 'saved' | { readonly kind: 'notKept'; readonly trouble: StorageTrouble };

/** Storage that refuses is an answer, and no bug. */
export const keptOrNot = async (keeping: Promise<unknown>): Promise<Kept> => {
  try {
    await keeping;
    return 'saved';
  } catch (cause) {
    if (!(cause instanceof StorageError)) throw cause;
    return { kind: 'notKept', trouble: cause.trouble };
  }
};
