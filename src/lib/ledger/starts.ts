import { readersOf } from '../domain/circle/readersOf';
import type { CirclePart, DeviceId } from '../domain/circle/record';
import type { Documents } from './documents';
import { headOf } from './kept';
import { mayStart } from './mayStart';
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

/** Whoever begins with that start needs the keys of all that it does not stand for. */
export const noteUncovered = (ledger: PartLedger, covers: Covers): void => {
  for (const bytes of ledger.after(headsOf(covers))) ledger.late.add(headOf(bytes).epoch);
};

/** The newest start here that was sealed for a device among others. */
const startFor = (documents: Documents, part: CirclePart, device: DeviceId): Covers | undefined => {
  const ledger = documents.of(part);
  const epochs = new Map(
    (documents.circle.epochs.get(part) ?? []).map(({ epoch, readers }) => [epoch, readers]),
  );
  const start = [...ledger.starts].findLast(([chain]) => {
    const first = ledger.causality.chain(chain)?.hashes[0];
    const bytes = first === undefined ? undefined : ledger.envelopes.get(first);
    return bytes !== undefined && epochs.get(headOf(bytes).epoch)?.has(device);
  });
  return start?.[1];
};

const headsOf = ({ chains }: Covers): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(chains).map(([chain, { sequence }]) => [chain, sequence]));
