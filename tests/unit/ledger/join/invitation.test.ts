import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromText, hash, randomBytes, toText, utf8 } from '../../../../src/lib/ledger/bytes';
import { verify } from '../../../../src/lib/ledger/identity';
import {
  decodeInvitation,
  encodeInvitation,
  type Invitation,
} from '../../../../src/lib/ledger/join/invitation';
import { isLongOver, isOver } from '../../../../src/lib/ledger/join/isOver';
import { cleanName, isName } from '../../../../src/lib/ledger/join/name';
import { seedKey } from '../../../../src/lib/ledger/join/seedKey';
import { vegaInvitation } from './people';

const link = async (invitation: Invitation) =>
  `https://plan.example/join/#${await encodeInvitation(invitation)}`;

const relay = { urls: 'turn:relay.example:3478', username: 'vegas', credential: 'wide field' };

/** A fragment with these bytes and a right check. */
const withCheck = async (said: Uint8Array) =>
  `i=${toText(Uint8Array.from([...said, ...(await hash(said)).subarray(0, 4)]))}`;

const saidBy = async (invitation: Invitation) => {
  const bytes = fromText((await encodeInvitation(invitation)).slice(2)) as Uint8Array;
  return bytes.slice(0, -4);
};

describe('CIR3 the link', () => {
  test('gives back the invitation that Marisol made, for a room or sent', async () => {
    for (const shown of ['room', 'sent'] as const) {
      const invitation = { ...vegaInvitation(), shown };
      expect(await decodeInvitation(await encodeInvitation(invitation))).toEqual({
        ok: true,
        value: invitation,
      });
    }
    expect(await encodeInvitation(vegaInvitation())).toMatch(/^i=[\w-]{78}$/);
  });

  test('PEER5 takes along where the circle meets and a relay of it, as long as they are short', async () => {
    const invitation = { ...vegaInvitation(), signaling: 'wss://signal.example/signal', relay };
    const fragment = await encodeInvitation(invitation);
    expect(fragment.length).toBeLessThan(220);
    expect(await decodeInvitation(fragment)).toEqual({ ok: true, value: invitation });
    for (const one of [
      { ...invitation, signaling: '' },
      { ...invitation, relay: undefined },
    ])
      expect(await decodeInvitation(await encodeInvitation(one))).toEqual({ ok: true, value: one });
    const long = { ...invitation, relay: { ...relay, credential: 'x'.repeat(200) } };
    expect(await decodeInvitation(await encodeInvitation(long))).toEqual({
      ok: true,
      value: { ...invitation, signaling: '', relay: undefined },
    });
  });

  test('of its places, what no browser takes changes nothing', async () => {
    const invitation = vegaInvitation();
    const said = await saidBy(invitation);
    said[said.length - 1] = 0b11;
    for (const places of [
      '',
      'javascript:1',
      'http://x\nturn:x\n\n',
      '\nhttps://x\nu\np',
      '\n'.repeat(9),
    ])
      expect(
        await decodeInvitation(
          await withCheck(Uint8Array.from([...said, places.length, ...utf8(places)])),
        ),
        places,
      ).toEqual({ ok: true, value: invitation });
    for (const short of [[], [3, 65, 65], [1, 65, 65]])
      expect(await decodeInvitation(await withCheck(Uint8Array.from([...said, ...short])))).toEqual(
        {
          ok: false,
          refusal: 'damaged',
        },
      );
  });

  test.each([undefined, relay])(
    'is found however Teo pasted it, with a relay too: %o',
    async (relay) => {
      const invitation = { ...vegaInvitation(), relay };
      const whole = await link(invitation);
      const broken = `${whole.slice(0, 40)}\r\n  ${whole.slice(40, 70)}\n${whole.slice(70)}`;
      for (const pasted of [
        whole,
        `  ${whole}\n`,
        `#${whole.split('#')[1]}`,
        `Come in here: ${whole} see you tomorrow, Marisol`,
        `<${whole}>`,
        `(${whole}).`,
        broken,
        `> ${broken.replaceAll('\n', '\n> ')}`,
        [...whole].join('\u200b'),
        `${whole}&from=mail`,
      ])
        expect(await decodeInvitation(pasted)).toEqual({ ok: true, value: invitation });
    },
  );

  test('another text is foreign', async () => {
    for (const text of [
      '',
      'hello',
      'https://plan.example/join/',
      'https://plan.example/plan/#p=abc',
      'https://plan.example/join/?i=abc',
      ' '.repeat(100_000) + (await link(vegaInvitation())),
    ])
      expect(await decodeInvitation(text)).toEqual({ ok: false, refusal: 'foreign' });
  });

  test.each([undefined, relay])(
    'every letter of it that was lost, added or changed is noticed: %o',
    async (relay) => {
      const whole = await link({ ...vegaInvitation(), relay });
      const from = whole.indexOf('#i=') + 3;
      for (let at = from; at < whole.length; at += 1) {
        const other = whole[at] === 'A' ? 'B' : 'A';
        for (const changed of [
          whole.slice(0, at) + whole.slice(at + 1),
          whole.slice(0, at) + other + whole.slice(at),
          whole.slice(0, at) + other + whole.slice(at + 1),
          whole.slice(0, at),
        ])
          expect(await decodeInvitation(changed), changed).toEqual({
            ok: false,
            refusal: 'damaged',
          });
      }
    },
  );

  test('one of a later version is said to be that, whatever its length', async () => {
    const said = await saidBy(vegaInvitation());
    said[0] = 2;
    for (const later of [said, said.slice(0, 20), Uint8Array.from([...said, 1, 2, 3])])
      expect(await decodeInvitation(await withCheck(later))).toEqual({
        ok: false,
        refusal: 'otherVersion',
      });
  });

  test('one of this version that is too short or too long is damaged, and later flags change nothing', async () => {
    const invitation = vegaInvitation();
    const said = await saidBy(invitation);
    for (const wrong of [said.slice(0, -1), Uint8Array.from([...said, 0]), new Uint8Array(0)])
      expect(await decodeInvitation(await withCheck(wrong))).toEqual({
        ok: false,
        refusal: 'damaged',
      });
    said[said.length - 1] = 0b101;
    expect(await decodeInvitation(await withCheck(said))).toEqual({ ok: true, value: invitation });
  });

  test('any text at all gets an answer', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `#i=${text}`),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => `#i=${toText(bytes)}`),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const read = await decodeInvitation(text);
        expect(read.ok ? read.value.seed : read.refusal).toBeTruthy();
      }),
      { numRuns: process.env.LONG === '1' ? 100_000 : 2_000 },
    );
  });
});

