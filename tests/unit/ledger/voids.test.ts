import * as encoding from 'lib0/encoding';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Outcome } from '../../../src/lib/ledger/outcome';
import { firstPhone, join, type Phone } from '../../property/ledger/household';
import { plain } from '../document/people';
import { Forger, type Lie } from './forger';

let marisol: Phone, teo: Phone, renee: Phone;
beforeAll(async () => {
  marisol = await firstPhone([
    { type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value: 'We eat together' },
    {
      ...{ type: 'factRecorded', table: 'tries', id: 'old', readers: 'team' },
      fact: { id: 'old', words: 'It rained' },
    },
  ]);
  teo = await join(marisol, 'Teo', { role: 'edit', household: true });
  renee = await join(marisol, 'Renee', { role: 'edit', household: false });
  for (const phone of [teo, renee]) {
    await marisol.tell(phone);
    await phone.tell(marisol);
  }
  for (const phone of [teo, renee]) await marisol.tell(phone);
});

const told = (outcome: Outcome | undefined): string =>
  outcome?.kind === 'void' ? `void ${outcome.why}` : (outcome?.kind ?? 'nothing');
/** What comes of it, which is the same on every phone. */
const comes = async (envelope: Uint8Array): Promise<string> => {
  const all = [];
  for (const phone of [marisol, teo, renee]) all.push(told((await phone.hear([envelope]))[0]));
  expect(new Set(all).size).toBe(1);
  return all[0] ?? '';
};
const set = (table: string, key: string, value: unknown) => (doc: Y.Doc) =>
  doc.getMap(table).set(key, value);

/** An update that deletes so many stretches of one character. */
const manyDeletes = (): Uint8Array => {
  const out = encoding.createEncoder();
  for (const one of [0, 1, 1, 20_001]) encoding.writeVarUint(out, one);
  for (let at = 0; at < 20_001; at += 1) for (const one of [1, 1]) encoding.writeVarUint(out, one);
  return encoding.toUint8Array(out);
};

describe('LED2: what an honest member signs and may not say is void, for each reason', () => {
  type Write = (forger: Forger) => Uint8Array | Promise<Uint8Array>;
  const bomb: Write = (forger) => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 200; depth += 1) deep = [deep];
    return forger.update(set('plan', `x@${forger.name}`, { v: deep }));
  };
  const cases: [string, string, Write, Lie?][] = [
    ['what no one can read', 'unreadable', () => Uint8Array.of(1, 2, 3)],
    ['more than anybody writes at once', 'tooMuch', manyDeletes],
    [
      'under another client id',
      'otherClient',
      (forger) => {
        forger.doc.clientID = 7;
        return forger.update(set('plan', `x@${forger.name}`, { v: 1 }));
      },
    ],
    [
      'with a gap in its clocks',
      'clock',
      (forger) => {
        forger.update(set('plan', `x@${forger.name}`, { v: 1 }));
        return forger.update(set('plan', `y@${forger.name}`, { v: 1 }));
      },
    ],
    [
      'words taken out that it does not name as known',
      'notKnown',
      async (forger) => {
        await renee.write({
          ...{ type: 'textEdited', table: 'plan', id: 'plan', field: 'vision' },
          ...{ was: 'We eat together', now: 'We always eat together' },
        });
        for (const phone of [teo, marisol]) await renee.tell(phone);
        return forger.look().update((doc) => doc.getText('plan.vision').delete(3, 7));
      },
      { after: [] },
    ],
    ['in a root that is none', 'nowhere', (forger) => forger.update(set('elsewhere', 'a', 1))],
    [
      'a sub-document',
      'content',
      (forger) => forger.update(set('plan', `x@${forger.name}`, new Y.Doc())),
    ],
    ['a depth bomb', 'content', bomb],
    [
      'a key `__proto__`',
      'content',
      (forger) =>
        forger.update(
          set('tries', `${forger.name}/a`, JSON.parse('{"id":"a","__proto__":{"b":1}}')),
        ),
    ],
    [
      'a field in the name of before anything was shared',
      'notTheirs',
      (forger) => forger.update(set('plan', 'phase@alone.before', { v: 1 })),
    ],
    [
      'where days turn',
      'notSteering',
      (forger) => forger.update(set('about', `timeZone@${forger.name}`, { v: 'Europe/Madrid' })),
    ],
    [
      "somebody else's yes",
      'notSpokenFor',
      (forger) => forger.update(set('agreements', `${forger.name}/a`, { id: 'a', by: 'renee' })),
    ],
  ];
  test.each(cases)('%s', async (_name, why, write, lie) => {
    const forger = new Forger(teo);
    const before = plain(marisol.document.tables);
    const update = await write(forger);
    const known = plain(marisol.document.tables);
    expect(await comes(await forger.seal(update, lie))).toBe(`void ${why}`);
    expect(plain(marisol.document.tables)).toEqual(known);
    if (why !== 'notKnown') expect(known).toEqual(before);
    expect(marisol.ledger.waiting).toBe(0);
  });

  test('what is void already stays so when it comes again, and proves nothing', async () => {
    const forger = new Forger(teo);
    const bad = await forger.seal(Uint8Array.of(1, 2, 3));
    expect(await comes(bad)).toBe('void unreadable');
    expect(await comes(bad)).toBe('void afterVoid');
    // Nor after something later of its chain, before which one is missing.
    await forger.write(set('plan', `x@${forger.name}`, { v: 1 }));
    const later = await forger.write(set('plan', `x@${forger.name}`, { v: 2 }));
    for (const one of [later, bad]) expect(await comes(one)).toBe('void afterVoid');
    expect(marisol.ledger.log.takeForks()).toEqual([]);
    expect(marisol.ledger.circle.devices.get(teo.identity.device)?.suspended).toBe(false);
  });
});

