import type { CircleId, Hash } from './record';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The id of the circle that begins with this genesis record: the first 16 bytes of its hash, as text. */
export const circleId = (genesis: Hash): CircleId =>
  genesis.slice(0, 21) + letters.charAt(letters.indexOf(genesis.charAt(21)) & 0b110000);
