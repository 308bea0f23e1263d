import { hasAnswered, noteAnswer } from './answering';
import { unseal } from './sealing';
import { readSignal } from './signal';

/** What of y-webrtc's connection to a signalling server is used: lib0's WebsocketClient. */
export interface SignalingConnection {
  readonly url: string;
  ws: WebSocket | null;
  readonly connected: boolean;
  /** Each makes the next try wait longer. */
  unsuccessfulReconnects: number;
  send(message: unknown): void;
  emit(event: 'message', args: readonly unknown[]): void;
  on(event: 'connect' | 'message', listener: () => void): void;
  off(event: 'connect' | 'message', listener: () => void): void;
}

/** A room of this page: who may be told of in it. */
export interface GuardedRoom {
  readonly key: PromiseLike<CryptoKey | null>;
  /** Whether another peer of this name has a place. */
  hasRoomFor(peerId: string): boolean;
  /** Who holds its key says that nobody opens there any more, and why, as they call it. */
  onClosed(why: string): void;
}

/** The longest message a server may hand over, in characters; a packed description is far below. */
const LONGEST = 16 * 1024;
/** Messages that are being opened; more than that is a flood. */
const MOST_OPENING = 64;

const rooms = new Map<string, GuardedRoom>();
/** Who hears when a connection is lost or could not be made, a guarded connection. */
const guarded = new WeakMap<object, Set<() => void>>();
let opening = 0;

/** Whether y-webrtc can do something with what was sealed, and will not stumble over it. */
const isSound = (told: unknown, room: GuardedRoom): boolean => {
  if (typeof told !== 'object' || told === null) return false;
  const { type, from, to, signal } = told as Record<string, unknown>;
  if (typeof from !== 'string' || from.length > 64 || !room.hasRoomFor(from)) return false;
  if (type === 'announce') return true;
  return type === 'signal' && typeof to === 'string' && readSignal(signal) !== undefined;
};

/** Why the room is closed, if that is what was told. */
const closedFor = (told: unknown): string | undefined => {
  const { type, why } = (told ?? {}) as Record<string, unknown>;
  return type === 'closed' && typeof why === 'string' ? why : undefined;
};

/** Opens one message as y-webrtc will, and hands it on only if that will go well. */
const admit = async (
  connection: SignalingConnection,
  topic: string,
  data: string,
): Promise<void> => {
  const room = rooms.get(topic);
  if (!room || opening >= MOST_OPENING) return;
  opening += 1;
  try {
    const key = await room.key;
    const sealed = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const told = key && (await unseal(sealed, key));
    const why = closedFor(told);
    if (why !== undefined) room.onClosed(why);
    else if (isSound(told, room))
      connection.emit('message', [{ type: 'publish', topic, data }, connection]);
  } catch {
    // Not sealed with this room's key: the server, or somebody who knows no more than the topic.
  } finally {
    opening -= 1;
  }
};

const hear = (connection: SignalingConnection, event: MessageEvent): void => {
  const { data } = event;
  let message: unknown;
  try {
    if (typeof data === 'string' && data.length <= LONGEST) message = JSON.parse(data);
  } catch {
    // Nonsense is dropped below.
  }
  const { type, topic, data: sealed } = (message ?? {}) as Record<string, unknown>;
  if (type === 'pong') return noteAnswer(connection);
  event.stopImmediatePropagation();
  if (type === 'publish' && typeof topic === 'string' && typeof sealed === 'string')
    void admit(connection, topic, sealed);
};

const listen = (connection: SignalingConnection, socket: WebSocket): void => {
  // A handler that is set anew comes after this listener.
  const { onmessage } = socket;
  socket.onmessage = null;
  socket.addEventListener('message', (event) => hear(connection, event));
  socket.onmessage = onmessage;
};

/**
 * Stands in front of y-webrtc's ear: nothing that a signalling server, or who else knows the topic, can send makes
 * it throw. Connections are shared by the rooms of a page.
 *
 * @param came it is open
 * @param went it was lost, or could not be opened; lib0 says the latter to nobody
 * @returns how to stop listening; the guard stays
 */
export const guardConnection = (
  connection: SignalingConnection,
  came: () => void,
  went: () => void,
): (() => void) => {
  const listeners = guarded.get(connection) ?? guard(connection);
  // Told once the connection has counted its failures.
  const later = () => queueMicrotask(went);
  listeners.add(later);
  connection.on('connect', came);
  return () => {
    listeners.delete(later);
    connection.off('connect', came);
  };
};

const guard = (connection: SignalingConnection): Set<() => void> => {
  const listeners = new Set<() => void>();
  guarded.set(connection, listeners);
  const send = connection.send.bind(connection);
  // Whoever leaves a room says so; a socket that is closing by then takes nothing, and the browser calls it an error.
  connection.send = (message) => {
    if (connection.ws?.readyState === WebSocket.OPEN) send(message);
  };
  let socket = connection.ws;
  /** Calls that were taken and ended without an answer, one after another. lib0 would try the next in the same moment. */
  let vain = 0;
  if (socket) listen(connection, socket);
  Object.defineProperty(connection, 'ws', {
    get: () => socket,
    set: (next: WebSocket | null) => {
      if (socket && connection.connected) {
        vain = hasAnswered(socket) ? 0 : vain + 1;
        connection.unsuccessfulReconnects = vain;
      }
      socket = next;
      if (next) listen(connection, next);
      else for (const listener of listeners) listener();
    },
  });
  return listeners;
};

/** Lets messages for a topic through, until what is returned is called. */
export const guardRoom = (topic: string, room: GuardedRoom): (() => void) => {
  rooms.set(topic, room);
  return () => {
    if (rooms.get(topic) === room) rooms.delete(topic);
  };
};

/** After a sleep or in another network: an open socket may be none. Gets a new one if it does not answer in time. */
export const probe = (connection: SignalingConnection, patience: number): void => {
  const { ws: socket } = connection;
  if (!socket || !connection.connected) return;
  let heard = false;
  const listening = () => (heard = true);
  socket.addEventListener('message', listening, { once: true });
  connection.send({ type: 'ping' });
  setTimeout(() => {
    socket.removeEventListener('message', listening);
    if (heard || connection.ws !== socket) return;
    // A dead socket says for half a minute that it is closing: its end is told here, and only once.
    const { onclose } = socket;
    socket.onclose = socket.onerror = socket.onmessage = null;
    socket.close();
    onclose?.call(socket, new CloseEvent('close'));
  }, patience);
};
