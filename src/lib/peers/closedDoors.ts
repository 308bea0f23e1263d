import { WebsocketClient } from 'lib0/websocket';
import { keyOf, seal } from './sealing';
import { guardConnection, guardRoom, type SignalingConnection } from './signalingGuard';

/** A room that nobody of this device enters any more, and the word for why. */
export interface ClosedDoor {
  readonly topic: string;
  readonly password: string;
  readonly why: string;
}

/** Who comes is answered after so many milliseconds, together with whoever else came by then: nobody makes a door talk without end. */
const GATHER = 200;

/**
 * Tells whoever comes to these rooms that they are closed, sealed as all that is told there, over the signalling servers alone:
 * no connection is made, so nobody learns this device's internet address by a link that was taken back (PEER5). Returns how to
 * stop.
 */
export const keepClosed = (
  signaling: readonly string[],
  doors: readonly ClosedDoor[],
): (() => void) => {
  const keys = new Map(doors.map(({ topic, password }) => [topic, keyOf(password, topic)]));
  const tell = async (line: SignalingConnection, { topic, why }: ClosedDoor): Promise<void> => {
    const key = await keys.get(topic);
    if (!key) return;
    const sealed = await seal({ type: 'closed', why }, key);
    const data = btoa(String.fromCharCode(...sealed));
    line.send({ type: 'publish', topic, data });
  };
  const stops = doors.map(({ topic }) =>
    guardRoom(topic, {
      key: keys.get(topic) ?? Promise.resolve(null),
      hasRoomFor: () => true,
      onClosed: () => {},
    }),
  );
  for (const url of signaling) {
    const client = new WebsocketClient(url);
    const line = client as unknown as SignalingConnection;
    const answering = new Set<ClosedDoor>();
    const came = (): void => {
      line.send({ type: 'subscribe', topics: doors.map(({ topic }) => topic) });
      // Who waited there already announced themselves before.
      for (const door of doors) void tell(line, door);
    };
    stops.push(
      guardConnection(line, came, () => {}),
      () => client.destroy(),
    );
    client.on('message', ({ topic }: { readonly topic?: string }) => {
      const door = doors.find((one) => one.topic === topic);
      if (!door || answering.has(door)) return;
      answering.add(door);
      setTimeout(() => {
        answering.delete(door);
        void tell(line, door);
      }, GATHER);
    });
  }
  return () => {
    for (const stop of stops) stop();
  };
};
