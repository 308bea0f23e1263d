import { circleId } from '../domain/circle/circleId';
import type { CircleId, KnownBody } from '../domain/circle/record';
import { randomBytes, toText } from './bytes';
import type { Identity } from './identity';
import { decodeRecord, encodeRecord } from './logRecord';

/** Begins a circle with this device, which steers and is household. Answers its id and the bytes of the first record of its log. */
export const beginCircle = async (
  identity: Identity,
  about: Pick<Extract<KnownBody, { type: 'genesis' }>, 'plan' | 'name' | 'persons' | 'formerly'>,
  at: string,
): Promise<{ readonly circle: CircleId; readonly genesis: Uint8Array }> => {
  const genesis = await encodeRecord(identity, {
    prev: [],
    at,
    body: {
      type: 'genesis',
      kind: 'familyPlan',
      device: identity.keys,
      salt: toText(randomBytes(32)),
      ...about,
    },
  });
  const decoded = await decodeRecord(genesis);
  if (!decoded.ok) throw new Error('A genesis written here cannot be read');
  return { circle: circleId(decoded.value.record.hash), genesis };
};
