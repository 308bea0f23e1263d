import { circleId } from '../domain/circle/circleId';
import type { KnownBody } from '../domain/circle/record';
import { randomBytes, toText } from './bytes';
import type { Identity } from './identity';
import { decodeRecord, encodeRecord } from './logRecord';
import { MemberLog } from './memberLog';

/** Begins a circle with this device, which steers and is household. Answers its log and the bytes of its first record. */
export const beginCircle = async (
  identity: Identity,
  about: Pick<Extract<KnownBody, { type: 'genesis' }>, 'plan' | 'name' | 'persons' | 'formerly'>,
  at: string,
): Promise<{ readonly log: MemberLog; readonly genesis: Uint8Array }> => {
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
  const log = new MemberLog(circleId(decoded.value.record.hash), identity);
  await log.take([genesis]);
  return { log, genesis };
};
