import type { CirclePart, KnownBody } from '../domain/circle/record';
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
  records.push(...(await ledger.rotateDue(at)));
  // What only the newcomer's own devices read is sealed by one of those.
  const starts = await ledger.startsDue(newChain, at);
  records.push(...starts.flatMap((start) => start.records));
  return { records, starts };
};
