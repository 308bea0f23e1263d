import type { CirclePart, Hash } from '../../domain/circle/record';
import { decodeMessage, encodeMessage, type Message } from './messages';

/** What a connection to one device is, for those who talk over it. */
export interface Pipe {
  /** Resolves once the network has room for more. */
  send(message: Uint8Array): Promise<void>;
  /** Not authentic, or floods: it is closed and not let back in for a while. */
  quarantine(): void;
}

/** What this device holds, as a connection needs to know it. */
export interface Holdings {
  /** The parts that the other end reads too. */
  readonly parts: readonly CirclePart[];
  readonly logHashes: readonly Hash[];
  /** One short text each for what is here: equal texts, equal things. */
  readonly digests: () => Promise<{
    readonly log: string;
    readonly parts: Readonly<Record<string, string>>;
    readonly readings: Readonly<Record<string, string>>;
  }>;
  readonly records: (but: ReadonlySet<Hash>) => readonly Uint8Array[];
  readonly heads: (part: CirclePart) => Readonly<Record<string, number>>;
  /** The beginning of the hash of the last of each chain. */
  readonly tips: (part: CirclePart) => Readonly<Record<string, string>>;
  readonly bytes: (part: CirclePart) => number;
  /** Chains of which the other end holds another envelope at the same place. */
  readonly unlike: (
    part: CirclePart,
    heads: Readonly<Record<string, number>>,
    tips: Readonly<Record<string, string>>,
  ) => readonly Uint8Array[];
  readonly after: (
    part: CirclePart,
    heads: Readonly<Record<string, number>>,
  ) => Promise<readonly Uint8Array[]>;
  /** Takes records in; answers how many of them were not authentic. */
  readonly takeRecords: (records: readonly Uint8Array[]) => Promise<number>;
  /** Whether more of the other end is taken now; what is not stays there and is asked for when it is (LED4). */
  readonly takes: () => boolean;
  /** Takes envelopes in; answers how many of them were not authentic. */
  readonly takeEnvelopes: (envelopes: readonly Uint8Array[]) => Promise<number>;
}

/** How far the other end is, as far as it said. */
export interface Standing {
  /** It holds the same as this device; absent while it has not said. */
  readonly same: boolean | undefined;
  /** Parts of which it reads something else from the same envelopes (LED6). */
  readonly diverged: readonly CirclePart[];
  /** Bytes still to come of what was asked for, and of how many. */
  readonly arriving: { readonly done: number; readonly total: number } | undefined;
}

type Hello = Extract<Message, { type: 'hello' }>['hello'];

/** Envelopes that travel together: large enough to pack well, small enough to be judged without a long pause. */
const batch = 256 * 1024;
/** So many things that are not authentic, and a connection is over. */
const patience = 20;
/** So much that came and could not be taken in yet, in bytes, and it is a flood. */
const flood = 64 * 1024 * 1024;
/** Nor so many messages: the smallest costs a moment, in which nobody else is heard. */
const mostWaiting = 2_000;

/**
 * What is said over one connection (LED4): what each end holds in short; where that differs, what exactly; then what the
 * other lacks. New things are pushed at once. What fails to come is noticed by the next hello.
 */
export class Session {
  readonly #pipe: Pipe;
  readonly #holdings: Holdings;
  readonly #onStanding: (standing: Standing) => void;
  #standing: Standing = { same: undefined, diverged: [], arriving: undefined };
  #faults = 0;
  #ended = false;
  /** What comes in is taken in order. */
  #incoming: Promise<void> = Promise.resolve();
  #outgoing: Promise<void> = Promise.resolve();
  #lastHello = '';
  #theirs: Hello | undefined;
  #arriving = new Map<string, { done: number; total: number }>();
  /** Bytes that came and are not taken in yet. */
  #heaped = 0;
  #waiting = 0;
  /** Answers that are still to be sent: one of each kind is enough, however often it is asked for. */
  readonly #answering = new Set<string>();
  /** What was said last of how far a part is here. */
  readonly #saidHave = new Map<string, string>();

  constructor(pipe: Pipe, holdings: Holdings, onStanding: (standing: Standing) => void) {
    this.#pipe = pipe;
    this.#holdings = holdings;
    this.#onStanding = onStanding;
  }

