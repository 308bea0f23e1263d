import type { Identity } from '../../ledger/identity';
import { deriveRoom } from '../../ledger/deriveRoom';
import { toText } from '../../ledger/bytes';
import type { LivePeer, Room, RoomState, Ways } from '../../peers/port';
import { joinRoom } from '../../peers/room';
import type { EngineClient } from './engineClient';

/** Bytes that the network may hold before the engine is told to wait. */
const much = 1024 * 1024;

/** Hands an authenticated connection to the engine. */
export const attach = (
  engine: EngineClient,
  device: string,
  peer: LivePeer,
  onHeard: () => void = () => {},
): void => {
  const { hear, end } = engine.connect(device, {
    send: async (message) => {
      peer.send(message);
      if (peer.waiting > much) await peer.drained();
    },
    quarantine: () => peer.quarantine(),
  });
  peer.onMessage((message) => {
    onHeard();
    hear(message);
  });
  peer.onClose(end);
};

/** The device of the circle that signs with a key; absent: none that counts. */
export const deviceOf = (engine: EngineClient, signKey: string): string | undefined =>
  [...(engine.status?.circle.devices.values() ?? [])].find(
    ({ keys, suspended }) => keys.sign === signKey && !suspended,
  )?.device;

/** The same connection, whose messages wait for the next who listens: nothing is lost while somebody else is made ready. */
export const holding = (peer: LivePeer): LivePeer => {
  const held: Uint8Array[] = [];
  let listener: ((message: Uint8Array) => void) | undefined;
  const stop = peer.onMessage((message) => {
    if (listener) listener(message);
    else held.push(message);
  });
  return {
    key: peer.key,
    get waiting() {
      return peer.waiting;
    },
    send: (message) => peer.send(message),
    drained: () => peer.drained(),
    onMessage: (next) => {
      listener = next;
      for (const message of held.splice(0)) next(message);
      return stop;
    },
    onClose: (closed) => peer.onClose(closed),
    quarantine: () => peer.quarantine(),
    close: () => peer.close(),
  };
};

export interface MeetingOptions extends Ways {
  readonly signaling: readonly string[];
}

/**
 * The circle's room, as long as it is kept open: whoever of the circle is reachable is connected with the engine. When the
 * circle's meeting place changes, it moves there.
 */
export class CircleMeeting {
  readonly #engine: EngineClient;
  readonly #identity: Identity;
  readonly #options: MeetingOptions;
  readonly #onChanged: () => void;
  readonly #onHeard: (device: string) => void;
  readonly #stop: () => void;
  #room: Room | undefined;
  #topic: string | undefined;
  #moving: Promise<void> = Promise.resolve();
  #isShown = false;
  #closed = false;

  constructor(
    engine: EngineClient,
    identity: Identity,
    options: MeetingOptions,
    onChanged: () => void,
    onHeard: (device: string) => void,
  ) {
    this.#engine = engine;
    this.#identity = identity;
    this.#options = options;
    this.#onChanged = onChanged;
    this.#onHeard = onHeard;
    this.#stop = engine.onStatus(() => this.#follow());
    this.#follow();
  }

  get state(): RoomState | undefined {
    return this.#room?.state;
  }

  /** Keys of those who show that they are here now. */
  get shown(): ReadonlySet<string> {
    return new Set(this.#room?.presence.others.keys());
  }

  /** Shows the others that this device is here, or no longer (PEER5). */
  show(isHere: boolean): void {
    this.#isShown = isHere;
    this.#room?.presence.show(isHere ? Uint8Array.of(1) : undefined);
  }

  wake(): void {
    this.#room?.wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop();
    await this.#moving;
    await this.#room?.close();
  }

  /** Goes where the circle meets now. */
  #follow(): void {
    const key = this.#engine.status?.roomKey;
    if (!key) return;
    const topic = toText(key);
    if (topic === this.#topic) return;
    this.#topic = topic;
    this.#moving = this.#moving
      .then(() => this.#move(key))
      .catch((cause: unknown) => {
        console.error(cause);
      });
  }

  async #move(key: Uint8Array): Promise<void> {
    await this.#room?.close();
    if (this.#closed) return;
    const secrets = await deriveRoom(key);
    const engine = this.#engine;
    const room = joinRoom({
      ...this.#options,
      ...secrets,
      handshaker: {
        scope: engine.status?.circle.id ?? '',
        key: this.#identity.keys.sign,
        sign: (bytes) => this.#identity.sign('peer', bytes),
        admits: (signKey) => deviceOf(engine, signKey) !== undefined,
      },
    });
    this.#room = room;
    this.show(this.#isShown);
    room.presence.onChange(this.#onChanged);
    room.onState(this.#onChanged);
    room.onPeer((peer) => {
      const device = deviceOf(engine, peer.key);
      if (device === undefined) peer.close();
      else attach(engine, device, peer, () => this.#onHeard(device));
    });
    this.#onChanged();
  }
}
