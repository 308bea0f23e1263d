import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { beforeEach, describe, expect, test } from 'vitest';
import { currentEpoch } from '../../../src/lib/domain/circle/currentEpoch';
import type { CirclePart, KnownBody, LogRecord } from '../../../src/lib/domain/circle/record';
import { toText } from '../../../src/lib/ledger/bytes';
import { openEpoch, readEpoch } from '../../../src/lib/ledger/epoch';
import { identityFrom, type Identity } from '../../../src/lib/ledger/identity';
import { hashOf } from '../domain/circle/vegaLog';
import { somebody, vegaCircle, type VegaCircle } from './vegaCircle';

/** The format, written down a second time. */
const sealLike = async (
  circle: string,
  part: string,
  { device, agree }: Identity,
  commitment: string,
  payload: string,
): Promise<string> => {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const info = Buffer.from(`lived-plan/epoch/1\n${circle}\n${part}\n${device}`);
  const sender = await suite.createSenderContext({ recipientPublicKey: agree.publicKey, info });
  const sealed = await sender.seal(Buffer.from(payload), Buffer.from(commitment));
  return Buffer.concat([Buffer.from(sender.enc), Buffer.from(sealed)]).toString('base64url');
};

let vega: VegaCircle;
let marisol: Identity;
let teo: Identity;
let renee: Identity;
beforeEach(async () => {
  vega = await vegaCircle();
  ({ Marisol: marisol, Teo: teo, Renee: renee } = vega.people);
});

/** Marisol opens an epoch and keeps its key. */
const open = async (part: CirclePart, held: ReadonlyMap<string, Uint8Array> = new Map()) => {
  const { key, body } = await openEpoch(vega.circle(), part, held, new Set());
  return { key, body, record: await vega.say(marisol, body) };
};
const read = (who: Identity, record: LogRecord) => readEpoch(who, vega.circle(), record);
const refusal = (why: string) => ({ ok: false, refusal: why });

