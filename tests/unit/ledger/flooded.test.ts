import { beforeEach, describe, expect, test, vi } from 'vitest';
import { randomBytes, toText } from '../../../src/lib/ledger/bytes';
import { decodeRecord, encodeRecord } from '../../../src/lib/ledger/logRecord';
import { firstPhone, join, type Phone } from '../../property/ledger/household';
import { gather, reads, vision } from './phones';
import { somebody } from './vegaCircle';

let marisol: Phone, teo: Phone;
beforeEach(async () => {
  marisol = await firstPhone();
  teo = await join(marisol, 'Teo', { role: 'see', household: false });
});

describe('LED4: who may only see and writes without end', () => {
  test('keeps nobody from writing or letting in by ever more devices', async () => {
    let prev = [...teo.ledger.circle.heads];
    const records = [...teo.ledger.log.records()];
    for (let at = 0; at < 260; at += 1) {
      const device = { sign: toText(randomBytes(32)), agree: toText(randomBytes(32)) };
      const body = { type: 'addDevice', device, name: 'Tablet', role: 'see' } as const;
      const record = await encodeRecord(teo.identity, { prev, at: teo.at, body });
      const decoded = await decodeRecord(record);
      if (!decoded.ok) throw new Error(decoded.refusal);
      prev = [decoded.value.record.hash];
      records.push(record);
    }
    await marisol.hearRecords(records);
    expect(marisol.ledger.circle.devices.size).toBe(10);
    await marisol.write(vision('We eat together'));
    const renee = await join(marisol, 'Renee', { role: 'edit', household: false });
    await renee.write(vision('On Sundays'));
    await gather(marisol, renee);
    expect(reads(marisol)).toEqual(reads(renee));
  });

  test('where a key cannot be sealed for all in one record, those who have one go on with it', async () => {
    const before = marisol.ledger.circle.epochs.get('team')?.length;
    const device = (await somebody()).keys;
    await teo.ledger.write({ type: 'addDevice', device, name: 'Tablet' }, teo.at);
    await marisol.ledger.takeRecords(teo.ledger.log.records());
    const write = vi.spyOn(marisol.ledger.log, 'write').mockRejectedValueOnce(new RangeError());
    await marisol.write(vision('We eat together'));
    expect(write).toHaveBeenCalledOnce();
    expect(marisol.ledger.circle.epochs.get('team')).toHaveLength(before ?? 0);
    await marisol.tell(teo);
    expect(reads(teo)).toEqual(reads(marisol));
    write.mockRejectedValueOnce(new TypeError('else'));
    await expect(marisol.write(vision('On Sundays'))).rejects.toThrow('else');
  });
});
