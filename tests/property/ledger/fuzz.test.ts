import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeMessage } from '../../../src/lib/ledger/sync/messages';
import { decodeMessage } from '../../../src/lib/ledger/sync/messages';
import { Forger } from '../../unit/ledger/forger';
import { plain } from '../../unit/document/people';
import { firstPhone, join, newChain, type Phone } from './household';

const numRuns = process.env.LONG === '1' ? 100_000 : 2000;

let marisol: Phone;
let teo: Phone;
let update: Uint8Array;
beforeAll(async () => {
  marisol = await firstPhone([
    { type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value: 'We eat together' },
    {
      type: 'recordAdded',
      table: 'needs',
      id: 'a',
      record: { id: 'a', text: 'Sleep' },
      readers: 'team',
    },
  ]);
  teo = await join(marisol, 'Teo', { role: 'edit', household: true });
  await teo.tell(marisol);
  const doc = new Forger(teo);
  update = doc.update((one) => {
    one.getMap('tries').set(`${doc.name}/t`, { id: 't', words: 'It went well' });
    one.getText('plan.vision').insert(3, 'always ');
    (one.getMap('needs').get('a') as Y.Map<unknown>).set(`phase@${doc.name}`, {
      at: '',
      v: [1, { b: 2 }],
    });
    one.getText('plan.vision').delete(1, 2);
  });
});

/** A few bytes of something well made are another, a piece is lost, doubled or moved. */
const anyDamage = fc.array(
  fc.record({
    how: fc.constantFrom('set', 'flip', 'cut', 'copy', 'insert'),
    at: fc.nat(),
    to: fc.nat(),
    byte: fc.nat(255),
  }),
  { minLength: 1, maxLength: 4 },
);
type Damage = { how: string; at: number; to: number; byte: number };
const damaged = (bytes: Uint8Array, all: readonly Damage[]): Uint8Array => {
  let now = Array.from(bytes);
  for (const { how, at, to, byte } of all) {
    const [from, until] = [at % (now.length + 1), to % (now.length + 1)];
    if (how === 'set') now[from] = byte;
    else if (how === 'flip') now[from] = (now[from] ?? 0) ^ (1 << (byte & 7));
    else if (how === 'cut') now = now.slice(0, from);
    else if (how === 'copy') now.splice(until, 0, ...now.slice(from, from + (byte & 31)));
    else now.splice(from, 0, byte);
  }
  return Uint8Array.from(now);
};

/** All that stands, and what Yjs holds back because something before it is missing. */
const standsWhole = (pieces: readonly Uint8Array[]): boolean => {
  const doc = new Y.Doc();
  for (const piece of pieces) Y.applyUpdate(doc, piece);
  return doc.store.pendingStructs === null && doc.store.pendingDs === null;
};

describe('LED3: what a member of the circle signs, whatever it is', () => {
  test('counts on two devices alike, or on neither; nothing throws, nothing hangs over', async () => {
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(anyDamage, async (damage) => {
        const forger = new Forger(teo, 'team', newChain());
        // The client id and the keys are those of this chain, so that damage gets past the first checks.
        const own = new Forger(teo, 'team', forger.chain).update((one) => {
          one
            .getMap('tries')
            .set(`${forger.name}/t${forger.chain}`, { id: `t${forger.chain}`, words: 'Well' });
          one.getText('plan.vision').insert(3, 'always ');
          one.getText('plan.vision').delete(1, 2);
        });
        const envelope = await forger.seal(damaged(own, damage));
        const before = marisol.ledger.part('team').envelopes.size;
        const [outcome] = await marisol.hear([envelope]);
        const [again] = await teo.hear([envelope]);
        expect(again?.kind).toBe(outcome?.kind);
        if (outcome?.kind === 'accepted') counted += 1;
        else expect(marisol.ledger.part('team').envelopes.size).toBe(before);
        expect(marisol.ledger.waiting).toBe(0);
      }),
      // First without any damage: that one has to count, or nothing here gets far.
      { numRuns: Math.min(numRuns / 10, 5_000), examples: [[[]]] },
    );
    expect(counted).toBeGreaterThan(0);
    expect(standsWhole(marisol.ledger.part('team').replica.encode())).toBe(true);
    expect(await marisol.ledger.digest('team')).toBe(await teo.ledger.digest('team'));
    expect(plain(marisol.document.tables)).toEqual(plain(teo.document.tables));
  });

  test('an update of any bytes is judged, and the judging changes nothing', async () => {
    const { replica } = marisol.ledger.part('team');
    const { clocks } = replica;
    await fc.assert(
      fc.asyncProperty(anyDamage, async (damage) => {
        const judged = replica.judge(damaged(update, damage), {
          device: teo.identity.device,
          chain: `${teo.identity.device}.x`,
          formerly: [],
          client: 1,
          clock: 0,
          steers: true,
          household: true,
          persons: [],
          knows: (client, clock) => clock < (clocks.get(client) ?? 0),
          was: () => undefined,
        });
        expect(typeof judged.ok).toBe('boolean');
        const start = replica.judgeStart(damaged(update, damage));
        expect(typeof start.ok).toBe('boolean');
      }),
      { numRuns },
    );
    expect(replica.clocks).toEqual(clocks);
  });
});

describe('LED3, LED4: what travels', () => {
  test('a message of any bytes is one of ours, or is refused', async () => {
    const messages = await Promise.all([
      encodeMessage({ type: 'hello', hello: { log: 'a', parts: { team: 'b' }, readings: {} } }),
      encodeMessage({ type: 'log', hashes: ['a', 'b'] }),
      encodeMessage({
        type: 'have',
        have: { part: 'team', heads: { 'a.b': 3 }, tips: { 'a.b': 'x' }, bytes: 12 },
      }),
      encodeMessage({ type: 'want', want: { part: 'team', from: { 'a.b': 3 } } }),
      encodeMessage({ type: 'records', records: [update, update] }),
      encodeMessage({ type: 'envelopes', envelopes: [update] }),
    ]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...messages), anyDamage, async (message, damage) => {
        const decoded = await decodeMessage(damaged(message, damage));
        if (!decoded.ok) expect(decoded.refusal).toBe('malformed');
      }),
      { numRuns },
    );
  });

  test('damaged envelopes and records leave nothing behind', async () => {
    const [envelope = update] = teo.ledger.part('team').envelopes.values();
    const records = marisol.ledger.log.records();
    const before = [await marisol.ledger.digest('team'), await marisol.ledger.log.digest()];
    await fc.assert(
      fc.asyncProperty(anyDamage, fc.nat(), async (damage, at) => {
        const bytes = damaged(envelope, damage);
        const [outcome] = await marisol.hear([bytes]);
        expect(['dropped', 'newer', 'held', 'elsewhere', 'waits']).toContain(outcome?.kind);
        await marisol.ledger.takeRecords([
          damaged(records[at % records.length] as Uint8Array, damage),
        ]);
      }),
      { numRuns: numRuns / 2 },
    );
    expect([await marisol.ledger.digest('team'), await marisol.ledger.log.digest()]).toEqual(
      before,
    );
    expect(marisol.ledger.waiting).toBeLessThan(5_001);
  });
});
