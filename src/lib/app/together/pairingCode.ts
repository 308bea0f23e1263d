import { decodeCode, encodeCode } from '../../carriers/codeText';
import { ok, refuse, type Result } from '../../domain/result';
import { concat, fromText, toText } from '../../ledger/bytes';
import { decodeInvitation, type Invitation } from '../../ledger/join/invitation';
import type { CodeRefusal as PairingRefusal } from '../../peers/pairing';
import type { CodeRefusal } from './port';

/** An offer as one code: what it takes to ask to come in, then the way to this device. */
export const encodeOffer = async (fragment: string, offer: Uint8Array): Promise<string> => {
  const invitation = fromText(fragment.slice('i='.length)) ?? new Uint8Array(0);
  return encodeCode(concat(Uint8Array.of(invitation.length), invitation, offer));
};

/** Reads it. */
export const decodeOffer = async (
  text: string,
): Promise<
  Result<{ readonly invitation: Invitation; readonly offer: Uint8Array }, CodeRefusal>
> => {
  const bytes = await decodeAnswer(text);
  if (!bytes.ok) return bytes;
  const [length = 0] = bytes.value;
  const invitation = await decodeInvitation(`i=${toText(bytes.value.subarray(1, 1 + length))}`);
  // An answer has no invitation in it.
  if (!invitation.ok)
    return refuse(invitation.refusal === 'otherVersion' ? 'otherVersion' : 'wrongTurn');
  return ok({ invitation: invitation.value, offer: bytes.value.slice(1 + length) });
};

/** Reads a code that is only the way to a device. */
export const decodeAnswer = async (text: string): Promise<Result<Uint8Array, CodeRefusal>> => {
  const code = await decodeCode(text);
  if (code.ok) return code;
  return refuse(code.refusal === 'foreign' ? 'notACode' : code.refusal);
};

/** What the network says of a code, as the screens say it. */
export const refusalOfCode = (refusal: PairingRefusal): CodeRefusal =>
  refusal === 'otherScope' ? 'wrongTurn' : refusal;
