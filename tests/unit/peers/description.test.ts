import { describe, expect, test } from 'vitest';
import { readCandidate } from '../../../src/lib/peers/candidate';
import { packDescription, readSdp, unpackDescription } from '../../../src/lib/peers/description';

const DIGEST = Array.from({ length: 32 }, (_, at) => (at + 160).toString(16).toUpperCase()).join(
  ':',
);

const CHROMIUM = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'a=extmap-allow-mixed',
  'a=msid-semantic: WMS',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:4Fh+',
  'a=ice-pwd:/l8N4sLDp1aCjZLLNIhFLz7V',
  'a=ice-options:trickle',
  `a=fingerprint:sha-256 ${DIGEST}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=sctp-port:5000',
  'a=max-message-size:262144',
  '',
].join('\r\n');

const FIREFOX = [
  'v=0',
  'o=mozilla...THIS_IS_SDPARTA-99.0 2531741520281394283 0 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  `a=fingerprint:sha-256 ${DIGEST}`,
  'a=group:BUNDLE 0',
  'a=ice-options:trickle',
  'a=msid-semantic:WMS *',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  'a=sendrecv',
  'a=ice-pwd:5a3b1c9d8e7f60415a3b1c9d8e7f6041',
  'a=ice-ufrag:0a1b2c3d',
  'a=mid:0',
  'a=setup:active',
  'a=sctp-port:5000',
  'a=max-message-size:1073741823',
  '',
].join('\r\n');

test('PEER6: Chromium’s and Firefox’s descriptions are read, and pack small', () => {
  const read = readSdp(CHROMIUM);
  expect(read).toMatchObject({ ufrag: '4Fh+', pwd: '/l8N4sLDp1aCjZLLNIhFLz7V', setup: 'actpass' });
  expect(read?.fingerprint[0]).toBe(160);
  expect(readSdp(FIREFOX)).toMatchObject({ ufrag: '0a1b2c3d', setup: 'active' });
  for (const sdp of [CHROMIUM, FIREFOX]) {
    const one = readSdp(sdp);
    const address = { kind: 'host', address: '192.168.1.7', port: 50_123 } as const;
    const packed = packDescription({ ...one!, candidates: [address] });
    expect(packed.length).toBeLessThanOrEqual(80);
    expect(unpackDescription(packed)).toEqual({ ...one, candidates: [address] });
  }
});

describe('PEER2: exactly one fingerprint, of the one kind', () => {
  const line = `a=fingerprint:sha-256 ${DIGEST}\r\n`;
  const other = line.replace('A0', 'A1');
  const wrong = {
    none: CHROMIUM.replace(line, ''),
    two: CHROMIUM.replace(line, line + other),
    'the same one twice': CHROMIUM.replace(line, line + line),
    'one for the session and one for the channel': other + CHROMIUM,
    'sha-1': CHROMIUM.replace('sha-256', 'sha-1'),
    'too short': CHROMIUM.replace(`${DIGEST}`, DIGEST.slice(3)),
  };
  for (const [name, sdp] of Object.entries(wrong))
    test(name, () => expect(readSdp(sdp)).toBeUndefined());
});

describe('addresses', () => {
  const cases = [
    ['candidate:1 1 udp 2113937151 192.168.1.7 50123 typ host generation 0', 'host'],
    ['candidate:1 1 UDP 1 2001:db8::7 50123 typ srflx raddr 0.0.0.0 rport 0', 'srflx'],
    ['candidate:1 1 udp 1 ::1 9 typ host', 'host'],
    ['candidate:1 1 udp 1 5C8B1F9A-0000-4000-8000-0123456789ab.local 9 typ host', 'host'],
  ] as const;
  for (const [line, kind] of cases)
    test(`${line} is read`, () => expect(readCandidate(line)).toMatchObject({ kind }));
  const refused = [
    '',
    'candidate:1 2 udp 1 192.168.1.7 50123 typ host',
    'candidate:1 1 tcp 1 192.168.1.7 9 typ host tcptype active',
    'candidate:1 1 udp 1 192.168.1.7 50123 typ prflx',
    'candidate:1 1 udp 1 192.168.1.700 50123 typ host',
    'candidate:1 1 udp 1 1:2:3 50123 typ host',
    'candidate:1 1 udp 1 1::2::3 50123 typ host',
    'candidate:1 1 udp 1 evil.example 50123 typ host',
    'candidate:1 1 udp 1 192.168.1.7 0 typ host',
    'candidate:1 1 udp 1 192.168.1.7 70000 typ host',
  ];
  for (const line of refused)
    test(`“${line}” is not`, () => expect(readCandidate(line)).toBeUndefined());
});

test('PEER2: more addresses than a device has, or anything after the last, is refused', () => {
  const one = readSdp(CHROMIUM);
  const address = { kind: 'host', address: '192.168.1.7', port: 50_123 } as const;
  const packed = packDescription({ ...one!, candidates: Array(30).fill(address) });
  expect(unpackDescription(packed)?.candidates).toHaveLength(24);
  const count = packed.length - 24 * 7 - 1;
  const more = new Uint8Array([...packed, ...packed.slice(-7)]);
  expect(unpackDescription(more)).toBeUndefined();
  more[count] = 25;
  expect(unpackDescription(more)).toBeUndefined();
});
