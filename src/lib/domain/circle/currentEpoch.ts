import type { Circle, Epoch } from './circle';
import { readersOf } from './readersOf';
import type { CirclePart, DeviceId } from './record';

/**
 * The epoch to seal under: the newest that all present readers can open; `undefined` when a new one is due.
 * @param bringer whose own further devices need not open it yet: its key is the one that they may be handed
 */
export const currentEpoch = (
  circle: Pick<Circle, 'devices' | 'epochs'>,
  part: CirclePart,
  bringer?: DeviceId,
): Epoch | undefined => {
  const readers = [...readersOf(circle, part)].filter(
    (device) => bringer === undefined || circle.devices.get(device)?.letInBy !== bringer,
  );
  return circle.epochs
    .get(part)
    ?.findLast((epoch) => readers.every((device) => epoch.readers.has(device)));
};
