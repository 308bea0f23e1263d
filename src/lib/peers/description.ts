import { concat, utf8, type Bytes } from '../ledger/bytes';
import { packCandidate, unpackCandidate, writeCandidate, type Candidate } from './candidate';

/** All that one end of a call has to know of the other: what an SDP says in many more words. */
export interface Description {
  readonly ufrag: string;
  readonly pwd: string;
  /** SHA-256 of the DTLS certificate, 32 bytes. */
  readonly fingerprint: Uint8Array;
  readonly setup: 'actpass' | 'active' | 'passive';
  readonly candidates: readonly Candidate[];
}

const SETUPS = ['actpass', 'active', 'passive'] as const;
const UFRAG = /^[\w+/-]{4,64}$/;
const PWD = /^[\w+/-]{22,128}$/;
/** More addresses than a device has; a description that names more is damaged or means harm. */
const MOST_CANDIDATES = 24;

const all = (sdp: string, name: string): string[] =>
  sdp
    .split(/\r?\n/)
    .filter((line) => line.startsWith(`a=${name}:`))
    .map((line) => line.slice(name.length + 3));

/**
 * What a browser's SDP says, its candidates aside: they are told one by one. Absent: not the description of
 * one data channel, or not exactly one fingerprint in it (PEER2).
 */
export const readSdp = (sdp: string): Omit<Description, 'candidates'> | undefined => {
  const [ufrag, pwd, setup] = [
    all(sdp, 'ice-ufrag')[0],
    all(sdp, 'ice-pwd')[0],
    all(sdp, 'setup')[0],
  ];
  const fingerprints = all(sdp, 'fingerprint');
  const digest = /^sha-256 ([0-9a-f]{2}(?::[0-9a-f]{2}){31})$/i.exec(fingerprints[0] ?? '')?.[1];
  const known = SETUPS.find((one) => one === setup);
  if (fingerprints.length !== 1 || !digest || !known) return undefined;
  if (!ufrag || !UFRAG.test(ufrag) || !pwd || !PWD.test(pwd)) return undefined;
  const fingerprint = Uint8Array.from(digest.split(':'), (pair) => parseInt(pair, 16));
  return { ufrag, pwd, fingerprint, setup: known };
};

/** The SDP that Chromium, Firefox and Safari accept for one data channel and nothing else. */
export const writeSdp = (description: Description): string => {
  const { ufrag, pwd, fingerprint, setup, candidates } = description;
  const digest = Array.from(fingerprint, (byte) =>
    byte.toString(16).padStart(2, '0').toUpperCase(),
  );
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    ...candidates.map((candidate, at) => `a=${writeCandidate(candidate, at)}`),
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${digest.join(':')}`,
    `a=setup:${setup}`,
    'a=mid:0',
    'a=sctp-port:5000',
    'a=max-message-size:262144',
    '',
  ].join('\r\n');
};

/** Chromium's and Firefox's words are base64 in disguise: a quarter shorter as bytes. */
const packWord = (word: string): { short: boolean; bytes: Bytes } => {
  if (word.length % 4 === 0 && /^[\w+/]+$/.test(word) && !word.includes('_')) {
    const bytes = Uint8Array.from(atob(word), (char) => char.charCodeAt(0));
    return { short: true, bytes };
  }
  return { short: false, bytes: utf8(word) };
};

const unpackWord = (short: boolean, bytes: Uint8Array): string => {
  const text = String.fromCharCode(...bytes);
  return short ? btoa(text) : text;
};

/** Bytes: flags, the two words with their lengths, the fingerprint, how many candidates, the candidates. */
export const packDescription = (description: Description): Bytes => {
  const ufrag = packWord(description.ufrag);
  const pwd = packWord(description.pwd);
  const { candidates } = description;
  return concat(
    [SETUPS.indexOf(description.setup) | (ufrag.short ? 4 : 0) | (pwd.short ? 8 : 0)],
    [ufrag.bytes.length],
    ufrag.bytes,
    [pwd.bytes.length],
    pwd.bytes,
    description.fingerprint,
    [Math.min(candidates.length, MOST_CANDIDATES)],
    ...candidates.slice(0, MOST_CANDIDATES).map(packCandidate),
  );
};

/** Absent: damaged, or anything that could not have been packed. Never throws. */
export const unpackDescription = (bytes: Uint8Array): Description | undefined => {
  let at = 1;
  const take = (length: number): Uint8Array => bytes.subarray(at, (at += length));
  const flags = bytes[0] ?? 255;
  const setup = SETUPS[flags & 3];
  if (!setup || flags > 15) return undefined;
  const ufrag = unpackWord((flags & 4) !== 0, take(take(1)[0] ?? 0));
  const pwd = unpackWord((flags & 8) !== 0, take(take(1)[0] ?? 0));
  const fingerprint = new Uint8Array(take(32));
  const count = take(1)[0] ?? 255;
  if (!UFRAG.test(ufrag) || !PWD.test(pwd) || at > bytes.length || count > MOST_CANDIDATES)
    return undefined;
  const candidates: Candidate[] = [];
  while (candidates.length < count) {
    const read = unpackCandidate(bytes, at);
    if (!read) return undefined;
    candidates.push(read.candidate);
    at = read.next;
  }
  return at === bytes.length ? { ufrag, pwd, fingerprint, setup, candidates } : undefined;
};
