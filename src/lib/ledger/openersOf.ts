import type { Epoch } from '../domain/circle/circle';
import type { DeviceId, Hash } from '../domain/circle/record';

/**
 * The devices that were given the key of an epoch: by its record, or by a later one whose writer had it by then. Who wrote a
 * later one without having heard of the record that gave them the key could not pass it on.
 * @param epochs of that part, oldest first
 */
export const openersOf = (epoch: Epoch, epochs: readonly Epoch[]): ReadonlySet<DeviceId> => {
  const openers = new Set(epoch.readers);
  const passing: Epoch[] = [epoch];
  /** What the writer of each epoch had heard of. */
  const heard = new Map<Hash, ReadonlySet<Hash>>();
  for (const later of epochs) {
    const before = new Set<Hash>();
    for (const one of later.previous) {
      before.add(one);
      for (const earlier of heard.get(one) ?? []) before.add(earlier);
    }
    heard.set(later.epoch, before);
    if (!later.previous.includes(epoch.epoch)) continue;
    if (!passing.some((one) => before.has(one.epoch) && one.readers.has(later.by))) continue;
    passing.push(later);
    for (const reader of later.givenTo) openers.add(reader);
  }
  return openers;
};
