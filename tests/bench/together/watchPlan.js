/**
 * What a page of ours says of itself. Moments are milliseconds since 1970, finer than a millisecond; all browsers of a run
 * stand on one machine and so have one clock.
 *
 * @typedef {object} Seen
 * @property {number} offset from the page's own clock to that one
 * @property {{ at: number, count: number }[]} kept writes of this page that are durable now, and how many each was
 * @property {number} sealed how many of them are kept in their envelopes
 * @property {{ at: number, count: number, again: number }[]} came what its engine took in from others and kept: when the
 *   page heard, and (`again`) when it was done with it, screens included
 * @property {number} told when it was told last of what another tab or its engine kept: what it heard of before that was
 *   durable it is told of again
 * @property {number[]} clicks
 * @property {number[]} drawn when something of what `draw` names changed
 * @property {number} in bytes that came over data channels
 * @property {number} out
 * @property {number} first when the first of them passed since `count` was called
 * @property {number} last
 * @property {number[]} opened when a data channel opened
 * @property {() => number} now
 * @property {(writes: number) => Promise<void>} read resolves once it has read so many writes of others, and did not have to
 *   be asked meanwhile: a page that is asked in each frame has that to do besides
 * @property {() => void} count begins to count anew
 * @property {(selector: string) => void} draw
 * @property {(parts: readonly string[]) => void} listen hears of documents that this page itself does not open
 * @property {(state: 'up' | 'down') => void} network down: nothing passes, and nobody is told
 * @property {(what: 'calls' | 'all') => void} bury lines that are open now never carry anything again: another network has
 *   another address
 * @property {() => void} hangUp ends all calls
 */

/** @typedef {{ n: number, by: string, update: Uint8Array, envelope?: Uint8Array }} Entry as the tabs of a device tell each other */

/**
 * Runs in every page before its own scripts: says when something is durable, when something came, and can take the network
 * away under our peers, which hear of it no more than they would of a cable that is pulled.
 */
