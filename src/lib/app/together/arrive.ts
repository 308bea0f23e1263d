import type { StorageTrouble } from '../../vault/port';
import { thisDevice } from '../device';
import { noFaces, readFaces, withTalker, writeFaces } from '../faces';
import { readEntry, writeEntry } from '../planEntry';
import { changeCircle, readCircle } from './circleEntry';
import type { EngineClient } from './engineClient';
import { engineOf } from './engineOf';

/** Pieces of the plan that are here, of how many. */
export interface Coming {
  readonly here: number;
  readonly pieces: number;
  /** Why this device does not keep what comes now; it goes on by itself. */
  readonly unkept?: StorageTrouble | undefined;
}

/**
 * The rest of a plan that this device was let into: resolves once all that it reads is here. Whoever connects brings it. A tab
 * that was killed meanwhile is followed by the next that opens the plan.
 */
export const arrive = async (
  planId: string,
  onComing: (coming: Coming) => void = () => {},
): Promise<void> => {
  const { vault } = await thisDevice();
  const [engine, circle] = await Promise.all([engineOf(planId), readCircle(vault, planId)]);
  const device = circle?.device ?? '';
  await allHere(engine, device, onComing);
  const { begun = [], circle: now } = engine.status ?? {};
  const entry = await readEntry(vault, planId);
  if (entry) await writeEntry(vault, { ...entry, parts: [...begun] });
  const [person] = now?.devices.get(device)?.persons ?? [];
  const { people } = await readFaces(vault, planId);
  if (person !== undefined && people.length === 0)
    await writeFaces(vault, planId, withTalker(noFaces, person, Date.now()));
  await changeCircle(vault, planId, (known) => ({ ...known, state: 'shared' }));
};

/** Resolves once all documents that this device reads have begun. */
const allHere = (
  engine: EngineClient,
  device: string,
  onComing: (coming: Coming) => void,
): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      const { status } = engine;
      if (!status) return;
      const { coming = { here: 0, pieces: 0 }, unkept } = status;
      if (status.coming || unkept) onComing({ ...coming, unkept });
      // A tab that is closed now would lose it.
      if (unkept) return;
      if (!status.begun.includes('team')) return;
      if (status.circle.devices.get(device)?.household && !status.begun.includes('household'))
        return;
      stop();
      resolve();
    };
    const stop = engine.onStatus(look);
    look();
  });
