import { onTestFinished, vi } from 'vitest';
// @ts-expect-error: y-webrtc's own sealing, which has no types where it stands
import * as sealing from '../../../node_modules/y-webrtc/src/crypto.js';
import { keepClosed } from '../../../src/lib/peers/closedDoors';
import { joinRoom } from '../../../src/lib/peers/room';
import type { Handshaker, LivePeer, Room, RoomOptions } from '../../../src/lib/peers/port';
import { FakeSignaling } from './fakeSignaling';

const { deriveKey, encryptJson, decryptJson } = sealing as {
  deriveKey(secret: string, topic: string): Promise<CryptoKey>;
  encryptJson(said: unknown, key: CryptoKey): Promise<Uint8Array>;
  decryptJson(sealed: Uint8Array, key: CryptoKey): Promise<unknown>;
};

const PASSWORD = 'of the Vegas';
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
let topics = 0;

/** A house with nobody in it. */
export const house = (): House => new House();

/** A device in the room, and everybody it met. */
export interface Guest {
  readonly room: Room;
  readonly handshaker: Handshaker;
  readonly topic: string;
  readonly met: LivePeer[];
  readonly heard: Uint8Array[];
}

/**
 * Several devices in one page. y-webrtc has one room a topic and page, so each has a topic of its own here, and the
 * server passes what is published in one to the others, sealed anew.
 */
export class House {
  readonly server = new FakeSignaling();
  readonly #keys = new Map<string, CryptoKey>();
  /** What each publishes, opened. */
  readonly told: { topic: string; said: Record<string, unknown> }[] = [];

  constructor() {
    const { server } = this;
    const say = server.say.bind(server);
    server.say = (topic, text) => {
      const key = this.#keys.get(topic);
      if (typeof text === 'string' && key) void this.#pass(topic, text, key, say);
    };
  }

  async #pass(topic: string, text: string, key: CryptoKey, say: FakeSignaling['say']) {
    const said = await decryptJson(fromBase64(JSON.parse(text).data), key);
    this.told.push({ topic, said: said as Record<string, unknown> });
    for (const [other, theirs] of this.#keys)
      if (other !== topic) say(other, await this.#sealed(other, said, theirs));
  }

  async #sealed(topic: string, said: unknown, key: CryptoKey): Promise<string> {
    const data = toBase64(await encryptJson(said, key));
    return JSON.stringify({ type: 'publish', topic, data });
  }

  /** Something that only a holder of the room's key can say. */
  async say(topic: string, said: unknown): Promise<void> {
    const key = this.#keys.get(topic);
    if (!key) throw new Error('no such topic');
    const data = toBase64(await encryptJson(said, key));
    this.raw(topic, JSON.stringify({ type: 'publish', topic, data }));
  }

  /** Text as it stands, from the server. */
  raw(topic: string, text: string | ArrayBuffer): void {
    Object.getPrototypeOf(this.server).say.call(this.server, topic, text);
  }

  /** A door at which nobody is let in any more. */
  async closedDoor(why: string): Promise<void> {
    const topic = `topic ${(topics += 1)}`;
    this.#keys.set(topic, await deriveKey(PASSWORD, topic));
    onTestFinished(keepClosed(['wss://signal.example'], [{ topic, password: PASSWORD, why }]));
  }

  async enter(
    handshaker: Handshaker,
    options: Partial<RoomOptions> = {},
    again?: Guest,
  ): Promise<Guest> {
    const topic = again?.topic ?? `topic ${(topics += 1)}`;
    this.#keys.set(topic, await deriveKey(PASSWORD, topic));
    const room = joinRoom({
      topic,
      password: PASSWORD,
      signaling: ['wss://signal.example'],
      iceServers: [],
      hidden: false,
      handshaker,
      ...options,
    });
    onTestFinished(() => room.close());
    const met: LivePeer[] = [];
    const heard: Uint8Array[] = [];
    room.onPeer((peer) => {
      met.push(peer);
      peer.onMessage((message) => heard.push(message));
    });
    return { room, handshaker, topic, met, heard };
  }
}

/** Long enough for a slow machine; a test that passes takes a fraction. */
export const soon = { timeout: 20_000, interval: 20 };

/** Waits until each is connected with so many. */
export const together = (count: number, ...guests: readonly Guest[]): Promise<void> =>
  vi.waitFor(() => {
    const counts = guests.map(({ room }) => room.state.peers);
    if (counts.some((peers) => peers !== count)) throw new Error(`connected: ${counts.join(', ')}`);
  }, soon);

/** Waits until a guest has announced itself: from then on its room hears what is said. */
export const listening = (vegas: House, { topic }: Guest): Promise<void> =>
  vi.waitFor(() => {
    if (!vegas.told.some((one) => one.topic === topic)) throw new Error('it said nothing yet');
  }, soon);
