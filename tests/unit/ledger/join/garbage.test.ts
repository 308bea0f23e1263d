import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { randomBytes, toText, utf8 } from '../../../../src/lib/ledger/bytes';
import {
  isOtherVersion,
  parseMessage,
  say,
  type Message,
} from '../../../../src/lib/ledger/join/messages';
import { line, step } from './line';
import { marisolAtTheDoor, someKeys, teoAndMarisol } from './people';
import { askByHand } from './stranger';

const long = process.env.LONG === '1';

const [text16, text32, text64] = [16, 32, 64].map((length) => toText(randomBytes(length))) as [
  string,
  string,
  string,
];
const keys = { sign: text32, agree: text32 };
const right: readonly Message[] = [
  { type: 'ask', v: 1, commit: text32, keys, name: 'Teo', language: 'es', proof: text64 },
  {
    ...{ type: 'heard', circle: text16, plan: 'vega', keys, nonce: text32, role: 'edit' },
    household: true,
  },
  { type: 'reveal', nonce: text32 },
  { type: 'picked' },
  { type: 'letIn', records: [text32, text64] },
  { type: 'closed', why: 'notNow' },
];

/** JSON that tries to be more than it looks. */
const sly = [
  '['.repeat(60_000),
  '{"type":"picked","__proto__":{"type":"letIn"}}',
  '{"__proto__":{"type":"picked"}}',
  '{"type":"letIn","records":{"length":1}}',
  `{"type":"closed","why":"constructor"}`,
  '{"type":"toString"}',
  '\ufeff{"type":"picked"}',
  'null',
  '"picked"',
];

/** Right messages with bytes changed, cut or doubled, a field exchanged for any value, and plain noise. */
const anyMessage = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(...sly).map(utf8),
  fc.json().map(utf8),
  fc.tuple(fc.constantFrom(...right), fc.nat(), fc.jsonValue()).map(([message, at, value]) => {
    const names = Object.keys(message);
    return utf8(JSON.stringify({ ...message, [names[at % names.length] as string]: value }));
  }),
  fc
    .tuple(fc.constantFrom(...right), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
    .map(([message, changes]) => {
      const bytes = say(message);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return bytes;
    }),
  fc.tuple(fc.constantFrom(...right), fc.nat()).map(([message, cut]) => {
    const bytes = say(message);
    return bytes.slice(0, cut % bytes.length);
  }),
);

const isRight = (bytes: Uint8Array): boolean => parseMessage(bytes) !== undefined;

describe('LED3 garbage at the door', () => {
  test('what is right is read', () => {
    for (const message of right) expect(parseMessage(say(message))).toEqual(message);
  });

  test('an ask of another version is known by its first fields, and not looked at when it is too long', () => {
    const ask = (v: unknown, more = '') => utf8(JSON.stringify({ type: 'ask', v, more }));
    expect([isOtherVersion(ask(2)), isOtherVersion(ask(1)), isOtherVersion(ask('2'))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isOtherVersion(ask(2, 'x'.repeat(66_000)))).toBe(false);
  });

  test('bytes that are no text are not made into one', () => {
    const bytes = say({ ...(right[0] as Extract<Message, { type: 'ask' }>), name: 'Teo' });
    const at = new TextDecoder('latin1').decode(bytes).indexOf('Teo');
    bytes[at] = 0xff;
    expect(parseMessage(bytes)).toBeUndefined();
  });

  test('what is read of any bytes is a message, and says the same again', () => {
    fc.assert(
      fc.property(anyMessage, (bytes) => {
        const message = parseMessage(bytes);
        if (message) expect(parseMessage(say(message))).toEqual(message);
        expect(typeof isOtherVersion(bytes)).toBe('boolean');
      }),
      { numRuns: long ? 100_000 : 2_000 },
    );
  });

  test('garbage at any step ends the visit and the joining, and nobody is let in', async () => {
    const steps = fc.constantFrom('asking', 'words', 'waiting');
    await fc.assert(
      fc.asyncProperty(anyMessage, steps, async (bytes, when) => {
        fc.pre(!isRight(bytes) && !isOtherVersion(bytes));
        const { visit, joining, near, far } = await teoAndMarisol();
        if (when !== 'asking') {
          const { words } = await step(joining, 'words');
          const { sets } = await step(visit, 'pick');
          const mine = sets.findIndex((set) => set.join() === words.join());
          if (when === 'waiting') visit.pick(mine);
        }
        far.send(bytes);
        near.send(bytes);
        expect(await step(joining, 'over')).toMatchObject({ why: 'broken' });
        // Whichever comes first: the other end closes on its own garbage.
        expect(['broken', 'gone']).toContain((await step(visit, 'over')).why);
        expect(visit.letIn([])).toEqual({ ok: false, refusal: 'gone' });
      }),
      { numRuns: long ? 5_000 : 300 },
    );
  });

  test('an ask of which anything was exchanged is either the same ask, or not heard', async () => {
    const marisol = await marisolAtTheDoor(undefined, { now: () => 0 });
    const teo = someKeys();
    const { ask } = await askByHand(marisol.invitation, teo, marisol.keys.sign);
    const fields = fc.constantFrom(...(Object.keys(ask) as (keyof typeof ask)[]));
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(text16, text32, text64, keys, 'Teo', 'Ana', 1),
    );
    await fc.assert(
      fc.asyncProperty(fields, values, async (field, value) => {
        // Anybody may say another language, or another key to agree: the words cover it.
        fc.pre(field !== 'language' && JSON.stringify(ask[field]) !== JSON.stringify(value));
        const [near, far] = line(teo.sign, marisol.keys.sign);
        const visit = marisol.door.hear(far);
        near.send(utf8(JSON.stringify({ ...ask, [field]: value })));
        await vi.waitFor(() => expect(visit.state.step).toBe('over'), { interval: 1 });
        expect(far.sent.filter((bytes) => parseMessage(bytes)?.type === 'heard')).toEqual([]);
      }),
      { numRuns: long ? 20_000 : 500 },
    );
  });
});
