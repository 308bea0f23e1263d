import type { BrowserContext, Page } from '@playwright/test';

declare global {
  /** All data channels that a page ever made, in their order. */
  var channels: RTCDataChannel[] | undefined;
  /** Hands the test a number for this page, and what came over its connections. */
  var tellPage: (() => Promise<number>) | undefined;
  var tellPiece: ((piece: string) => Promise<void>) | undefined;
}

/** Notes which connections the pages of a device make; to be asked for before they are loaded. */
export const noteChannels = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const { prototype } = RTCPeerConnection;
    const make = prototype.createDataChannel;
    globalThis.channels = [];
    prototype.createDataChannel = function (this: RTCPeerConnection, ...given) {
      const channel = make.apply(this, given);
      globalThis.channels?.push(channel);
      return channel;
    };
  });

/** All that comes to a device over its connections: which of a page's connections, and a piece as base64. Fills up as it comes. */
export const noteTraffic = async (context: BrowserContext): Promise<string[]> => {
  const traffic: string[] = [];
  let pages = 0;
  await context.exposeFunction('tellPage', () => (pages += 1));
  await context.exposeFunction('tellPiece', (piece: string) => void traffic.push(piece));
  await context.addInitScript(() => {
    const page = globalThis.tellPage?.();
    let channels = 0;
    const { prototype } = RTCPeerConnection;
    const make = prototype.createDataChannel;
    prototype.createDataChannel = function (this: RTCPeerConnection, ...given) {
      const channel = make.apply(this, given);
      const name = (channels += 1);
      channel.addEventListener('message', ({ data }) => {
        const bytes = Array.from(new Uint8Array(data as ArrayBuffer), (byte) =>
          String.fromCharCode(byte),
        );
        void page?.then((of) => globalThis.tellPiece?.(`${of}.${name} ${btoa(bytes.join(''))}`));
      });
      return channel;
    };
  });
  return traffic;
};

/** Which of them are open: their places in the order in which they were made. */
export const openChannels = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    (globalThis.channels ?? []).flatMap(({ readyState }, at) =>
      readyState === 'open' ? [at] : [],
    ),
  );
