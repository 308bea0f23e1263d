import { expect, test } from 'vitest';
import { answerByCode, offerByCode, readCode } from '../../../src/lib/peers/pairing';
import { device, uncaught } from '../../unit/peers/people';

const ways = { iceServers: [], hidden: false };

/** What a result holds; fails where it is a refusal. */
const value = <Value>(
  result: { ok: true; value: Value } | { ok: false; refusal: string },
): Value => {
  if (!result.ok) throw new Error(`refused: ${result.refusal}`);
  return result.value;
};

test('PEER6: Marisol shows an offer, Teo his answer, and they are connected with no server at all', async () => {
  const errors = uncaught();
  const [marisol, teo] = [await device(), await device()];
  const offer = await offerByCode(marisol, ways);
  const answer = value(await answerByCode(offer.code, teo, ways));
  expect(offer.code.length).toBeLessThan(160);
  expect(answer.code.length).toBeLessThan(160);
  const one = await value(await offer.accept(answer.code));
  const other = await answer.peer;
  expect([one.key, other.key]).toEqual([teo.key, marisol.key]);
  const heard = new Promise((resolve) => other.onMessage(resolve));
  one.send(Uint8Array.of(1, 2, 3));
  expect(await heard).toEqual(Uint8Array.of(1, 2, 3));
  one.close();
  await new Promise<void>((resolve) => other.onClose(resolve));
  expect(errors).toEqual([]);
});

test('PEER6: a code at the wrong turn, of one’s own, for another plan or damaged is refused, and the offer stays', async () => {
  const [marisol, teo, renee] = [await device(), await device(), await device()];
  const offer = await offerByCode(marisol, ways);
  const others = await offerByCode(renee, ways);
  const damaged = offer.code.slice();
  damaged[40] = (damaged[40] ?? 0) ^ 1;
  const newer = offer.code.slice();
  newer[2] = 2;
  expect(await answerByCode(offer.code, marisol, ways)).toMatchObject({ refusal: 'ownCode' });
  const elsewhere = await device('the Okafors');
  expect(await answerByCode(offer.code, elsewhere, ways)).toMatchObject({ refusal: 'otherScope' });
  expect(await answerByCode(damaged, teo, ways)).toMatchObject({ refusal: 'notACode' });
  expect(await answerByCode(newer, teo, ways)).toMatchObject({ refusal: 'otherVersion' });
  const answer = value(await answerByCode(offer.code, teo, ways));
  expect(await answerByCode(answer.code, renee, ways)).toMatchObject({ refusal: 'wrongTurn' });
  expect(await others.accept(answer.code)).toMatchObject({ refusal: 'wrongTurn' });
  expect(await offer.accept(others.code)).toMatchObject({ refusal: 'wrongTurn' });
  expect(await offer.accept(offer.code)).toMatchObject({ refusal: 'ownCode' });
  const peer = await value(await offer.accept(answer.code));
  expect(peer.key).toBe(teo.key);
  peer.close();
  others.cancel();
});

test('PEER5: a code of a hidden device names no address of its own', async () => {
  const relay = { urls: 'turn:127.0.0.1:9', username: 'vega', credential: 'secret' };
  const hidden = { iceServers: [relay], hidden: true };
  const addresses = async (code: Uint8Array) =>
    value(await readCode(code)).description.candidates.map(({ kind }) => kind);
  const direct = await offerByCode(await device(), ways);
  expect(await addresses(direct.code)).toContain('host');
  const offer = await offerByCode(await device(), hidden);
  expect(await addresses(offer.code)).toEqual([]);
  const answer = value(await answerByCode(direct.code, await device(), hidden));
  expect(await addresses(answer.code)).toEqual([]);
  for (const one of [direct, offer, answer]) one.cancel();
});

test('PEER6: who is not admitted gets nowhere by a code either', async () => {
  const [marisol, stranger] = [await device('the Vegas', () => false), await device()];
  const offer = await offerByCode(marisol, ways);
  const answer = value(await answerByCode(offer.code, stranger, ways));
  const accepted = value(await offer.accept(answer.code));
  await expect(accepted).rejects.toMatchObject({ why: 'notAdmitted' });
  await expect(answer.peer).rejects.toMatchObject({ name: 'PairingFailed' });
});

test('PEER6: an answer that nobody scans can be taken back', async () => {
  const [marisol, teo] = [await device(), await device()];
  const offer = await offerByCode(marisol, ways);
  const answer = value(await answerByCode(offer.code, teo, ways));
  answer.cancel();
  offer.cancel();
  await expect(answer.peer).rejects.toMatchObject({ why: 'given up' });
});
