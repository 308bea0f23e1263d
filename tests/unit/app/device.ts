import { keepNewPlan } from '../../../src/lib/app/plans';
import { writeEntry } from '../../../src/lib/app/planEntry';
import type { Device } from '../../../src/lib/app/device';
import vega from '../../../src/lib/app/examples/vega.json';
import { planFileToChanges } from '../../../src/lib/domain/plan/format/planFileToChanges';
import { PlanFile } from '../../../src/lib/domain/plan/schema';
import { emptyShelf, memoryVault, type Shelf } from '../../../src/lib/vault/memoryVault';
import { StorageError, type DocumentStore, type StorageTrouble } from '../../../src/lib/vault/port';

/** One tab of a device; tabs of one device share a shelf. */
export const tab = (shelf: Shelf = emptyShelf()): Device => ({
  vault: memoryVault(shelf),
  id: 'phone',
  keeps: true,
});

/** A tab whose documents are opened by `open`, which is given how they are opened else. */
export const withOpening = (
  device: Device,
  open: (id: string, asElse: () => Promise<DocumentStore>) => Promise<DocumentStore>,
): Device => ({
  ...device,
  vault: { ...device.vault, open: (id) => open(id, () => device.vault.open(id)) },
});

/** Whether the storage of one document, or of several, is full just now. */
export class Full {
  now = false;
  readonly #again: (() => Promise<void>)[] = [];

  /** The storage has room again: what waited is kept, as the port promises. */
  async end(): Promise<void> {
    this.now = false;
    for (const again of this.#again) await again();
  }

  /** A store that keeps nothing while it is full. */
  readonly store = (inner: DocumentStore): DocumentStore => {
    const waiting: Parameters<DocumentStore['append']>[] = [];
    const listeners = new Set<(trouble: StorageTrouble | undefined) => void>();
    const tell = (trouble: StorageTrouble | undefined) => {
      for (const listener of listeners) listener(trouble);
    };
    this.#again.push(async () => {
      const had = waiting.splice(0);
      for (const one of had) await inner.append(...one);
      if (had.length > 0) tell(undefined);
    });
    return {
      ...inner,
      append: async (...one) => {
        if (!this.now) return inner.append(...one);
        waiting.push(one);
        tell('full');
        throw new StorageError('full');
      },
      onTrouble: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      fold: async (rewrite) => {
        if (this.now) throw new StorageError('full');
        await inner.fold(rewrite);
      },
    };
  };
}

/** Whether these letters stand anywhere in what is kept of any document. */
export const standsIn = (shelf: Shelf, word: string): boolean =>
  [...shelf.documents.values()].some(({ history }) =>
    history.some(({ update }) => Buffer.from(update).includes(word)),
  );

/** The Vegas' plan, kept on a device as if it had been imported; `said`: what its file says otherwise. */
export const keepVegas = async (device: Device, said: Partial<PlanFile> = {}): Promise<string> => {
  const file = PlanFile.parse({ ...vega, ...said });
  const parts = await keepNewPlan(device, 'vegas', planFileToChanges(file));
  await writeEntry(device.vault, {
    id: 'vegas',
    names: [],
    example: false,
    openedAt: '2026-08-31T12:00:00Z',
    timeZone: file.timeZone,
    parts,
  });
  return 'vegas';
};
