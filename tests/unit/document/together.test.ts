import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/domain/json';
import type { Change } from '../../../src/lib/domain/plan/change';
import { meet, read, Tab } from './people';

const need = (id: string, text: string): Change => ({
  type: 'recordAdded',
  table: 'needs',
  id,
  record: { id, text },
  readers: 'team',
});
const field = (name: string, value: Json | undefined): Change => ({
  type: 'fieldChanged',
  table: 'needs',
  id: 'sleep',
  field: name,
  value,
});

const both = (): [Tab, Tab] => {
  const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
  marisol.write(need('sleep', 'Sleep'), field('status', 'open'));
  teo.hear(marisol);
  return [marisol, teo];
};

describe('DOC5', () => {
  test('Marisol and Teo add needs at the same time and none is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 12 }), (turns) => {
        const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
        for (const [at, hers] of turns.entries())
          (hers ? marisol : teo).write(need(`need${at}`, `words ${at}`));
        meet(marisol, teo);
        for (const tab of [marisol, teo])
          expect(
            Object.values(read(tab).needs ?? {})
              .map(({ text }) => text)
              .sort(),
          ).toEqual(turns.map((_, at) => `words ${at}`).sort());
      }),
    );
  });
});

describe('PLAN10', () => {
  test('both keep their words when they change the same sentence at once', () => {
    const [marisol, teo] = both();
    marisol.write({
      type: 'textEdited',
      table: 'needs',
      id: 'sleep',
      field: 'text',
      was: 'Sleep',
      now: 'Sleep at night',
    });
    teo.write({
      type: 'textEdited',
      table: 'needs',
      id: 'sleep',
      field: 'text',
      was: 'Sleep',
      now: 'Good Sleep',
    });
    meet(marisol, teo);
    expect(read(marisol).needs?.sleep?.text).toBe('Good Sleep at night');
    expect(read(teo)).toEqual(read(marisol));
    expect(marisol.document.offers).toEqual([]);
  });

  test('both keep the lines they add to one list at once', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    const rules = (was: string, now: string): Change => ({
      type: 'textEdited',
      table: 'plan',
      id: 'plan',
      field: 'groundRules',
      was,
      now,
    });
    marisol.write(rules('', 'We listen\nWe eat\n'));
    teo.hear(marisol);
    marisol.write(rules('We listen\nWe eat\n', 'We listen\nWe laugh\nWe eat\n'));
    teo.write(rules('We listen\nWe eat\n', 'We listen\nWe eat\nWe rest'));
    meet(marisol, teo);
    expect(read(teo).plan?.plan?.groundRules).toEqual([
      'We listen',
      'We laugh',
      'We eat',
      'We rest',
    ]);
  });

  test('lines that both put last at once stay two lines', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    for (const [tab, now] of [
      [marisol, 'We rest'],
      [teo, 'We sing'],
    ] as const)
      tab.write({
        type: 'textEdited',
        table: 'plan',
        id: 'plan',
        field: 'groundRules',
        was: '',
        now,
      });
    meet(marisol, teo);
    const rules = read(teo).plan?.plan?.groundRules as string[];
    expect([...rules].sort()).toEqual(['We rest', 'We sing']);
  });

  test('one field changed at once shows the later and offers the other; choosing ends it', () => {
    const [marisol, teo] = both();
    marisol.writeAt(10, field('status', 'met'));
    teo.writeAt(12, field('status', 'waiting'));
    meet(marisol, teo);
    for (const tab of [marisol, teo]) {
      expect(read(tab).needs?.sleep?.status).toBe('waiting');
      expect(tab.document.offers).toEqual([
        {
          table: 'needs',
          id: 'sleep',
          field: 'status',
          kept: 'waiting',
          other: 'met',
          at: '2026-03-02T08:10:00.000Z',
          device: 'marisol',
        },
      ]);
    }
    const [offer] = teo.document.offers;
    if (!offer) throw new Error('no offer');
    teo.document.choose(offer, offer.other, teo.now());
    marisol.hear(teo);
    for (const tab of [marisol, teo]) {
      expect(read(tab).needs?.sleep?.status).toBe('met');
      expect(tab.document.offers).toEqual([]);
    }
    teo.document.undo();
    expect(teo.document.offers).toEqual([offer]);
    expect(read(teo).needs?.sleep?.status).toBe('waiting');
  });

  test('a field made absent while another wrote it is offered too', () => {
    const [marisol, teo] = both();
    teo.writeAt(10, field('status', 'met'));
    marisol.writeAt(12, field('status', undefined));
    meet(marisol, teo);
    expect(read(teo).needs?.sleep).toEqual({ id: 'sleep', text: 'Sleep' });
    expect(teo.document.offers).toMatchObject([{ kept: undefined, other: 'met' }]);
  });

  test('the same value written by both is nothing to choose', () => {
    const [marisol, teo] = both();
    marisol.write(field('status', 'met'));
    teo.write(field('status', 'met'));
    meet(marisol, teo);
    expect(marisol.document.offers).toEqual([]);
  });

  test('a clock set back a year does not hide what was written after', () => {
    const [marisol] = both();
    marisol.document.write([field('status', 'met')], '2025-03-02T08:00:00.000Z');
    expect(read(marisol).needs?.sleep?.status).toBe('met');
    expect(marisol.document.offers).toEqual([]);
  });

  test('whatever three tabs write into one field at once, each value is shown or offered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.nat(9)), { minLength: 1, maxLength: 9 }),
        (writes) => {
          const [marisol, teo] = both();
          const renee = new Tab('renee').hear(marisol);
          const tabs = [marisol, teo, renee];
          const last = new Map<number, string>();
          for (const [who, value] of writes) {
            tabs[who]?.write(field('status', `${value}`));
            last.set(who, `${value}`);
          }
          for (const tab of tabs) tab.hear(...tabs);
          for (const { document } of tabs) {
            const here = new Set([
              document.tables.get('needs')?.get('sleep')?.status,
              ...document.offers.map(({ other }) => other),
            ]);
            expect(here).toEqual(new Set(last.values()));
          }
        },
      ),
    );
  });
});

describe('DOC6', () => {
  test('absent, empty and emptied words are told apart', () => {
    const marisol = new Tab('marisol');
    const plan = (name: string, value: Json | undefined): Change => ({
      type: 'fieldChanged',
      table: 'plan',
      id: 'plan',
      field: name,
      value,
    });
    marisol.write(plan('vision', ''), plan('groundRules', []), plan('culture', 'x'));
    expect(read(marisol).plan?.plan).toEqual({ vision: '', groundRules: [], culture: 'x' });
    marisol.write(plan('vision', undefined), plan('groundRules', ['']), plan('culture', ''));
    expect(read(marisol).plan?.plan).toEqual({ groundRules: [''], culture: '' });
    expect(read(new Tab('kitchen').hear(marisol))).toEqual(read(marisol));
  });
});
