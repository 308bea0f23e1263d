import type { CodePicture } from '../../carriers/drawQr';

export type { CodePicture } from '../../carriers/drawQr';

/** Draws a text as a QR code. Rejects when the text is too long for one. */
export const drawQr = async (text: string): Promise<CodePicture> => {
  const { drawQr: draw } = await import('../../carriers/drawQr');
  const picture = draw(text);
  if (!picture) throw new RangeError('Too long for a code');
  return picture;
};

/** Pixels along the longer side of what is looked at: enough for our codes, little enough for a slow phone. */
const looked = 720;

type Look = () => Promise<string | undefined>;

/** Looks for QR codes in a playing video and tells each text it finds. Returns how to stop. */
export const scan = (video: HTMLVideoElement, found: (text: string) => void): (() => void) => {
  let stopped = false;
  const look = async (): Promise<void> => {
    let read = (await nativeLook(video)) ?? (await ownLook(video));
    while (!stopped) {
      const text = await read().catch(async () => {
        // Some browsers name a reader that does not read.
        read = await ownLook(video);
        return undefined;
      });
      if (text !== undefined && !stopped) found(text);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  };
  void look();
  return () => {
    stopped = true;
  };
};

/** The browser's own reader (Shape Detection API), as far as it is used here. */
interface Detector {
  detect(video: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Absent where the browser reads no QR codes by itself. */
const nativeLook = async (video: HTMLVideoElement): Promise<Look | undefined> => {
  const { BarcodeDetector } = globalThis as { readonly BarcodeDetector?: DetectorClass };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (!BarcodeDetector || !formats.includes('qr_code')) return undefined;
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async () => {
    // Before its first picture there is nothing to look at.
    if (video.videoWidth === 0) return undefined;
    const [code] = await detector.detect(video);
    return code?.rawValue;
  };
};

/** Our own reader; the code for it comes only where it is needed. */
const ownLook = async (video: HTMLVideoElement): Promise<Look> => {
  const { readQr } = await import('../../carriers/readQr');
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async () => {
    const scale = looked / Math.max(looked, video.videoWidth, video.videoHeight);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (!pen || canvas.width === 0 || canvas.height === 0) return undefined;
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    return readQr(pen.getImageData(0, 0, canvas.width, canvas.height));
  };
};