  /** The connection stands: asks for what has not begun here, without hearing first that it is there, and says what is here. */
  begin(): Promise<void> {
    for (const part of this.#holdings.parts)
      if (Object.keys(this.#holdings.heads(part)).length === 0) this.#sayWant(part);
    return this.hello();
  }

  /** Says what is here, if that is news to the other end. */
  hello(): Promise<void> {
    return this.#say(async () => {
      const hello = await this.#holdings.digests();
      const said = JSON.stringify(hello);
      // Whoever is told says hello again: what they know already is not told, or that would never end.
      if (this.#compare(hello)) this.#tell();
      if (said === this.#lastHello) return undefined;
      this.#lastHello = said;
      return { type: 'hello', hello };
    });
  }

  /** Something new of this device: sent at once. */
  push(news: {
    readonly records: readonly Uint8Array[];
    readonly envelopes: readonly Uint8Array[];
  }): Promise<void> {
    this.#sayRecords(news.records);
    this.#sayEnvelopes(news.envelopes);
    return this.#outgoing;
  }

  /** A message came. Resolves when it was taken in. */
  hear(bytes: Uint8Array): Promise<void> {
    this.#heaped += bytes.length;
    this.#waiting += 1;
    if (this.#heaped > flood || this.#waiting > mostWaiting) this.#blame(patience);
    if (this.#ended) return Promise.resolve();
    this.#incoming = this.#incoming
      .then(() => this.#hear(bytes))
      .catch((cause: unknown) => {
        console.error(cause);
      })
      .finally(() => {
        this.#heaped -= bytes.length;
        this.#waiting -= 1;
      });
    return this.#incoming;
  }

  /** More is taken again: says once more what is here, so that the other end says what it has. */
  resume(): Promise<void> {
    this.#lastHello = '';
    return this.hello();
  }

  end(): void {
    this.#ended = true;
  }

  async #hear(bytes: Uint8Array): Promise<void> {
    if (this.#ended) return;
    const decoded = await decodeMessage(bytes);
    if (!decoded.ok) return this.#blame(1);
    const message = decoded.value;
    switch (message.type) {
      case 'hello':
        return this.#heardHello(message.hello);
      case 'log': {
        const theirs = new Set(message.hashes);
        return this.#answer('records', () => this.#sayRecords(this.#holdings.records(theirs)));
      }
      case 'records':
        return this.#blame(await this.#holdings.takeRecords(message.records));
      case 'have':
        return this.#heardHave(message.have);
      case 'want':
        return this.#heardWant(message.want);
      case 'envelopes': {
        if (!this.#holdings.takes()) return;
        const size = message.envelopes.reduce((sum, one) => sum + one.length, 0);
        const faults = await this.#holdings.takeEnvelopes(message.envelopes);
        this.#came(size);
        return this.#blame(faults);
      }
    }
  }

  async #heardHello(theirs: Hello): Promise<void> {
    this.#theirs = theirs;
    const ours = await this.#holdings.digests();
    this.#compare(ours);
    this.#tell();
    if (theirs.log !== ours.log)
      this.#answer('log', () => {
        void this.#say(async () => ({ type: 'log', hashes: this.#holdings.logHashes }));
      });
    for (const part of this.#holdings.parts)
      if (theirs.parts[part] !== undefined && theirs.parts[part] !== ours.parts[part])
        this.#answer(`have ${part}`, () => this.#sayHave(part));
  }

  #sayHave(part: CirclePart): void {
    void this.#say(async () => {
      const heads = this.#holdings.heads(part);
      this.#saidHave.set(part, JSON.stringify(heads));
      const tips = this.#holdings.tips(part);
      return { type: 'have', have: { part, heads, tips, bytes: this.#holdings.bytes(part) } };
    });
  }

  async #heardHave(have: {
    readonly part: string;
    readonly heads: Readonly<Record<string, number>>;
    readonly tips: Readonly<Record<string, string>>;
    readonly bytes: number;
  }): Promise<void> {
    const part = this.#holdings.parts.find((one) => one === have.part);
    if (part === undefined) return;
    const unlike = this.#holdings.unlike(part, have.heads, have.tips);
    if (unlike.length > 0) this.#answer(`unlike ${part}`, () => this.#sayEnvelopes(unlike));
    if (!this.#holdings.takes()) return;
    const ours = this.#holdings.heads(part);
    if (!reaches(ours, have.heads)) {
      // What came here from others meanwhile: said once, so that who lacks it asks for it.
      const said = JSON.stringify(ours);
      if (!reaches(have.heads, ours) || this.#saidHave.get(part) === said) return;
      return this.#answer(`have ${part}`, () => this.#sayHave(part));
    }
    const total = Math.max(0, have.bytes - this.#holdings.bytes(part));
    this.#arriving.set(part, { done: 0, total });
    this.#tell();
    this.#answer(`want ${part}`, () => this.#sayWant(part));
  }

  #sayWant(part: CirclePart): void {
    void this.#say(async () => ({
      type: 'want',
      want: { part, from: { ...this.#holdings.heads(part) } },
    }));
  }

  async #heardWant(want: {
    readonly part: string;
    readonly from: Readonly<Record<string, number>>;
  }): Promise<void> {
    const part = this.#holdings.parts.find((one) => one === want.part);
    if (part === undefined) return;
    const envelopes = await this.#holdings.after(part, want.from);
    this.#answer(`envelopes ${part}`, () => this.#sayEnvelopes(envelopes));
  }

  /** What is asked for while the answer to the same is still under way gets no second one: the next hello shows what it missed. */
  #answer(what: string, say: () => void): void {
    if (this.#answering.has(what)) return;
    this.#answering.add(what);
    say();
    void this.#outgoing.then(() => this.#answering.delete(what));
  }

  #sayEnvelopes(envelopes: readonly Uint8Array[]): void {
    for (const some of inBatches(envelopes))
      // Not awaited: what comes in meanwhile is heard; the order of what goes out stays.
      void this.#say(async () => ({ type: 'envelopes', envelopes: some }));
  }

