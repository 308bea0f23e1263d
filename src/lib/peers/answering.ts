import type { SignalingConnection } from './signalingGuard';

/** Sockets over which a server said something of use. */
const answered = new WeakSet<WebSocket>();

export const noteAnswer = ({ ws }: SignalingConnection): void => {
  if (ws) answered.add(ws);
};

export const hasAnswered = (socket: WebSocket): boolean => answered.has(socket);

/** Whether its server answers: who takes every call and then says nothing, or nonsense, helps nobody to meet. */
export const isAnswering = ({ connected, ws }: SignalingConnection): boolean =>
  connected && ws !== null && hasAnswered(ws);

/** Asks the server of each new socket to answer, and tells when it does. Returns how to stop. */
export const followAnswers = (connection: SignalingConnection, told: () => void): (() => void) => {
  const ask = (): void => connection.send({ type: 'ping' });
  connection.on('connect', ask);
  connection.on('message', told);
  if (connection.connected && !isAnswering(connection)) ask();
  return () => {
    connection.off('connect', ask);
    connection.off('message', told);
  };
};
