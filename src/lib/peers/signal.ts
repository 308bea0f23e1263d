import { fromText, toText } from '../ledger/bytes';
import { packDescription, unpackDescription, type Description } from './description';

/**
 * What one peer tells another through y-webrtc. Its `type` is none of those that y-webrtc acts on, so it hands
 * every one over as it is, whatever its own idea of who offers. Each says all that is known by then: one that
 * comes twice, late or out of order does no harm.
 */
export interface Signal {
  readonly type: 'lived';
  readonly half: 'offer' | 'answer';
  /** The attempt it speaks of, by its sender's name for it. */
  readonly session: string;
  /** An answer: the attempt of the other end that it answers; an offer: ''. */
  readonly to: string;
  readonly description: Description;
}

const NAME = /^[\w-]{12}$/;

export const writeSignal = ({ description, ...signal }: Signal): object => ({
  ...signal,
  packed: toText(packDescription(description)),
});

/** Absent: not ours. Never throws. */
export const readSignal = (value: unknown): Signal | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, half, session, to, packed } = value as Record<string, unknown>;
  if (type !== 'lived' || (half !== 'offer' && half !== 'answer')) return undefined;
  if (typeof session !== 'string' || !NAME.test(session) || typeof to !== 'string')
    return undefined;
  if (half === 'answer' ? !NAME.test(to) : to !== '') return undefined;
  if (typeof packed !== 'string' || packed.length > 2048) return undefined;
  const bytes = fromText(packed);
  const description = bytes && unpackDescription(bytes);
  return description && { type, half, session, to, description };
};
