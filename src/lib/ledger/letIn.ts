import type { CirclePart, KnownBody } from '../domain/circle/record';
import { deviceId } from './identity';
import type { Ledger } from './ledger';

/** What letting somebody in wrote: to be kept and sent, records before envelopes. */
export interface LetIn {
  readonly records: readonly Uint8Array[];
  readonly starts: readonly {
    readonly part: CirclePart;
    readonly envelopes: readonly Uint8Array[];
  }[];
}

/**
 * Lets a device in: it stands in the log, every part that it reads gets an epoch that it can open, and the present state of
 * each sealed for it (LED5). `newChain`: names a chain never used before.
 */
export const letIn = async (
  ledger: Ledger,
  body: Extract<KnownBody, { type: 'admit' | 'addDevice' }>,
  at: string,
  newChain: () => string,
): Promise<LetIn> => {
  const records = [await ledger.write(body, at)];
  const device = await deviceId(body.device);
  records.push(...(await ledger.rotateDue(at)));
  const starts = [];
  for (const part of ledger.partsOf(device)) {
    // What only the newcomer's own devices read is sealed by one of those.
    if (!ledger.parts.includes(part)) continue;
    const sealed = await ledger.sealStart(part, newChain(), at);
    records.push(...sealed.records);
    starts.push({ part, envelopes: sealed.envelopes });
  }
  return { records, starts };
};
