import { expect, test } from 'vitest';
import { guardConnection, type SignalingConnection } from '../../../src/lib/peers/signalingGuard';

const say = (socket: WebSocket, data: unknown) =>
  socket.dispatchEvent(new MessageEvent('message', { data }));

test('PEER1: on a real socket, the first one and each that follows, nonsense does not reach y-webrtc’s handler', () => {
  const heard: unknown[] = [];
  /** As lib0 makes it: the handler is set at once on the first, after the guard knows it on the others. */
  const make = () => new WebSocket('ws://127.0.0.1:9');
  const handle = (socket: WebSocket) => (socket.onmessage = ({ data }) => heard.push(data));
  const first = make();
  handle(first);
  const connection = {
    url: 'ws://127.0.0.1:9',
    ws: first as WebSocket | null,
    connected: true,
    unsuccessfulReconnects: 0,
    send: () => {},
    emit: () => {},
    on: () => {},
    off: () => {},
  } satisfies SignalingConnection;
  guardConnection(
    connection,
    () => {},
    () => {},
  );
  const second = make();
  connection.ws = null;
  connection.ws = second;
  handle(second);
  const pong = JSON.stringify({ type: 'pong' });
  for (const socket of [first, second]) {
    for (const nonsense of ['{', 'null', '7', '{"type":"publish"}', new ArrayBuffer(3)])
      say(socket, nonsense);
    say(socket, pong);
    socket.close();
  }
  expect(heard).toEqual([pong, pong]);
});