describe('CIR2, DOC6: rights and names come from the log into what may be said', () => {
  const writes = async (by: Phone, table: string, key: string, value: object): Promise<string> => {
    const forger = new Forger(by);
    const envelope = await forger.write(set(table, key.replace('own', forger.name), value));
    return comes(envelope);
  };

  test('who steers says where days turn', async () => {
    expect(await writes(marisol, 'about', 'timeZone@own', { v: 'Europe/Madrid' })).toBe('accepted');
  });

  test('a yes is of whoever uses the device, and of the household where the device is of it', async () => {
    expect(await writes(teo, 'agreements', 'own/a', { id: 'a', by: 'teo' })).toBe('accepted');
    const household = ['teo'];
    expect(await writes(teo, 'agreements', 'own/b', { id: 'b', by: 'teo', household })).toBe(
      'accepted',
    );
    expect(await writes(renee, 'agreements', 'own/c', { id: 'c', by: 'renee' })).toBe('accepted');
    expect(await writes(renee, 'agreements', 'own/d', { id: 'd', by: 'renee', household })).toBe(
      'void notSpokenFor',
    );
    expect(await writes(renee, 'agreements', 'own/e', { id: 'e', by: 'teo' })).toBe(
      'void notSpokenFor',
    );
  });

  test('an editor who says that he is household', async () => {
    await marisol.write({
      ...{ type: 'recordAdded', table: 'people', id: 'renee', readers: 'team' },
      record: { id: 'renee', name: 'Renee', supportType: 'natural' },
    });
    for (const phone of [teo, renee]) await marisol.tell(phone);
    const forger = new Forger(renee);
    const envelope = await forger.write((doc) =>
      (doc.getMap('people').get('renee') as Y.Map<unknown>).set(`household@${forger.name}`, {
        v: true,
      }),
    );
    expect(await comes(envelope)).toBe('void notSteering');
  });

  test('what was written before anything was shared is the first device’s to take back', async () => {
    const erase = (doc: Y.Doc): void => doc.getMap('tries').delete('alone.before/old');
    expect(await comes(await new Forger(teo).write(erase))).toBe('void notTheirs');
    expect(await comes(await new Forger(marisol).write(erase))).toBe('accepted');
  });

  test('a fact overwritten by deleting it and setting its key again: what it was is looked up', async () => {
    for (const [words, outcome] of [
      ['It went well', 'accepted'],
      ['It never happened', 'void notTheirs'],
    ] as const) {
      const forger = new Forger(teo);
      const id = `a try ${outcome}`;
      const key = `${forger.name}/${id}`;
      const fact = { id, words: 'It went well' };
      expect(await comes(await forger.write(set('tries', key, fact)))).toBe('accepted');
      expect(await comes(await forger.write((doc) => doc.getMap('tries').delete(key)))).toBe(
        'accepted',
      );
      expect(await comes(await forger.write(set('tries', key, { ...fact, words })))).toBe(outcome);
    }
  });
});
