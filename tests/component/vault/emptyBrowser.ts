/** Deletes every database of this origin: what a fresh profile is. */
export const emptyBrowser = async (): Promise<void> => {
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error(`cannot delete ${name}`));
    });
  }
};
