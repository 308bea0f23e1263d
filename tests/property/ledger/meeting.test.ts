import { describe, expect, test } from 'vitest';
import { plain } from '../../unit/document/people';
import { firstPhone, join, type Phone } from './household';

const reads = (phone: Phone) => plain(phone.document.tables);

const vision = (value: string) =>
  ({ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value }) as const;

describe('two phones', () => {
  test('what one writes the other reads, both ways, and after both were closed', async () => {
    const marisol = await firstPhone([vision('We eat together')]);
    const teo = await join(marisol, 'Teo', { role: 'edit', household: true });
    expect(teo.outcomes.filter(({ kind }) => kind !== 'accepted')).toEqual([]);
    expect(reads(teo)).toEqual(reads(marisol));
    await teo.write(vision('We eat together on Sundays'));
    await teo.tell(marisol);
    expect(marisol.document.reading.plan?.vision).toBe('We eat together on Sundays');
    await marisol.restart();
    await teo.restart();
    await marisol.write(vision('We eat together on Sundays at six'));
    await marisol.tell(teo);
    expect(reads(teo)).toEqual(reads(marisol));
    expect(await teo.ledger.digest('team')).toBe(await marisol.ledger.digest('team'));
  });
});
