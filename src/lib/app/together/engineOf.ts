import { thisDevice } from '../device';
import { EngineClient } from './engineClient';
import { changeCircle, readCircle } from './circleEntry';
import { ourKeys } from './ourKeys';

const engines = new Map<string, Promise<EngineClient>>();
/** One that is of no plan yet. */
let warm: EngineClient | undefined;

/** The engine of a shared plan in this tab, started when it is first asked for. Rejects for a plan that is not shared. */
export const engineOf = (planId: string): Promise<EngineClient> => {
  const known = engines.get(planId);
  if (known) return known;
  const started = start(planId);
  engines.set(planId, started);
  started.catch(() => engines.delete(planId));
  return started;
};

/** Begins to load one, for a plan that may come soon. */
export const warmEngine = (): void => {
  warm ??= new EngineClient();
};

const start = async (planId: string): Promise<EngineClient> => {
  const { vault } = await thisDevice();
  const entry = await readCircle(vault, planId);
  if (!entry) throw new Error('This plan is not shared');
  const engine = warm && !warm.isOver ? warm : new EngineClient();
  warm = undefined;
  try {
    await engine.open(planId, entry.circle, await ourKeys(vault, planId));
    if (entry.state !== 'starting') return engine;
    // One tab seals what stands here; a tab that was killed in the middle is followed by the next.
    await navigator.locks.request(`begin/${planId}`, async () => {
      await engine.call('begin');
      await changeCircle(vault, planId, (now) => ({ ...now, state: 'shared' }));
    });
    await engine.refresh();
    return engine;
  } catch (cause) {
    // The next one opens what is kept anew; two that seal would take the same place.
    await engine.close();
    throw cause;
  }
};

/** Lets go of it. */
export const closeEngine = async (planId: string): Promise<void> => {
  const engine = engines.get(planId);
  engines.delete(planId);
  await engine?.then((client) => client.close()).catch(() => {});
};
