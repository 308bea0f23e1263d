import { openDB, type IDBPDatabase } from 'idb';

/** The database of a document as somebody else on the device could open it. */
export const openRaw = (id = 'vega'): Promise<IDBPDatabase> => openDB(`lived-plan:${id}`);

/** Does something to it, and lets go. */
export const onRaw = async <T>(work: (db: IDBPDatabase) => Promise<T>, id = 'vega'): Promise<T> => {
  const db = await openRaw(id);
  try {
    return await work(db);
  } finally {
    db.close();
  }
};

/** All bytes in it, as text: what a search of the disk would find. */
export const textOnDisk = (id = 'vega'): Promise<string> =>
  onRaw(async (db) => {
    const text: string[] = [];
    const add = (value: unknown): void => {
      if (value instanceof Uint8Array) text.push(new TextDecoder('latin1').decode(value));
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(add);
    };
    for (const store of db.objectStoreNames) add(await db.getAll(store));
    return text.join('\n');
  }, id);
