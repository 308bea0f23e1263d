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

/** Looks for QR codes in a playing video and tells each text it finds. Returns how to stop. */
export const scan = (video: HTMLVideoElement, found: (text: string) => void): (() => void) => {
  let stopped = false;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const look = async (): Promise<void> => {
    const { readQr } = await import('../../carriers/readQr');
    while (!stopped) {
      const scale = looked / Math.max(looked, video.videoWidth, video.videoHeight);
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      if (pen && canvas.width > 0 && canvas.height > 0) {
        pen.drawImage(video, 0, 0, canvas.width, canvas.height);
        const text = readQr(pen.getImageData(0, 0, canvas.width, canvas.height));
        if (text !== undefined && !stopped) found(text);
      }
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  };
  void look();
  return () => {
    stopped = true;
  };
};
