import type { CirclePart, Hash } from '../domain/circle/record';
import { decodeUpdate } from './content/structs';
import type { Documents } from './documents';
import { decodeEnvelope, hashOf, openEnvelope, type EnvelopeHead } from './envelope';
import type { MemberLog } from './memberLog';
import { splitStart } from './start';

/** A kept document: its envelopes in the order they were kept, and all of what they say. */
export interface KeptPart {
  readonly part: CirclePart;
  readonly envelopes: readonly Uint8Array[];
  readonly updates: readonly Uint8Array[];
}

interface Reopened {
  readonly bytes: Uint8Array;
  readonly hash: Hash;
  readonly head: EnvelopeHead;
  /** Absent where it does not open. */
  readonly content: Uint8Array | undefined;
}

/** A kept envelope, read and opened again. */
export const reopen = async (log: MemberLog, bytes: Uint8Array): Promise<Reopened | undefined> => {
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) return undefined;
  const { head } = decoded.value;
  const key = await log.sealingKey(head.epoch);
  const opened = key && (await openEnvelope(decoded.value, key));
  return {
    bytes,
    hash: await hashOf(decoded.value),
    head,
    content: opened?.ok ? opened.value : undefined,
  };
};

export const headOf = (bytes: Uint8Array): EnvelopeHead => {
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) throw new Error('A kept envelope cannot be read');
  return decoded.value.head;
};

/** Takes in what this device kept of a document: it was judged when it came. */
export const restore = async (
  documents: Documents,
  { part, envelopes, updates }: KeptPart,
): Promise<void> => {
  const ledger = documents.of(part);
  ledger.replica.restore(updates);
  const opened = await Promise.all(envelopes.map((bytes) => reopen(documents.log, bytes)));
  for (const one of opened) {
    if (!one) continue;
    const { bytes, hash: of, head, content } = one;
    const chain = ledger.chainOf(head);
    if (head.sequence !== ledger.causality.lengthOf(chain) + 1) continue;
    const isFirst = head.kind === 'start' && head.sequence === 1;
    const covers = isFirst && content ? (await splitStart(content, true))?.covers : undefined;
    if (covers) {
      ledger.starts.set(chain.key, covers);
      ledger.checkpoints.set(of, { device: head.device, covers });
      ledger.beginStart(chain.key, covers);
    }
    ledger.causality.learn(chain, head.after);
    const before = ledger.causality.nextClock(chain);
    ledger.keep(
      of,
      bytes,
      chain,
      head.kind === 'edit' ? clockAfter(content, before) : before,
      head.after,
    );
    if (head.kind === 'start') ledger.pieceCame(chain.key);
  }
};

/** The Yjs clock after an update of one client. */
const clockAfter = (update: Uint8Array | undefined, before: number): number => {
  const decoded = update && decodeUpdate(update);
  const last = decoded?.ok ? decoded.value.structs.at(-1) : undefined;
  return last ? last.id.clock + last.length : before;
};
