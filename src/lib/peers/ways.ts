import type { RoomTrouble, Ways } from './port';

/** What this device asks of the browser: hidden, not even a STUN server hears of it. */
export const configuration = ({ iceServers, hidden }: Ways): RTCConfiguration => ({
  iceServers: hidden ? relays(iceServers) : [...iceServers],
  iceTransportPolicy: hidden ? 'relay' : 'all',
  bundlePolicy: 'max-bundle',
});

/** Those servers, with those of their addresses, that relay. */
export const relays = (servers: readonly RTCIceServer[]): RTCIceServer[] =>
  servers
    .map((server) => ({
      ...server,
      urls: [server.urls].flat().filter((url) => /^turns?:/i.test(url)),
    }))
    .filter(({ urls }) => urls.length > 0);

/** Why nothing can be tried here at all. Absent: it can. */
export const impossible = (ways: Ways): RoomTrouble | undefined => {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return 'notSecure';
  if (ways.hidden && relays(ways.iceServers).length === 0) return 'hiddenWithoutRelay';
  try {
    new RTCPeerConnection(configuration(ways)).close();
    return undefined;
  } catch {
    return 'noWebRtc'; // Also where it takes none of the circle's servers.
  }
};
