import { decodeQR } from 'qr/decode.js';

/** The text of a QR code in a picture (RGBA); `undefined` when none can be read. */
export const readQr = (image: {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}): string | undefined => {
  try {
    return decodeQR(image);
  } catch {
    return undefined;
  }
};
