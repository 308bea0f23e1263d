import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { serve, type Settings } from '../../../../src/server/serve.js';
import { LIMITS, type Limits } from '../../../../src/server/signal/limits.js';
import { openSignalling, type Signalling } from '../../../../src/server/signal/openSignalling.js';
import type { SignalSettings } from '../../../../src/server/signal/signalSettings.js';

interface Here {
  server: Server;
  signalling: Signalling;
  url: string;
}

/** Serves signalling alone at any free port until the test is over. */
export async function signalHere({
  limits = {},
  tls,
  ...more
}: { limits?: Partial<Limits>; tls?: Settings['tls'] } & Partial<
  Omit<SignalSettings, 'limits'>
> = {}): Promise<Here> {
  const signalling = await openSignalling({
    origins: [],
    behindProxy: false,
    ...more,
    limits: { ...LIMITS, ...limits },
  });
  const nothing = { resources: new Map(), fallback: undefined };
  const server = await serve(nothing, { port: 0, host: '127.0.0.1', tls }, signalling);
  onTestFinished(async () => {
    server.close();
    await signalling.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { server, signalling, url: `${tls ? 'wss' : 'ws'}://127.0.0.1:${port}/signal` };
}

export type Said = Record<string, unknown>;

export interface Line {
  ws: WebSocket;
  say: (message: unknown) => void;
  /** The next message that was not asked for yet; waits for it. */
  next: () => Promise<Said>;
  /** All that came until the server has answered what was said so far; none of it comes again. */
  soFar: () => Promise<Said[]>;
  /** The code it was closed with. */
  closed: Promise<number>;
}

/** Opens a line until the test is over; rejects with the status it was refused with. */
export async function dial(url: string, options: ClientOptions = {}): Promise<Line> {
  const line = await call(url, options);
  onTestFinished(() => line.ws.terminate());
  return line;
}

/** The same, and who calls also ends it. */
export async function call(url: string, options: ClientOptions = {}): Promise<Line> {
  const ws = new WebSocket(url, { rejectUnauthorized: false, ...options });
  const heard: Said[] = [];
  let wake = () => {};
  ws.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as Said);
    wake();
  });
  const closed = new Promise<number>((resolve) => ws.on('close', resolve));
  const next = async (): Promise<Said> => {
    for (;;) {
      const first = heard.shift();
      if (first) return first;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const say = (message: unknown) => ws.send(JSON.stringify(message));
  const soFar = async () => {
    say({ type: 'ping' });
    const came: Said[] = [];
    for (let one = await next(); one.type !== 'pong'; one = await next()) came.push(one);
    return came;
  };
  await new Promise<void>((resolve, reject) => {
    ws.on('open', resolve);
    ws.on('error', reject);
    ws.on('unexpected-response', (_request, { statusCode }) => reject(statusCode));
  });
  return { ws, say, next, soFar, closed };
}

/** Listens to these topics from now on. */
export async function listen(line: Line, ...topics: string[]): Promise<void> {
  line.say({ type: 'subscribe', topics });
  await line.soFar();
}