describe('LED5: an epoch', () => {
  test('of the household opens for the household alone', async () => {
    const { key, record, body } = await open('household');
    for (const who of [marisol, teo])
      expect(await read(who, record)).toEqual({ ok: true, value: { key, earlier: new Map() } });
    expect(await read(renee, record)).toEqual(refusal('notForMe'));
    expect(key).toHaveLength(32);
    expect(JSON.stringify(body)).not.toContain(toText(key));
    expect(currentEpoch(vega.circle(), 'household')?.commitment).toBe(body.commitment);
  });

  test('does not open for another, nor for another part, circle or commitment', async () => {
    const { record, body } = await open('household');
    const sealed = body.sealed[teo.device] as string;
    const given = (more: Partial<Extract<KnownBody, { type: 'rotate' }>>): LogRecord => ({
      ...record,
      body: { ...body, ...more },
    });
    // Somebody hands on what was sealed for Teo as if it were for Renee.
    expect(await read(renee, given({ sealed: { [renee.device]: sealed } }))).toEqual(
      refusal('doesNotOpen'),
    );
    expect(await read(teo, given({ part: 'team' }))).toEqual(refusal('doesNotOpen'));
    expect(await read(teo, given({ commitment: hashOf('other') }))).toEqual(refusal('doesNotOpen'));
    const elsewhere = { ...vega.circle(), id: 'A'.repeat(22) };
    expect(await readEpoch(teo, elsewhere, record)).toEqual(refusal('doesNotOpen'));
    // Teo's keys under the name of another device.
    const other = { ...teo, device: renee.device };
    expect(await read(other, given({ sealed: { [renee.device]: sealed } }))).toEqual(
      refusal('doesNotOpen'),
    );
  });

  test('with a key that is not the one committed to is refused', async () => {
    const { record, body } = await open('team');
    // What is sealed is bound to its commitment; a liar seals for one reader another key under it.
    const lying = async (key: Uint8Array): Promise<LogRecord> => {
      const payload = JSON.stringify({ key: toText(key), earlier: {} });
      const sealed = await sealLike(vega.id, 'team', teo, body.commitment, payload);
      return { ...record, body: { ...body, sealed: { [teo.device]: sealed } } };
    };
    expect(await read(teo, await lying(new Uint8Array(32)))).toEqual(refusal('otherKey'));
  });

  test.each([
    ['no JSON', () => '{'],
    ['another shape', () => '{"key":7,"earlier":[]}'],
    ['no earlier keys', (key: string) => JSON.stringify({ key })],
  ])('that says %s does not open', async (_, payload) => {
    const { key, record, body } = await open('team');
    const text = await sealLike(vega.id, 'team', teo, body.commitment, payload(toText(key)));
    const said = { ...record, body: { ...body, sealed: { [teo.device]: text } } };
    expect(await read(teo, said)).toEqual(refusal('doesNotOpen'));
  });

  test.each(['', 'A', 'AAAA', toText(new Uint8Array(200)), '*'])(
    'whose sealed key is %j does not open',
    async (text) => {
      const { record, body } = await open('team');
      const broken = { ...record, body: { ...body, sealed: { [teo.device]: text } } };
      expect(await read(teo, broken)).toEqual(refusal('doesNotOpen'));
    },
  );

  test('gives who comes new the key that was current until then, and no older one', async () => {
    const first = await open('team');
    const second = await open('team', new Map([[first.record.hash, first.key]]));
    expect(second.body.previous).toEqual([first.record.hash]);
    const nena = await somebody();
    await vega.admit(nena, 'nena', false);
    const held = new Map([
      [first.record.hash, first.key],
      [second.record.hash, second.key],
    ]);
    const third = await open('team', held);
    expect(await read(nena, third.record)).toEqual({
      ok: true,
      value: { key: third.key, earlier: new Map([[second.record.hash, second.key]]) },
    });
    expect(await read(nena, second.record)).toEqual(refusal('notForMe'));
    // Those who were there get none that they have.
    expect(await read(teo, third.record)).toEqual({
      ok: true,
      value: { key: third.key, earlier: new Map() },
    });
  });

  test('believes an earlier key only if it is the one committed to', async () => {
    const first = await open('team');
    const nena = await somebody();
    await vega.admit(nena, 'nena', false);
    const second = await open('team', new Map([[first.record.hash, new Uint8Array(32)]]));
    expect(await read(nena, second.record)).toEqual({
      ok: true,
      value: { key: second.key, earlier: new Map() },
    });
  });

  test('of two opened at the same time both are continued', async () => {
    const first = await open('team');
    const { body } = await openEpoch(vega.circle(), 'team', new Map(), new Set());
    // Not knowing of the other.
    const second = await vega.say(marisol, { ...body, previous: [] });
    const third = await open('team');
    expect(new Set(third.body.previous)).toEqual(new Set([first.record.hash, second.hash]));
  });

  test('is not kept from the others by one whose key no secret can be agreed with', async () => {
    const bad = await somebody();
    const small = { ...bad, keys: { ...bad.keys, agree: toText(new Uint8Array(32)) } };
    await vega.admit(small, 'nena', false);
    const { key, record, body } = await open('team');
    expect(await read(teo, record)).toEqual({ ok: true, value: { key, earlier: new Map() } });
    expect(Object.values(body.sealed)).toContain('');
  });

  test('is opened by keys that cannot be taken out of the browser', async () => {
    expect(teo.agree.privateKey.extractable).toBe(false);
    const again = await identityFrom({
      sign: (await crypto.subtle.generateKey('Ed25519', false, [
        'sign',
        'verify',
      ])) as CryptoKeyPair,
      agree: teo.agree,
    });
    expect(again.keys.agree).toBe(teo.keys.agree);
  });

  test('stands in no other record', async () => {
    const [genesis] = vega.records;
    expect(await read(teo, genesis as LogRecord)).toEqual(refusal('notForMe'));
  });
});
