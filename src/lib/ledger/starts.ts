import { readersOf } from '../domain/circle/readersOf';
import type { CirclePart, DeviceId, Hash } from '../domain/circle/record';
import type { Documents } from './documents';
import { headOf } from './kept';
import { mayStart } from './mayStart';
import { openersOf } from './openersOf';
import type { Covers, PartLedger } from './partLedger';

/** Which readers of a part lack a start that this device has to seal: it opened the part for them, and none here is theirs (LED5). */
export const lacksStart = (documents: Documents, part: CirclePart): boolean => {
  const { circle, device: own } = documents;
  const member = circle.devices.get(own);
  if (!member || !mayStart(member, part) || !documents.of(part).isBegun) return false;
  const epochs = circle.epochs.get(part) ?? [];
  return [...readersOf(circle, part)].some(
    (device) =>
      device !== own &&
      epochs.find(({ readers }) => readers.has(device))?.by === own &&
      !startFor(documents, part, device),
  );
};

/** What another device lacks of a part, given how far its chains are. Who holds nothing begins with a start that it can open. */
export const missing = (
  documents: Documents,
  part: CirclePart,
  heads: Readonly<Record<string, number>>,
  device: DeviceId,
): readonly Uint8Array[] => {
  const ledger = documents.of(part);
  if (Object.keys(heads).length > 0) return ledger.after(heads);
  const covers = startFor(documents, part, device);
  return covers ? ledger.after(headsOf(covers)) : [];
};

/** Whoever begins with that start, which they have the key of, needs the keys of all that it does not stand for. */
export const noteUncovered = (ledger: PartLedger, start: string, covers: Covers): void => {
  for (const bytes of ledger.after({ ...headsOf(covers), [start]: Infinity }))
    ledger.late.add(headOf(bytes).epoch);
};

/** The newest start here that is whole, and for which envelopes it stands; absent: there is none. */
const newestWhole = (
  ledger: PartLedger,
  isFor: (chain: string) => boolean = () => true,
): Covers | undefined =>
  [...ledger.starts].findLast(([chain]) => ledger.isWhole(chain) && isFor(chain))?.[1];

/**
 * The newest start here, whole, that was sealed for a device among others; for who was brought in by somebody that may seal
 * none, that it can open.
 */
const startFor = (documents: Documents, part: CirclePart, device: DeviceId): Covers | undefined => {
  const ledger = documents.of(part);
  const { circle } = documents;
  const epochs = circle.epochs.get(part) ?? [];
  const by = epochs.find(({ readers }) => readers.has(device))?.by ?? '';
  const bringer = circle.devices.get(by);
  const isBrought = bringer !== undefined && !mayStart(bringer, part);
  return newestWhole(ledger, (chain) => {
    const first = ledger.causality.chain(chain)?.hashes[0];
    const bytes = first === undefined ? undefined : ledger.envelopes.get(first);
    const epoch = bytes && epochs.find((one) => one.epoch === headOf(bytes).epoch);
    const openers = epoch && (isBrought ? openersOf(epoch, epochs) : epoch.readers);
    return openers?.has(device) === true;
  });
};

/**
 * The epochs of the newest start that is here whole, and of all that came after it: who may seal no start gives a device of
 * their own the keys to begin with that one.
 */
export const handedOn = (ledger: PartLedger): readonly Hash[] => {
  const covers = newestWhole(ledger);
  return covers ? ledger.after(headsOf(covers)).map((bytes) => headOf(bytes).epoch) : [];
};

const headsOf = ({ chains }: Covers): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(chains).map(([chain, { sequence }]) => [chain, sequence]));
