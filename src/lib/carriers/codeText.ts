import { ok, refuse, type Result } from '../domain/result';
import { concat, equal, hash } from '../ledger/bytes';

/** `foreign`: not one of our codes; `damaged`: one of ours with something missing or changed. */
export type CodeRefusal = 'foreign' | 'otherVersion' | 'damaged';

/**
 * Crockford's base 32: capitals and digits alone, so that a QR code packs two letters into eleven bits, no spaces that
 * get lost on the way, and no two letters that a person takes for each other.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FORMAT = 1;
const CHECK = 4;
/** In letters; the largest QR code holds less. */
const MOST = 4_000;

/** Bytes as a text that a QR code shows small and that can be pasted or typed: format, bytes, check. */
export const encodeCode = async (bytes: Uint8Array): Promise<string> => {
  const said = concat(Uint8Array.of(FORMAT), bytes);
  return toLetters(concat(said, await checkOf(said)));
};

/** Reads a code as scanned, pasted or typed: small letters, spaces, line breaks and dashes do not matter. Total. */
export const decodeCode = async (text: string): Promise<Result<Uint8Array, CodeRefusal>> => {
  const letters = text
    .slice(0, 2 * MOST)
    .replace(/[\s\p{Cf}-]+/gu, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (letters === '' || letters.length > MOST || /[^0-9A-HJKMNP-TV-Z]/.test(letters))
    return refuse('foreign');
  const bytes = fromLetters(letters);
  const said = bytes.subarray(0, -CHECK);
  if (said.length === 0 || !equal(await checkOf(said), bytes.subarray(-CHECK)))
    return refuse('damaged');
  return said[0] === FORMAT ? ok(said.slice(1)) : refuse('otherVersion');
};

// Bits that were used fall out of the 32 at the upper end by themselves.
const toLetters = (bytes: Uint8Array): string => {
  let [letters, held, bits] = ['', 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) letters += alphabet.charAt((held >>> (bits - 5)) & 31);
  }
  return bits > 0 ? letters + alphabet.charAt((held << (5 - bits)) & 31) : letters;
};

const fromLetters = (letters: string): Uint8Array => {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of letters) {
    held = (held << 5) | alphabet.indexOf(letter);
    bits += 5;
    if (bits >= 8) bytes.push((held >>> (bits -= 8)) & 255);
  }
  return Uint8Array.from(bytes);
};

const checkOf = async (said: Uint8Array): Promise<Uint8Array> =>
  (await hash(said)).subarray(0, CHECK);
