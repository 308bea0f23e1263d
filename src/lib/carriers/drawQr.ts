import { encodeQR } from 'qr';

/**
 * A code as a picture: its dark modules as one SVG path on a square of `size` units, the quiet margin included. To be
 * drawn dark on light in every theme: many readers do not know it the other way round.
 */
export interface CodePicture {
  readonly path: string;
  readonly size: number;
}

/** In modules, as ISO/IEC 18004 asks. */
const MARGIN = 4;
/** In bytes; in capitals and digits half as much again fits. */
const LARGEST = 1_200;

/** Draws a text as a QR code; `undefined` when it is too long for one that a phone reads from a screen. */
export const drawQr = (text: string): CodePicture | undefined => {
  if (new TextEncoder().encode(text).length > LARGEST) return undefined;
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: MARGIN });
  const path = rows
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '#' : ' '))
          .join('')
          .matchAll(/#+/g),
      ].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`),
    )
    .join('');
  return { path, size: rows.length };
};
