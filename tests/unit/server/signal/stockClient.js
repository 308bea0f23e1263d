import { WebrtcProvider } from 'y-webrtc';
import { WebSocket } from 'ws';
import { Doc } from 'yjs';

/**
 * A device with stock y-webrtc, in a process of its own: one process has each room once. Started
 * with the address, the room and a password; tells whom it found, and what it was signalled.
 */
const [url = '', room = '', password = ''] = process.argv.slice(2);

/** Describes itself, and never connects: what is tried here is how two devices find each other. */
class Described extends EventTarget {
  iceConnectionState = 'new';
  iceGatheringState = 'complete';
  signalingState = 'stable';
  createDataChannel = () => ({ readyState: 'connecting', close: () => {} });
  createOffer = async () => ({ type: 'offer', sdp: 'v=0 offered\r\n' });
  createAnswer = async () => ({ type: 'answer', sdp: 'v=0 answered\r\n' });
  setLocalDescription = async (/** @type {unknown} */ description) => {
    this.localDescription = description;
  };
  setRemoteDescription = async (/** @type {{ type: string, sdp: string }} */ description) => {
    this.remoteDescription = description;
    process.send?.({ signalled: description.sdp.trim() });
  };
  close = () => {};
}

// The devices of one browser find each other without a server: here they must not.
Object.assign(globalThis, { WebSocket, BroadcastChannel: undefined });
const provider = new WebrtcProvider(room, new Doc(), {
  signaling: [url],
  password,
  filterBcConns: false,
  peerOpts: {
    wrtc: {
      RTCPeerConnection: Described,
      RTCSessionDescription: Object,
      RTCIceCandidate: Object,
    },
  },
});
provider.on('peers', ({ added }) => process.send?.({ found: added.length }));
