import type { BrowserContext, Page } from '@playwright/test';

declare global {
  /** All data channels that a page ever made, in their order. */
  var channels: RTCDataChannel[] | undefined;
  var letPass: (() => void) | undefined;
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

/** A slow network: after the first pieces of long messages all others wait where they leave a device, until it is let go on. */
export const holdLong = async (context: BrowserContext): Promise<(page: Page) => Promise<void>> => {
  await context.addInitScript(() => {
    const waiting: (() => void)[] = [];
    let holds = true;
    globalThis.letPass = () => {
      holds = false;
      for (const send of waiting.splice(0)) send();
    };
    const { prototype } = RTCPeerConnection;
    const make = prototype.createDataChannel;
    prototype.createDataChannel = function (this: RTCPeerConnection, ...given) {
      const channel = make.apply(this, given);
      const send = channel.send.bind(channel) as (data: ArrayBufferView) => void;
      let left = 5;
      channel.send = ((data: ArrayBufferView) => {
        // The beat goes past all that waits.
        const isBeat = new Uint8Array(data.buffer, data.byteOffset, 1)[0] === 0;
        if (data.byteLength === 16 * 1024) left -= 1;
        if (holds && left < 0 && !isBeat) waiting.push(() => send(data));
        else send(data);
      }) as typeof channel.send;
      return channel;
    };
  });
  return (page) => page.evaluate(() => globalThis.letPass?.());
};