describe('CIR3 the time of an invitation', () => {
  const until = '2026-05-04T18:10:00.000Z';
  const at = Date.parse(until);

  test('those inside let nobody in five minutes after it, so that two clocks may differ', () => {
    expect(isOver(until, at - 1)).toBe(false);
    expect(isOver(until, at + 300_000)).toBe(false);
    expect(isOver(until, at + 300_001)).toBe(true);
  });

  test('a newcomer whose clock is wrong by a day may still ask', () => {
    expect(isLongOver(until, at + 36 * 3_600_000)).toBe(false);
    expect(isLongOver(until, at + 36 * 3_600_000 + 1)).toBe(true);
    expect(isLongOver(until, 0)).toBe(false);
  });
});

describe('CIR3 the seed', () => {
  test('always makes the same key, and what it signs is an ask by that key and nothing else', async () => {
    const seed = randomBytes(32);
    const key = await seedKey(seed);
    expect((await seedKey(seed)).invitation).toBe(key.invitation);
    expect((await seedKey(randomBytes(32))).invitation).not.toBe(key.invitation);
    const bytes = randomBytes(50);
    const signature = await key.signAsk(bytes);
    expect(await verify(key.invitation, 'ask', bytes, signature)).toBe(true);
    expect(await verify(key.invitation, 'record', bytes, signature)).toBe(false);
  });

  test('is as RFC 8032 has it', async () => {
    const seed = Uint8Array.from(
      Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
    );
    expect((await seedKey(seed)).invitation).toBe(
      Buffer.from(
        'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        'hex',
      ).toString('base64url'),
    );
  });
});

describe('CIR3 the name of a newcomer', () => {
  test('is what was typed, without what cannot be seen', () => {
    expect(cleanName('  Teo\t Vega\u202e \n')).toBe('Teo Vega');
    expect(cleanName('👩‍👧 Ana')).toBe('👩‍👧 Ana');
    expect(cleanName('x'.repeat(200))).toHaveLength(80);
    for (const nothing of ['', ' \n', '\u200b', '\u202e']) expect(cleanName(nothing)).toBe('');
  });

  test('can always be said, once it is clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const name = cleanName(typed);
        expect(name === '' || isName(name)).toBe(true);
        expect(cleanName(name)).toBe(name);
      }),
      { numRuns: 2_000 },
    );
  });
});
