import { beforeEach, describe, expect, test } from 'vitest';
import { currentEpoch } from '../../../src/lib/domain/circle/currentEpoch';
import type { CirclePart, KnownBody } from '../../../src/lib/domain/circle/record';
import { randomBytes, toText } from '../../../src/lib/ledger/bytes';
import { openEpoch } from '../../../src/lib/ledger/epoch';
import { bring, firstPhone, join, type Phone } from '../../property/ledger/household';
import { gather, reads, vision } from './phones';
import { somebody } from './vegaCircle';

let marisol: Phone, teo: Phone, renee: Phone;
beforeEach(async () => {
  marisol = await firstPhone();
  teo = await join(marisol, 'Teo', { role: 'see', household: false });
  renee = await join(marisol, 'Renee', { role: 'edit', household: false });
  await gather(marisol, teo, renee);
  await teo.ledger.write(
    { type: 'addDevice', device: (await somebody()).keys, name: 'Tablet', role: 'see' },
    teo.at,
  );
});

/** An epoch as Teo's own app would open it. `isNew`: with a key that he made. */
const forged = async (
  part: CirclePart,
  isNew: boolean,
): Promise<Extract<KnownBody, { type: 'rotate' }>> => {
  const { circle, log } = teo.ledger;
  const current = currentEpoch(circle, part, teo.identity.device)?.epoch ?? '';
  const key = isNew ? randomBytes(32) : log.keys.get(current);
  return (await openEpoch(circle, part, log.keys, new Set(), key)).body;
};
const junk = (): string => toText(randomBytes(100));

describe('LED5: who may only see and brought a device', () => {
  test.each(['team', 'room'] as const)('makes no key for the others: %s', async (part) => {
    const before = marisol.ledger.roomKey();
    await expect(teo.ledger.write(await forged(part, true), teo.at)).rejects.toThrow('not count');
    await gather(marisol, teo, renee);
    expect(marisol.ledger.roomKey()).toEqual(before);
    await marisol.write(vision('We eat together'));
    await gather(marisol, renee);
    expect(reads(renee)).toEqual(reads(marisol));
    expect(renee.ledger.waiting).toBe(0);
  });

  test('keeps the key from nobody by giving them what does not open', async () => {
    const body = await forged('team', false);
    const sealed = { ...body.sealed };
    for (const { identity } of [marisol, renee]) sealed[identity.device] = junk();
    await teo.ledger.write({ ...body, sealed }, teo.at);
    await gather(marisol, teo, renee);
    const { epoch = '', by } = currentEpoch(renee.ledger.circle, 'team') ?? {};
    expect(by).toBe(teo.identity.device);
    for (const phone of [marisol, renee]) expect(phone.ledger.log.keys.has(epoch)).toBe(true);
    await renee.write(vision('On Sundays'));
    await gather(marisol, renee);
    await marisol.write(vision('Each day'));
    await gather(marisol, renee);
    expect(reads(renee)).toEqual(reads(marisol));
    expect(renee.ledger.waiting + marisol.ledger.waiting).toBe(0);
    // After an app was opened again as well, whatever the order of the log.
    await renee.restart();
    expect(renee.ledger.log.keys.has(epoch)).toBe(true);
  });

  test('hands a further device of their own the key that the others have, where they meet too', async () => {
    const tablet = await bring(renee, 'Tablet');
    const before = renee.ledger.roomKey();
    expect(tablet.ledger.roomKey()).toEqual(before);
    for (const part of ['team', 'room'] as const) {
      const keys = renee.ledger.circle.epochs.get(part)?.map(({ commitment }) => commitment) ?? [];
      expect(keys.at(-1)).toBe(keys.at(-2));
    }
    await renee.tell(marisol);
    await marisol.write(vision('Each day'));
    await marisol.tell(tablet);
    expect(reads(tablet)).toEqual(reads(marisol));
  });
});
