import type { Change } from '../domain/plan/change';
import type { FileRefusal } from '../domain/plan/format/fileRefusal';
import { parsePlanFileInSlices } from '../domain/plan/format/parsePlanFile';
import { planFileToChanges } from '../domain/plan/format/planFileToChanges';
import type { PlanFile } from '../domain/plan/schema';
import { PlanDocument, type PartName } from '../document/planDocument';

/** What the page tells the worker, in this order: read, write, then next after every batch of updates. */
export type ToWorker =
  | {
      readonly type: 'read';
      readonly file: Blob;
      readonly planId: string;
      readonly device: string;
      readonly chain: string;
    }
  | { readonly type: 'write'; readonly keepOnlyMeOf: readonly string[] }
  | { readonly type: 'next' };

/** What the worker tells the page. `done` runs from 0 to 1 over the whole import. */
export type FromWorker =
  | { readonly type: 'progress'; readonly done: number }
  | {
      readonly type: 'refused';
      readonly refusal:
        FileRefusal | { readonly kind: 'notJson' } | { readonly kind: 'unreadable' };
    }
  | {
      readonly type: 'read';
      readonly fileId: string;
      readonly onlyMe: readonly { id: string; name: string; tries: number }[];
    }
  | {
      readonly type: 'updates';
      readonly part: string;
      readonly updates: readonly Uint8Array[];
      readonly done: number;
    }
  | {
      readonly type: 'written';
      readonly names: string[];
      readonly timeZone: string;
      readonly fileId: string;
      readonly dropped: readonly string[];
    };

/** Reading and judging take about as long as writing. */
const half = 0.5;

const say = (message: FromWorker): void => postMessage(message);

const hear = <Type extends ToWorker['type']>(
  type: Type,
): Promise<Extract<ToWorker, { type: Type }>> =>
  new Promise((resolve) => {
    const listener = (event: MessageEvent<ToWorker>): void => {
      if (event.data.type !== type) return;
      removeEventListener('message', listener);
      resolve(event.data as Extract<ToWorker, { type: Type }>);
    };
    addEventListener('message', listener);
  });

const importFile = async (): Promise<void> => {
  const { file, planId, device, chain } = await hear('read');
  let text: string;
  try {
    text = await file.text();
  } catch {
    return say({ type: 'refused', refusal: { kind: 'unreadable' } });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return say({ type: 'refused', refusal: { kind: 'notJson' } });
  }
  const slices = parsePlanFileInSlices(value);
  let slice = slices.next();
  while (!slice.done) {
    say({ type: 'progress', done: slice.value * half });
    slice = slices.next();
  }
  const parsed = slice.value;
  if (!parsed.ok) return say({ type: 'refused', refusal: parsed.refusal });
  const { file: plan, dropped } = parsed.value;
  const answer = hear('write');
  say({ type: 'read', fileId: plan.id, onlyMe: onlyMeOf(plan) });
  const { keepOnlyMeOf } = await answer;
  await write(plan, new Set(keepOnlyMeOf), new PlanDocument({ planId, device, chain }));
  say({
    type: 'written',
    names: plan.people
      .filter((person) => person.household && !person.leftOn)
      .map((person) => person.name),
    timeZone: plan.timeZone,
    fileId: plan.id,
    dropped,
  });
};

const onlyMeOf = (plan: PlanFile): { id: string; name: string; tries: number }[] => {
  const counts = new Map<string, number>();
  for (const attempt of plan.tries)
    if (attempt.visibility === 'onlyMe')
      counts.set(attempt.by ?? '', (counts.get(attempt.by ?? '') ?? 0) + 1);
  return [...counts].map(([id, tries]) => ({
    id,
    tries,
    name: plan.people.find((person) => person.id === id)?.name ?? '',
  }));
};

const write = async (
  plan: PlanFile,
  kept: ReadonlySet<string>,
  document: PlanDocument,
): Promise<void> => {
  const made = new Map<PartName, Uint8Array[]>();
  document.onUpdate((part, update) => {
    made.set(part, [...(made.get(part) ?? []), update]);
  });
  const tries = plan.tries.filter(
    (attempt) => attempt.visibility !== 'onlyMe' || kept.has(attempt.by ?? ''),
  );
  const batches: (readonly Change[])[] = [...planFileToChanges({ ...plan, tries })];
  const at = new Date().toISOString();
  for (const [place, batch] of batches.entries()) {
    document.write(batch, at);
    for (const [part, updates] of made) {
      const next = hear('next');
      say({ type: 'updates', part, updates, done: half + (half * (place + 1)) / batches.length });
      await next;
    }
    made.clear();
  }
};

void importFile();