export function watchPlan() {
  const steady = () => performance.timeOrigin + performance.now();
  /** How long writes may take to come, in milliseconds. */
  const patience = 600_000;
  /** Who waits until so many were read. */
  const looks = new Set();
  /** @type {Seen} */
  const seen = {
    offset: 0,
    kept: [],
    sealed: 0,
    told: 0,
    came: [],
    clicks: [],
    drawn: [],
    in: 0,
    out: 0,
    first: 0,
    last: 0,
    opened: [],
    now: () => steady() + seen.offset,
    read: (writes) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (seen.came.reduce((sum, one) => sum + (one.again ? one.count : 0), 0) < writes) return;
          looks.delete(look);
          resolve();
        };
        looks.add(look);
        look();
        setTimeout(() => reject(new Error(`Not ${writes} writes came`)), patience);
      }),
    count: () => {
      for (const list of [seen.kept, seen.came, seen.clicks, seen.drawn, seen.opened])
        list.length = 0;
      seen.sealed = seen.told = seen.in = seen.out = seen.first = seen.last = 0;
    },
    draw: (selector) => {
      new MutationObserver((records) => {
        const isWanted = records.some(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement;
          return element?.closest(selector);
        });
        if (isWanted) seen.drawn.push(seen.now());
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    },
    listen: (parts) => {
      for (const part of parts) new Channel(part).addEventListener('message', came);
    },
    network: (state) => {
      const was = network;
      network = state;
      if (was === 'down' && network === 'up') dispatchEvent(new Event('online'));
    },
    bury: (what) => {
      for (const one of open) if (what === 'all' || one instanceof RTCDataChannel) dead.add(one);
    },
    hangUp: () => {
      for (const one of open) if (one instanceof RTCDataChannel) one.close();
    },
  };
  Object.assign(globalThis, { seen });
  // The page's own clock may have been set by another tick of the machine's than that of another browser.
  const ticks = () => {
    const before = Date.now();
    let now = before;
    while (now === before) now = Date.now();
    return now - steady();
  };
  seen.offset = Math.min(ticks(), ticks(), ticks());

  addEventListener('click', () => seen.clicks.push(seen.now()), true);

  const Channel = globalThis.BroadcastChannel;
  const isPart = (/** @type {string} */ name) => /^lived-plan:.*\/(?!circle)/.test(name);
  /** @type {Set<string>} */
  const known = new Set();
  const came = (/** @type {MessageEvent} */ { data }) => {
    if (data?.kind !== 'appended') return;
    seen.told = seen.now();
    // What is told of before it is durable is told of again.
    const news = data.entries.filter((/** @type {Entry} */ { n, by, update }) => {
      const key = `${n}.${by}`;
      return update.length > 0 && !known.has(key) && known.add(key);
    });
    if (news.length === 0) return;
    const one = { at: seen.now(), count: news.length, again: 0 };
    seen.came.push(one);
    // What the page does with it, it does in this same task.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      one.again = seen.now();
      port1.close();
      for (const look of looks) look();
    };
    port2.postMessage(undefined);
  };
  globalThis.BroadcastChannel = class extends Channel {
    /** @param {string} name */
    constructor(name) {
      super(name);
      if (isPart(name)) this.addEventListener('message', came);
    }
    /**
     * @override
     * @param {any} message
     */
    postMessage(message) {
      if (message?.kind === 'appended' && isPart(this.name)) {
        const has = (/** @type {keyof Entry} */ what) =>
          message.entries.filter((/** @type {any} */ one) => one[what]?.length > 0).length;
        // What had to wait for its envelope is told of twice: as it is, and with nothing but that.
        if (has('update') > 0) seen.kept.push({ at: seen.now(), count: has('update') });
        seen.sealed += has('envelope');
      }
      super.postMessage(message);
    }
  };

  /** @type {'up' | 'down'} */
  let network = 'up';
  /** @type {Set<EventTarget>} */
  const open = new Set();
  /** @type {WeakSet<EventTarget>} */
  const dead = new WeakSet();
  /** Lines that this page itself let go of: of that it hears. */
  /** @type {WeakSet<EventTarget>} */
  const left = new WeakSet();
  const isCut = (/** @type {EventTarget} */ one) => network === 'down' || dead.has(one);
  const passed = () => {
    seen.last = seen.now();
    seen.first ||= seen.last;
  };
  /** @param {RTCDataChannel | WebSocket} line */
  const attend = (line) => {
    open.add(line);
    for (const kind of ['open', 'message', 'close'])
      line.addEventListener(kind, (event) => {
        if (kind === 'close') open.delete(line);
        if (isCut(line) && !(kind === 'close' && left.has(line))) {
          event.stopImmediatePropagation();
          // One that comes about in a network that is down was never there.
          if (kind === 'open') line.close();
        } else if (kind === 'open' && line instanceof RTCDataChannel) seen.opened.push(seen.now());
        else if (event instanceof MessageEvent && line instanceof RTCDataChannel) {
          seen.in += event.data.byteLength ?? event.data.length;
          passed();
        }
      });
    const close = line.close.bind(line);
    line.close = () => {
      left.add(line);
      close();
    };
    const send = line.send.bind(line);
    line.send = (/** @type {any} */ data) => {
      if (isCut(line)) return;
      if (line instanceof RTCDataChannel) {
        seen.out += data.byteLength ?? data.length;
        passed();
      }
      send(data);
    };
  };
  const create = RTCPeerConnection.prototype.createDataChannel;
  /** @type {typeof create} */
  RTCPeerConnection.prototype.createDataChannel = function (label, options) {
    const channel = create.call(this, label, options);
    attend(channel);
    return channel;
  };
  const Socket = globalThis.WebSocket;
  globalThis.WebSocket = class extends Socket {
    /** @param {ConstructorParameters<typeof WebSocket>} args */
    constructor(...args) {
      super(...args);
      attend(this);
    }
  };
}
