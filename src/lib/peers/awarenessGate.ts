import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Bytes } from '../ledger/bytes';

/** y-webrtc's number for a frame about presence; all its others are dropped (PEER2). */
const AWARENESS = 1;
/** A device has one client id in the lobby, with next to nothing in it. */
const MOST_ENTRIES = 64;
const LARGEST_STATE = 1024;

interface Entry {
  readonly client: number;
  readonly clock: number;
  readonly state: string;
}

/** Undefined: another of y-webrtc's frames; 'broken': none at all. Never throws. */
const read = (frame: Uint8Array): readonly Entry[] | undefined | 'broken' => {
  try {
    const outer = decoding.createDecoder(frame);
    if (decoding.readVarUint(outer) !== AWARENESS) return undefined;
    const inner = decoding.createDecoder(decoding.readVarUint8Array(outer));
    const count = decoding.readVarUint(inner);
    if (count > MOST_ENTRIES) return 'broken';
    const entries: Entry[] = [];
    for (let at = 0; at < count; at++) {
      const client = decoding.readVarUint(inner);
      const clock = decoding.readVarUint(inner);
      const state = decoding.readVarString(inner);
      const value: unknown = JSON.parse(state);
      if (typeof value !== 'object' || state.length > LARGEST_STATE) return 'broken';
      entries.push({ client, clock, state });
    }
    return entries;
  } catch {
    return 'broken';
  }
};

const write = (entries: readonly Entry[]): Bytes => {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(inner, client);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, state);
  }
  const outer = encoding.createEncoder();
  encoding.writeVarUint(outer, AWARENESS);
  encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner));
  return new Uint8Array(encoding.toUint8Array(outer));
};

/** Which client ids of a lobby belong to whom: the first one a proven device names is its own. */
export class AwarenessGate {
  readonly #owners = new Map<number, object>();

  /** @param own this device's client id in the lobby */
  constructor(readonly own: number) {}

  /** What may leave: y-webrtc sends on what it knows of others. Absent: nothing. */
  out(frame: Uint8Array): Bytes | undefined {
    const entries = read(frame);
    if (!entries || entries === 'broken') return undefined;
    const mine = entries.filter(({ client }) => client === this.own);
    return mine.length > 0 ? write(mine) : undefined;
  }

  /**
   * What y-webrtc may see of a frame, and whether the frame was foul: nonsense, or in another's name.
   *
   * @param link the connection it came over
   */
  in(frame: Uint8Array, link: object): { pass?: Bytes; foul: boolean } {
    const entries = read(frame);
    if (!entries) return { foul: false };
    if (entries === 'broken') return { foul: true };
    const [first] = entries;
    const has = [...this.#owners.values()].includes(link);
    if (first && !has && first.client !== this.own && !this.#owners.has(first.client))
      this.#owners.set(first.client, link);
    const theirs = entries.filter(({ client }) => this.#owners.get(client) === link);
    const foul = theirs.length < entries.length;
    return theirs.length > 0 ? { pass: write(theirs), foul } : { foul };
  }

  /** The connection is gone, and its name with it. */
  forget(link: object): void {
    for (const [client, owner] of this.#owners) if (owner === link) this.#owners.delete(client);
  }
}
