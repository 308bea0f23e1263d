import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
const source = read('node_modules/y-webrtc/src/y-webrtc.js');

/** What our peer, the guard and the room rely on; each was read in 10.3.0. */
const RELIED_ON = {
  'the peer is imported by the name that is aliased':
    "import Peer from 'simple-peer/simplepeer.min.js'",
  'a peer gets its half and the room’s options':
    'this.peer = new Peer({ initiator, ...room.provider.peerOpts })',
  'a connection is made of these four':
    'constructor (signalingConn, initiator, remotePeerId, room) {',
  'signals go out as they are':
    "publishSignalingMessage(signalingConn, room, { to: remotePeerId, from: room.peerId, type: 'signal', token: this.glareToken, signal })",
  'only its own two kinds of signal are looked into: offers': "if (data.signal.type === 'offer') {",
  'and answers': "if (data.signal.type === 'answer') {",
  'all are handed to the peer':
    'map.setIfUndefined(webrtcConns, data.from, () => new WebrtcConn(this, false, data.from, room)).peer.signal(data.signal)',
  'a closed peer gives up its place': "this.peer.on('close', () => {",
  'a room that is left destroys its peers': 'this.webrtcConns.forEach(conn => conn.destroy())',
  'a second provider of a topic throws': 'if (rooms.has(name)) {',
  'a provider gives up its topic only after its key': 'rooms.delete(this.roomName)',
  'messages of a server come by this name': "this.on('message', m => {",
  'sealed ones are text': "if (typeof m.data === 'string') {",
} as const;

test('PEER1: y-webrtc is the version that was read, unmodified', () => {
  expect(JSON.parse(read('node_modules/y-webrtc/package.json'))).toMatchObject({
    version: '10.3.0',
  });
  for (const name of ['simple-peer/simplepeer.min.js', 'y-webrtc'])
    expect(source.includes(name), name).toBe(true);
  expect(createHash('sha256').update(source).digest('hex')).toBe(DIGEST);
});

for (const [name, line] of Object.entries(RELIED_ON))
  test(`PEER1: y-webrtc: ${name}`, () => expect(source.split(line)).toHaveLength(2));

test('PEER1: its events are those that our peer has', () => {
  const events = [...source.matchAll(/this\.peer\.on\('(\w+)'/g)].map(([, name]) => name);
  expect(events).toEqual(['signal', 'connect', 'close', 'error', 'data']);
  const calls = [...source.matchAll(/peer\.(\w+)\(/g)].map(([, name]) => name);
  expect(new Set(calls)).toEqual(new Set(['on', 'destroy', 'send', 'signal']));
});

test('PEER1: build and tests put our peer in its place', () => {
  for (const file of ['vite.config.ts', 'tests/config/vitest.config.ts'])
    expect(read(file)).toMatch(/find: 'simple-peer\/simplepeer\.min\.js'/);
});

const DIGEST = 'fcccb26f0ec96a9bf96bcb34be641fb06973f5e402aab2e6f2b21a3237e8f879';
