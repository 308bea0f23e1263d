import { vi } from 'vitest';

/** Makes every write of y-indexeddb fail as on a full device: its transaction aborts, nobody says so. */
export const fillDevice = () => {
  const add = IDBObjectStore.prototype.add;
  return vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
  ) {
    // The empty record at each opening still finds its two bytes.
    if (value instanceof Uint8Array && value.length === 2) return add.call(this, value);
    const { transaction } = this;
    const request = this.put(value);
    queueMicrotask(() => {
      (transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError');
    });
    // y-indexeddb listens to nobody here, and so would the browser.
    return { ...request } as IDBRequest<IDBValidKey>;
  });
};
