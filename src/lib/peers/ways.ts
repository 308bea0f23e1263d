import type { RoomTrouble, Ways } from './port';

/** What this device asks of the browser: hidden, not even a STUN server hears of it. */
export const configuration = ({ iceServers, hidden }: Ways): RTCConfiguration => ({
  iceServers: hidden ? relays(iceServers) : iceServers.filter(isTaken),
  iceTransportPolicy: hidden ? 'relay' : 'all',
  bundlePolicy: 'max-bundle',
});

/** By server, as JSON. */
const taken = new Map<string, boolean>();

/** Whether this browser takes a server: one that it does not, whoever named it, keeps it from no other. */
const isTaken = (server: RTCIceServer): boolean => {
  const name = JSON.stringify(server);
  let takes = taken.get(name);
  if (takes !== undefined) return takes;
  try {
    new RTCPeerConnection({ iceServers: [server] }).close();
    takes = true;
  } catch {
    takes = false;
  }
  taken.set(name, takes);
  return takes;
};

/** Those servers, with those of their addresses, that relay. */
export const relays = (servers: readonly RTCIceServer[]): RTCIceServer[] =>
  servers
    .map((server) => ({
      ...server,
      urls: [server.urls].flat().filter((url) => /^turns?:/i.test(url)),
    }))
    .filter((server) => server.urls.length > 0 && isTaken(server));

/** Why nothing can be tried here at all. Absent: it can. */
export const impossible = (ways: Ways): RoomTrouble | undefined => {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return 'notSecure';
  if (ways.hidden && relays(ways.iceServers).length === 0) return 'hiddenWithoutRelay';
  try {
    new RTCPeerConnection(configuration(ways)).close();
    return undefined;
  } catch {
    return 'noWebRtc';
  }
};
