import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCandidate, writeCandidate } from '../../../src/lib/peers/candidate';
import {
  packDescription,
  readSdp,
  unpackDescription,
  writeSdp,
} from '../../../src/lib/peers/description';
import { readCode } from '../../../src/lib/peers/pairing';
import { readSignal, writeSignal } from '../../../src/lib/peers/signal';
import { candidate, damaged, description, FUZZ } from './arbitraries';

test('PEER6: what is packed comes out as it went in', () => {
  fc.assert(
    fc.property(description, (one) => {
      expect(unpackDescription(packDescription(one))).toEqual(one);
    }),
  );
});

test('PEER6: the SDP of a description says that description', () => {
  fc.assert(
    fc.property(description, ({ candidates, ...one }) => {
      const sdp = writeSdp({ ...one, candidates });
      expect(readSdp(sdp)).toEqual(one);
      const lines = sdp.split('\r\n').filter((line) => line.startsWith('a=candidate:'));
      expect(lines.map((line) => readCandidate(line.slice(2)))).toEqual(candidates);
    }),
  );
});

test('a candidate is read back from its line, and the earlier one is preferred', () => {
  const priority = (line: string) => Number(line.split(' ')[3]);
  fc.assert(
    fc.property(candidate, fc.nat(100), (one, at) => {
      expect(readCandidate(writeCandidate(one, at))).toEqual(one);
      const [first, second] = [writeCandidate(one, at), writeCandidate(one, at + 1)];
      expect(priority(first)).toBeGreaterThan(priority(second));
      expect(priority(first)).toBeLessThan(2 ** 31);
    }),
  );
});

test('PEER2: a damaged description is refused or is one that could have been sent; nothing throws', () => {
  const sound = description.map((one) => packDescription(one) as Uint8Array);
  fc.assert(
    fc.property(fc.oneof(damaged(sound), fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const read = unpackDescription(bytes);
      if (!read) return;
      // Nothing in it can add a line to an SDP.
      expect(readSdp(writeSdp(read))).toEqual({ ...read, candidates: undefined });
      expect(writeSdp(read).match(/^a=fingerprint/gm)).toHaveLength(1);
      expect(writeSdp(read).split('\r\n')).toHaveLength(16 + read.candidates.length);
    }),
    FUZZ,
  );
});

test('PEER6: a damaged or foreign code is refused kindly; nothing throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, headed) => {
      const code = headed ? Uint8Array.from([0x4c, 0x70, 1, 1, ...bytes]) : bytes;
      expect(await readCode(code)).toMatchObject({ ok: false });
    }),
    FUZZ,
  );
});

test('whatever a signal is, it is ours or it is dropped', () => {
  const name = fc.string({
    minLength: 12,
    maxLength: 12,
    unit: fc.constantFrom('a', '-', '_', '9'),
  });
  fc.assert(
    fc.property(description, name, (one, session) => {
      const signal = { type: 'lived', half: 'offer', session, to: '', description: one } as const;
      const written = structuredClone(writeSignal(signal));
      expect(readSignal(written)).toEqual(signal);
      // Types that y-webrtc looks into.
      for (const type of ['offer', 'answer', 'candidate'])
        expect(readSignal({ ...written, type })).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record({
          type: fc.constant('lived'),
          half: fc.oneof(fc.constantFrom('offer', 'answer'), fc.anything()),
          session: fc.oneof(name, fc.anything()),
          to: fc.oneof(name, fc.constant(''), fc.anything()),
          packed: fc.oneof(fc.string(), fc.base64String(), fc.anything()),
        }),
      ),
      (value) => void readSignal(value),
    ),
    FUZZ,
  );
});
