import { parsePlanFileInSlices } from '../domain/plan/format/parsePlanFile';
import {
  askedOf,
  askedToChanges,
  planFileToChanges,
  type Asked,
} from '../domain/plan/format/planFileToChanges';
import { householdNames } from '../domain/plan/householdNames';
import type { PlanFile } from '../domain/plan/schema';
import type { FromWorker, OnlyMe, ToWorker } from './importMessages';

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
  const { file } = await hear('read');
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
  const nobody: ReadonlySet<string> = new Set();
  const asked = askedOf(plan, nobody);
  const answer = hear('write');
  say({
    type: 'read',
    fileId: plan.id,
    onlyMe: asked.map((one) => onlyMeOf(plan, one)),
    people: plan.people.map(({ id, name }) => ({ id, name })),
  });
  const { keepFor } = await answer;
  const kept = keepFor.flatMap(({ of, personId }) => {
    const one = asked.find(({ by }) => by === of);
    return one ? [askedToChanges(one, personId)] : [];
  });
  const batches = [...planFileToChanges(plan, { talkersHere: nobody }), ...kept];
  for (const [place, changes] of batches.entries()) {
    const next = hear('next');
    say({ type: 'changes', changes, done: half + (half * (place + 1)) / batches.length });
    await next;
  }
  say({
    type: 'written',
    names: householdNames(plan.people),
    timeZone: plan.timeZone,
    fileId: plan.id,
    dropped,
  });
};

const onlyMeOf = (plan: PlanFile, { by, tries }: Asked): OnlyMe => ({
  id: by,
  name: plan.people.find((person) => person.id === by)?.name ?? '',
  tries: tries.length,
});

void importFile();
