import type { FileRefusal } from '../domain/plan/format/fileRefusal';
import type { Person } from '../domain/plan/schema';
import { ok, refuse, type Result } from '../domain/result';
import type { PartName, PlanDocument } from '../document/planDocument';
import { StorageError, type StorageTrouble } from '../vault/port';
import { thisDevice, type Device } from './device';
import { dropHalf, markOf } from './halfImports';
import type { FromWorker, KeepFor, OnlyMe, ToWorker } from './importMessages';
import { keptOrNot } from './keptOrNot';
import { newChain } from './newChain';
import { newId } from './newId';
import { deleteEntry, documentId, readEntries, writeEntry } from './planEntry';

/** Why nothing was imported. Nothing changed. */
export type ImportRefusal =
  | FileRefusal
  | { readonly kind: 'notJson' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'storage'; readonly trouble: StorageTrouble };

/** What only a person can say while a file is coming in. */
export interface ImportQuestions {
  /** A plan with this file's id is already here. */
  readonly alreadyHere: (planId: string) => Promise<'open' | 'keepBoth' | 'stop'>;
  /** Tries that only their writer may read: of whom, by name, and how many. Answers whose are kept on this device. */
  readonly onlyMe: (
    of: readonly OnlyMe[],
    people: readonly Pick<Person, 'id' | 'name'>[],
  ) => Promise<readonly KeepFor[]>;
}

export interface Imported {
  readonly planId: string;
  /** Paths of keys that no file may carry; they were left out. */
  readonly dropped: readonly string[];
}

/**
 * Takes a file in as a new plan. The file is read and judged away from the screen; the plan appears only when all of it is kept,
 * so stopping, or a killed tab, leaves nothing behind.
 */
export const importPlan = async (
  file: Blob,
  options: {
    readonly onProgress: (done: number) => void;
    readonly signal: AbortSignal;
    readonly questions: ImportQuestions;
  },
): Promise<Result<Imported, ImportRefusal>> => {
  const device = await thisDevice();
  const planId = newId();
  const worker = new Worker(new URL('./importWorker.ts', import.meta.url), { type: 'module' });
  try {
    await device.vault.set(markOf(planId), []);
    const result = await takeIn(device, worker, planId, file, options);
    if (result.ok && !options.signal.aborted && result.value.planId === planId) {
      await keptOrNot(device.vault.delete(markOf(planId)));
      return result;
    }
    // Stopped in its last moment it was whole already: nothing of it stays either.
    if (result.ok) await deleteEntry(device.vault, planId);
    await clearAway(device, planId);
    return options.signal.aborted ? refuse({ kind: 'stopped' }) : result;
  } catch (cause) {
    await clearAway(device, planId);
    if (cause instanceof StorageError) return refuse({ kind: 'storage', trouble: cause.trouble });
    throw cause;
  } finally {
    worker.terminate();
  }
};

/** Takes off this device what came in; where storage refuses, the mark stays, and the next start clears it away. */
const clearAway = async (device: Device, planId: string): Promise<void> => {
  await keptOrNot(dropHalf(device, planId).then(() => device.vault.delete(markOf(planId))));
};

const takeIn = (
  device: Device,
  worker: Worker,
  planId: string,
  file: Blob,
  { onProgress, signal, questions }: Parameters<typeof importPlan>[1],
): Promise<Result<Imported, ImportRefusal>> =>
  new Promise((resolve, reject) => {
    const held = navigator.locks?.request(markOf(planId), () => done);
    let release: () => void = () => {};
    const done = new Promise<void>((free) => (release = free));
    const end = (result: Result<Imported, ImportRefusal>): void => {
      release();
      void held;
      resolve(result);
    };
    const say = (message: ToWorker): void => worker.postMessage(message);
    const stores = new Map<string, Awaited<ReturnType<Device['vault']['open']>>>();
    const storeOf = async (part: string) => {
      const known = stores.get(part);
      if (known) return known;
      // First the mark: whatever happens to this tab, what is there is known to be half.
      await device.vault.set(markOf(planId), [...stores.keys(), part]);
      const store = await device.vault.open(documentId(planId, part));
      stores.set(part, store);
      return store;
    };
    const made: [PartName, Uint8Array][] = [];
    let plan: PlanDocument | undefined;
    const newDocument = async (): Promise<PlanDocument> => {
      const { PlanDocument } = await import('../document/planDocument');
      const document = new PlanDocument({ planId, device: device.id, newChain });
      document.onUpdate((part, update) => made.push([part, update]));
      return document;
    };
    const hear = async (message: FromWorker): Promise<void> => {
      if (signal.aborted) return;
      switch (message.type) {
        case 'progress':
          onProgress(message.done);
          return;
        case 'refused':
          end(refuse(message.refusal));
          return;
        case 'read': {
          const here = (await readEntries(device.vault)).find(
            (entry) => entry.fileId === message.fileId,
          );
          const answer = here ? await questions.alreadyHere(here.id) : 'keepBoth';
          if (answer === 'stop') return end(refuse({ kind: 'stopped' }));
          if (here && answer === 'open') return end(ok({ planId: here.id, dropped: [] }));
          const keepFor =
            message.onlyMe.length > 0 ? await questions.onlyMe(message.onlyMe, message.people) : [];
          say({ type: 'write', keepFor });
          return;
        }
        case 'changes': {
          plan ??= await newDocument();
          plan.write(message.changes, new Date().toISOString());
          for (const [part, update] of made.splice(0)) await (await storeOf(part)).append(update);
          if (signal.aborted) return;
          onProgress(message.done);
          say({ type: 'next' });
          return;
        }
        case 'written': {
          for (const part of ['team', 'household']) await storeOf(part);
          await Promise.all([...stores.values()].map((store) => store.close()));
          if (signal.aborted) return;
          await writeEntry(device.vault, {
            id: planId,
            names: message.names,
            example: false,
            openedAt: new Date().toISOString(),
            timeZone: message.timeZone,
            fileId: message.fileId,
            parts: [...stores.keys()],
          });
          end(ok({ planId, dropped: message.dropped }));
          return;
        }
      }
    };
    /** What is being written: whoever stops waits for it, so that nothing comes after the clearing away. */
    let writing: Promise<void> = Promise.resolve();
    const stop = (): void =>
      void writing.finally(async () => {
        await Promise.all([...stores.values()].map((store) => store.close()));
        end(refuse({ kind: 'stopped' }));
      });
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop);
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      const heard = hear(data).catch((cause: unknown) => {
        release();
        reject(cause instanceof Error ? cause : new Error(String(cause)));
      });
      if (data.type === 'changes' || data.type === 'written') writing = heard;
    });
    worker.addEventListener('error', (event) => {
      release();
      reject(new Error(event.message));
    });
    say({ type: 'read', file });
  });
