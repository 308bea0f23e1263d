import { describe, expect, test } from 'vitest';
import { randomBytes, toText } from '../../../src/lib/ledger/bytes';
import { generateKeys, identityFrom } from '../../../src/lib/ledger/identity';
import type { Change } from '../../../src/lib/domain/plan/change';
import { plain } from '../../unit/document/people';
import { bring, firstPhone, join, type Phone } from './household';

const person = (id: string): Change => ({
  type: 'recordAdded',
  table: 'people',
  id,
  readers: 'team',
  record: { id, name: id, supportType: 'natural' },
});
const reads = (phone: Phone) => plain(phone.document.tables);
const isReady = ({ ledger }: Phone): boolean =>
  ledger.parts.every((part) => part.startsWith('mine/') || ledger.part(part).isBegun);

describe('CIR1 LED5: another device of somebody who does not steer', () => {
  test.each(['edit', 'see'] as const)(
    'begins with the start that its first one began with, nobody else being there: %s',
    async (role) => {
      const marisol = await firstPhone([person('abuela')]);
      const renee = await join(marisol, 'Renee', { role, household: false });
      await marisol.write(person('kai'));
      await marisol.tell(renee);
      const tablet = await bring(renee, 'Tablet');
      expect(isReady(tablet)).toBe(true);
      expect(tablet.ledger.parts).not.toContain('household');
      expect(reads(tablet)).toEqual(reads(renee));
      expect(JSON.stringify(reads(tablet))).toContain('kai');
      expect(tablet.ledger.roomKey()).toEqual(renee.ledger.roomKey());
      expect(tablet.ledger.waiting).toBe(0);
    },
  );

  test('gets what somebody writes who has not heard of it, also under an older key, and a third one likewise', async () => {
    const marisol = await firstPhone();
    const teo = await join(marisol, 'Teo', { role: 'edit', household: true });
    const renee = await join(marisol, 'Renee', { role: 'edit', household: false });
    await marisol.tell(teo);
    const tablet = await bring(teo, 'Tablet');
    await renee.write(person('rosa'));
    await renee.tell(teo);
    await teo.tell(tablet);
    // What came late is forgotten when an app is closed.
    await tablet.restart();
    const third = await bring(tablet, 'Third');
    for (const phone of [tablet, third]) {
      expect(isReady(phone)).toBe(true);
      expect(phone.ledger.parts).toContain('household');
      expect(reads(phone)).toEqual(reads(teo));
      expect(JSON.stringify(reads(phone))).toContain('rosa');
    }
    await teo.tell(marisol);
    await tablet.write(person('luis'));
    await tablet.tell(marisol);
    expect(JSON.stringify(reads(marisol))).toContain('luis');
  });

  test('who does not steer opens nothing for somebody whom another brought in', async () => {
    const marisol = await firstPhone();
    const teo = await join(marisol, 'Teo', { role: 'edit', household: true });
    await bring(teo, 'Tablet');
    await teo.tell(marisol);
    const rights = { role: 'edit', household: true, persons: ['ana'] };
    const invitation = toText(randomBytes(32));
    const until = '2036-03-02T08:00:00.000Z';
    const invite = { type: 'invite', invitation, ...rights, until, shown: 'room' } as const;
    await marisol.ledger.write(invite, marisol.at);
    const { keys } = await identityFrom(await generateKeys());
    const request = toText(randomBytes(32));
    const admit = {
      type: 'admit',
      device: keys,
      name: 'Ana',
      ...rights,
      invitation,
      request,
    } as const;
    await marisol.ledger.write(admit, marisol.at);
    const opened = (): number => teo.ledger.circle.epochs.get('team')?.length ?? 0;
    const before = opened();
    await teo.hearRecords(marisol.ledger.log.records());
    expect(teo.ledger.circle.devices.size).toBe(4);
    expect(opened()).toBe(before);
  });
});
