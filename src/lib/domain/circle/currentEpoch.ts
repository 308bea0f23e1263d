import type { Circle, Epoch } from './circle';
import { readersOf } from './readersOf';
import type { CirclePart } from './record';

/** The epoch to seal under: the newest that all present readers can open; `undefined` when a new one is due. */
export const currentEpoch = (circle: Circle, part: CirclePart): Epoch | undefined => {
  const readers = [...readersOf(circle, part)];
  return circle.epochs
    .get(part)
    ?.findLast((epoch) => readers.every((device) => epoch.readers.has(device)));
};
