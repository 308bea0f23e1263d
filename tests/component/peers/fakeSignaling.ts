import { onTestFinished } from 'vitest';

/** y-webrtc's protocol in one page: what a server would do, and how it can fail. */
export class FakeSignaling {
  readonly published: string[] = [];
  #sockets = new Set<FakeSocket>();
  up = true;
  /** Messages from now on go nowhere. */
  deaf = false;
  /** Every call is taken, and ended at once. */
  hangsUp = false;

  /** Every WebSocket of the page leads here, until the test is over. */
  constructor() {
    const real = globalThis.WebSocket;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class below has its own
    const server = this;
    globalThis.WebSocket = class extends FakeSocket {
      constructor(url: string) {
        super(url, server);
      }
    } as unknown as typeof WebSocket;
    onTestFinished(() => void (globalThis.WebSocket = real));
  }

  /** Connections that were ever asked for. */
  made = 0;

  join(socket: FakeSocket): void {
    this.made += 1;
    queueMicrotask(() => {
      if (!this.up) return socket.drop();
      this.#sockets.add(socket);
      socket.readyState = 1;
      socket.onopen?.(new Event('open'));
      if (this.hangsUp) socket.drop();
    });
  }

  leave(socket: FakeSocket): void {
    this.#sockets.delete(socket);
  }

  hear(socket: FakeSocket, text: string): void {
    if (this.deaf) return;
    const message = JSON.parse(text) as {
      type: string;
      topic?: string;
      topics?: string[];
      data?: string;
    };
    if (message.type === 'subscribe')
      for (const one of message.topics ?? []) socket.topics.add(one);
    if (message.type === 'unsubscribe')
      for (const one of message.topics ?? []) socket.topics.delete(one);
    if (message.type === 'ping') socket.tell(JSON.stringify({ type: 'pong' }));
    if (message.type !== 'publish' || message.topic === undefined) return;
    this.published.push(text);
    this.say(message.topic, text);
  }

  /** Anything at all, to all who subscribed. */
  say(topic: string, text: string | ArrayBuffer): void {
    for (const socket of this.#sockets) if (socket.topics.has(topic)) socket.tell(text);
  }

  /** The server is gone: every connection ends, new ones fail. */
  stop(): void {
    this.up = false;
    for (const socket of [...this.#sockets]) socket.drop();
  }

  start(): void {
    this.up = true;
  }
}

class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 0;
  readonly topics = new Set<string>();
  onopen: ((event: Event) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  #handler: ((event: MessageEvent) => void) | null = null;
  readonly #handled = (event: Event) => this.#handler?.(event as MessageEvent);

  constructor(
    readonly url: string,
    readonly server: FakeSignaling,
  ) {
    super();
    server.join(this);
  }

  get onmessage() {
    return this.#handler;
  }
  /** As in a browser: a handler stands where it was first set since it was last taken away. */
  set onmessage(handler) {
    if (handler === null) this.removeEventListener('message', this.#handled);
    else if (this.#handler === null) this.addEventListener('message', this.#handled);
    this.#handler = handler;
  }

  send(text: string): void {
    if (this.readyState === 1) queueMicrotask(() => this.server.hear(this, text));
  }

  tell(data: string | ArrayBuffer): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }

  drop(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.server.leave(this);
    queueMicrotask(() => this.onclose?.(new CloseEvent('close')));
  }

  close(): void {
    this.drop();
  }
}