  #sayRecords(records: readonly Uint8Array[]): void {
    for (const some of inBatches(records))
      void this.#say(async () => ({ type: 'records', records: some }));
  }

  #came(size: number): void {
    for (const [part, coming] of this.#arriving) {
      coming.done += size;
      if (coming.done >= coming.total) this.#arriving.delete(part);
    }
    this.#tell();
  }

  /** Works out how far the other end is; answers whether that is news. */
  #compare(ours: Awaited<ReturnType<Holdings['digests']>>): boolean {
    const theirs = this.#theirs;
    if (!theirs) return false;
    const before = this.#standing;
    const shared = this.#holdings.parts.filter((part) => theirs.parts[part] !== undefined);
    const equal = shared.filter((part) => theirs.parts[part] === ours.parts[part]);
    const same = theirs.log === ours.log && equal.length === shared.length;
    const diverged = equal.filter(
      (part) =>
        theirs.readings[part] !== undefined &&
        ours.readings[part] !== undefined &&
        theirs.readings[part] !== ours.readings[part],
    );
    if (same) this.#arriving.clear();
    this.#standing = { ...before, same, diverged };
    return same !== before.same || diverged.join() !== before.diverged.join();
  }

  #tell(): void {
    const all = [...this.#arriving.values()];
    const arriving =
      all.length === 0
        ? undefined
        : {
            done: all.reduce((sum, { done }) => sum + done, 0),
            total: all.reduce((sum, { total }) => sum + total, 0),
          };
    this.#standing = { ...this.#standing, arriving };
    this.#onStanding(this.#standing);
  }

  #blame(faults: number): void {
    this.#faults += faults;
    if (this.#faults < patience || this.#ended) return;
    this.#ended = true;
    this.#pipe.quarantine();
  }

  /** What goes out goes in order. */
  #say(what: () => Promise<Message | undefined>): Promise<void> {
    this.#outgoing = this.#outgoing
      .then(async () => {
        if (this.#ended) return;
        const message = await what();
        if (message) await this.#pipe.send(await encodeMessage(message));
      })
      .catch((cause: unknown) => {
        console.error(cause);
      });
    return this.#outgoing;
  }
}

/** Whether others' heads reach further than these anywhere. */
const reaches = (
  ours: Readonly<Record<string, number>>,
  theirs: Readonly<Record<string, number>>,
): boolean => Object.entries(theirs).some(([chain, at]) => at > (ours[chain] ?? 0));

const inBatches = function* (envelopes: readonly Uint8Array[]): Generator<Uint8Array[]> {
  let gathered: Uint8Array[] = [];
  let size = 0;
  for (const envelope of envelopes) {
    gathered.push(envelope);
    size += envelope.length;
    if (size < batch) continue;
    yield gathered;
    gathered = [];
    size = 0;
  }
  if (gathered.length > 0) yield gathered;
};
