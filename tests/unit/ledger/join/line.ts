import { expect, vi } from 'vitest';
import type { Duplex } from '../../../../src/lib/ledger/join/duplex';

/** One end of a line in memory, with all it sent, in order. */
export interface End extends Duplex {
  readonly sent: Uint8Array[];
  readonly isClosed: boolean;
  /** How many listen here for messages. */
  readonly listeners: number;
}

/** Two ends; `near` is what the far one sees as the other's proven key. What is sent arrives a moment later. */
export const line = (near: string, far: string): [End, End] => {
  const end = (key: string) => ({
    key,
    sent: [] as Uint8Array[],
    hears: new Set<(message: Uint8Array) => void>(),
    ends: new Set<() => void>(),
    isClosed: false,
  });
  const [one, other] = [end(far), end(near)];
  const duplex = (mine: typeof one, theirs: typeof one): End => ({
    key: mine.key,
    sent: mine.sent,
    get isClosed() {
      return mine.isClosed;
    },
    get listeners() {
      return mine.hears.size;
    },
    send(message) {
      if (mine.isClosed) return;
      mine.sent.push(message);
      queueMicrotask(() => {
        if (!theirs.isClosed) for (const hear of [...theirs.hears]) hear(message);
      });
    },
    onMessage(listener) {
      mine.hears.add(listener);
      return () => mine.hears.delete(listener);
    },
    onClose(listener) {
      mine.ends.add(listener);
      return () => mine.ends.delete(listener);
    },
    close() {
      if (mine.isClosed) return;
      mine.isClosed = true;
      queueMicrotask(() => {
        theirs.isClosed = true;
        for (const ended of [...mine.ends, ...theirs.ends]) ended();
      });
    },
  });
  return [duplex(one, other), duplex(other, one)];
};

/** A clock that stands until it is moved. */
export class HandClock {
  now = 0;
  #waiting: { at: number; run: () => void }[] = [];
  later = (ms: number, run: () => void): (() => void) => {
    const entry = { at: this.now + ms, run };
    this.#waiting.push(entry);
    return () => (this.#waiting = this.#waiting.filter((other) => other !== entry));
  };
  /** How many things still wait for their time. */
  get waiting(): number {
    return this.#waiting.length;
  }
  pass(ms: number): void {
    this.now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
    for (const { run } of due) run();
  }
}

export const json = (message: Uint8Array | undefined): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(message)) as Record<string, unknown>;

/** Waits until something that is watched has come to a step. */
export const step = async <State extends { step: string }, Step extends State['step']>(
  of: { readonly state: State },
  name: Step,
): Promise<Extract<State, { step: Step }>> => {
  await vi.waitFor(() => expect(of.state.step).toBe(name), { interval: 1 });
  return of.state as Extract<State, { step: Step }>;
};
