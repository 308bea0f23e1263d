/** Where y-webrtc finds its `simple-peer/simplepeer.min.js`, by an alias of the build (PEER1). */
export { Peer as default } from './peer';
