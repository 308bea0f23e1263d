import type { DeviceKeys } from '../../../../src/lib/domain/circle/record';
import { hash, randomBytes, toText } from '../../../../src/lib/ledger/bytes';
import type { Invitation } from '../../../../src/lib/ledger/join/invitation';
import { askBytes, say, type Heard } from '../../../../src/lib/ledger/join/messages';
import { seedKey } from '../../../../src/lib/ledger/join/seedKey';

/** A right ask made by hand, by somebody who has the link. */
export const askByHand = async (
  invitation: Invitation,
  keys: DeviceKeys,
  insider: string,
  name = 'Teo',
  nonce = randomBytes(32),
): Promise<{ ask: Heard<'ask'>; nonce: string }> => {
  const key = await seedKey(invitation.seed);
  const commit = toText(await hash(nonce));
  const said = await askBytes(key.invitation, keys.sign, insider, { commit, name });
  const proof = toText(await key.signAsk(said));
  const ask: Heard<'ask'> = { type: 'ask', v: 1, commit, keys, name, language: 'es', proof };
  return { ask, nonce: toText(nonce) };
};

export const reveal = (nonce: string): Uint8Array => say({ type: 'reveal', nonce });
