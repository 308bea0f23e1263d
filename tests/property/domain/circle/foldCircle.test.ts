import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Circle, Member } from '../../../../src/lib/domain/circle/circle';
import { CircleLog } from '../../../../src/lib/domain/circle/circleLog';
import { foldCircle } from '../../../unit/domain/circle/foldCircle';
import type { Hash, LogRecord } from '../../../../src/lib/domain/circle/record';
import { isAtMost, roleOf } from '../../../../src/lib/domain/circle/roles';
import { deviceOf, hashOf, keysOf, VegaLog, vegas } from '../../../unit/domain/circle/vegaLog';

const people = ['Marisol', 'Teo', 'Renee', 'Chelo', 'Nena', 'Phone'];

/** Anybody says anything, allowed or not, on top of what they heard so far. */
const anyStep = fc.record({
  who: fc.nat(5),
  whom: fc.nat(5),
  what: fc.constantFrom(
    ...['tell', 'tell', 'tell', 'admit', 'admit', 'add', 'change', 'change', 'change'],
    ...['rotate', 'fork', 'later', 'revoke', 'genesis', 'servers', 'servers'],
  ),
  role: fc.constantFrom('steer', 'steer', 'edit', 'see', 'guest'),
  household: fc.boolean(),
  persons: fc.subarray(['Marisol', 'Teo', 'Renee']),
  part: fc.constantFrom('team', 'household', 'room', 'mine/Teo'),
  key: fc.constantFrom('one', 'one', 'other'),
  /** Says it as if only part of what they know had been heard: a record put back in time. */
  forgets: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(6) }),
});
type Step = (typeof anyStep)['generate'] extends (...args: never[]) => { value: infer T }
  ? T
  : never;

const anyLog: fc.Arbitrary<VegaLog> = fc
  .record({
    count: fc.integer({ min: 3, max: 6 }),
    forks: fc.boolean(),
    steps: fc.array(anyStep, { minLength: 5, maxLength: 40 }),
  })
  .map(({ count, forks, steps }) => {
    const log = new VegaLog();
    log.invite('Marisol', 'invitation');
    log.admit('Marisol', 'Teo', { role: 'steer', household: true });
    log.admit('Marisol', 'Renee', { role: 'steer' });
    log.tell('Marisol', 'Teo');
    log.tell('Marisol', 'Renee');
    for (const step of steps) if (forks || step.what !== 'fork') say(log, count, step);
    return log;
  });

const say = (log: VegaLog, count: number, step: Step): void => {
  const who = people[step.who % count] as string;
  const whom = people[step.whom % count] as string;
  const { role, household, persons } = step;
  if (step.what === 'tell') return log.tell(who, whom);
  const known = log.knownTo(who);
  const full = [...known];
  const length = Math.max(1, full.length - step.forgets);
  known.clear();
  for (const [hash, record] of full.slice(0, length)) known.set(hash, record);
  const readers = people.filter((one) => log.seenBy(who).devices.has(deviceOf(one)));
  if (step.what === 'admit') log.admit(who, whom, { role, household, persons });
  if (step.what === 'add')
    log.say(who, { type: 'addDevice', device: keysOf(whom), name: whom, role });
  if (step.what === 'change') log.changeRole(who, whom, role, { household, persons });
  if (step.what === 'rotate') log.rotate(who, step.part, readers, step.key);
  if (step.what === 'fork') log.fork(who, whom);
  if (step.what === 'later') log.say(who, { type: 'recover', device: deviceOf(whom) });
  if (step.what === 'servers')
    log.say(who, { type: 'setServers', servers: [], signaling: [`wss://${whom}${step.forgets}`] });
  if (step.what === 'revoke')
    log.say(who, { type: 'revokeInvite', invitation: hashOf('invitation') });
  if (step.what === 'genesis') log.say(who, { ...log.genesis.body, device: keysOf(whom) });
  for (const [hash, record] of full) known.set(hash, record);
};

/** Teo's devices bring further ones, and hear of each other now and then. */
const anyBringing: fc.Arbitrary<VegaLog> = fc
  .array(fc.record({ who: fc.nat(40), hears: fc.option(fc.nat(40), { freq: 2 }) }), {
    minLength: 10,
    maxLength: 30,
  })
  .map((steps) => {
    const log = vegas();
    const devices = ['Teo'];
    const one = (at: number): string => devices[at % devices.length] as string;
    for (const { who, hears } of steps) {
      if (hears !== null) log.tell(one(hears), one(who));
      const whom = `Tablet ${devices.length}`;
      log.say(one(who), { type: 'addDevice', device: keysOf(whom), name: whom });
      log.tell(one(who), whom);
      devices.push(whom);
    }
    return log;
  });

/** The records of a set all of whose past is in it, worked out the slow way. */
const whole = (records: readonly LogRecord[]): LogRecord[] => {
  let kept = [...records];
  for (;;) {
    const here = new Set(kept.map(({ hash }) => hash));
    const next = kept.filter(({ prev }) => prev.every((hash) => here.has(hash)));
    if (next.length === kept.length) return kept;
    kept = next;
  }
};

const pastsOf = (records: readonly LogRecord[]): Map<Hash, Set<Hash>> => {
  const pasts = new Map<Hash, Set<Hash>>();
  for (const { hash, prev } of records)
    pasts.set(hash, new Set(prev.flatMap((one) => [one, ...(pasts.get(one) ?? [])])));
  return pasts;
};

/** What the writer of a record knew of the circle. */
const before = (log: CircleLog, record: LogRecord): Circle => log.at(record.prev) as Circle;
const writerOf = (log: CircleLog, record: LogRecord): Member | undefined =>
  before(log, record).devices.get(record.device);

describe('CIR1: any log of three to six devices', () => {
  test('says the same in whatever order it comes, and however often', () => {
    fc.assert(
      fc.property(
        anyLog.chain((log) =>
          fc.tuple(
            fc.constant(log),
            fc.shuffledSubarray(log.all, { minLength: log.all.length }),
            fc.array(fc.constantFrom(...log.all)),
          ),
        ),
        ([log, shuffled, again]) => {
          expect(foldCircle([...shuffled, ...again], log.id)).toEqual(log.circle);
        },
      ),
    );
  });

  test('says of a part of it what those say who know no more, and the rest waits', () => {
    fc.assert(
      fc.property(
        anyLog.chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray(log.all))),
        ([log, some]) => {
          const here = whole(some);
          const { waiting, ...circle } = foldCircle(some, log.id);
          const hashes = new Set(here.map(({ hash }) => hash));
          expect(waiting).toEqual(
            some
              .map(({ hash }) => hash)
              .filter((hash) => !hashes.has(hash))
              .sort(),
          );
          expect({ ...circle, waiting: [] }).toEqual(foldCircle(here, log.id));
          // Whether a record counts does not change when more comes.
          const refused = new Set(log.circle.refused);
          expect(new Set(circle.refused)).toEqual(
            new Set([...hashes].filter((hash) => refused.has(hash))),
          );
          expect(new CircleLog(log.all, log.id).at([...hashes])).toEqual({
            ...circle,
            waiting: [],
          });
        },
      ),
    );
  });

  test('has eight further devices of somebody at most, the same ones in whatever order the log comes', () => {
    fc.assert(
      fc.property(
        anyBringing.chain((log) =>
          fc.tuple(
            fc.constant(log),
            fc.shuffledSubarray(log.all, { minLength: log.all.length }),
            fc.shuffledSubarray(log.all),
          ),
        ),
        ([log, shuffled, some]) => {
          const { circle, id } = log;
          expect(foldCircle(shuffled, id)).toEqual(circle);
          expect(circle.devices.size).toBeLessThanOrEqual(4 + 8);
          expect(circle.devices.size).toBeGreaterThan(4);
          const refused = new Set(circle.refused);
          const then = foldCircle(some, id);
          expect(then.devices.size).toBeLessThanOrEqual(4 + 8);
          for (const { hash } of whole(some))
            expect(then.refused.includes(hash)).toBe(refused.has(hash));
        },
      ),
    );
  });

  test('counts a record or not by its past alone', () => {
    fc.assert(
      fc.property(anyLog, ({ all, id, circle }) => {
        const pasts = pastsOf(all);
        const refused = new Set(circle.refused);
        for (const record of all) {
          const past = all.filter(({ hash }) => pasts.get(record.hash)?.has(hash));
          const then = new Set(foldCircle([...past, record], id).refused);
          expect(then.has(record.hash)).toBe(refused.has(record.hash));
        }
      }),
    );
  });

  test('gives nobody a right that no one who might has given', () => {
    fc.assert(
      fc.property(anyLog, ({ all, id, circle }) => {
        const log = new CircleLog(all, id);
        for (const { device, role, household, persons } of circle.devices.values()) {
          if (device === all[0]?.device) continue;
          const givers = all.filter((record) => {
            const writer = writerOf(log, record);
            if (!writer || writer.suspended) return false;
            const { body, named } = record;
            if (body.type === 'addDevice') return named === device && isAtMost(role, writer.role);
            if (body.type !== 'admit' && body.type !== 'changeRole') return false;
            const whom = body.type === 'admit' ? named : body.device;
            return whom === device && writer.role === 'steer' && isAtMost(role, roleOf(body.role));
          });
          expect(givers).not.toEqual([]);
          // The household is opened by the household alone.
          if (household)
            expect(givers.some((record) => writerOf(log, record)?.household)).toBe(true);
          for (const person of persons)
            expect(
              givers.some(
                (record) =>
                  ('persons' in record.body && record.body.persons.includes(person)) ||
                  writerOf(log, record)?.persons.includes(person),
              ),
            ).toBe(true);
        }
      }),
    );
  });

  test('refuses what is written without the right, and by who is known to be suspended', () => {
    fc.assert(
      fc.property(anyLog, ({ all, id, circle }) => {
        const log = new CircleLog(all, id);
        const refused = new Set(circle.refused);
        for (const record of all.slice(1)) {
          const writer = writerOf(log, record);
          const { type } = record.body;
          const steering = type === 'admit' || type === 'changeRole';
          if (!writer || writer.suspended || (steering && writer.role !== 'steer'))
            expect(refused).toContain(record.hash);
          else if (type === 'later') expect(refused).not.toContain(record.hash);
        }
      }),
    );
  });

  test('lets the lesser right win, and leaves one that steers', () => {
    fc.assert(
      fc.property(anyLog, ({ all, circle }) => {
        const refused = new Set(circle.refused);
        const pasts = pastsOf(all);
        const steering = [...circle.devices.values()].filter(
          ({ role, suspended }) => role === 'steer' && !suspended,
        );
        if (![...circle.devices.values()].some(({ suspended }) => suspended))
          expect(steering).not.toEqual([]);
        const changes = all.filter(
          ({ hash, body }) => body.type === 'changeRole' && !refused.has(hash),
        );
        for (const { hash, body } of changes) {
          if (body.type !== 'changeRole') continue;
          const known = changes.some(
            (other) =>
              other.body.type === 'changeRole' &&
              other.body.device === body.device &&
              pasts.get(other.hash)?.has(hash),
          );
          const { role = 'see', persons = [] } = circle.devices.get(body.device) ?? {};
          // Only what would have left nobody steering is overruled, and a restored device steers.
          if (!known && role !== 'steer') {
            expect(isAtMost(role, roleOf(body.role))).toBe(true);
            expect(body.persons).toEqual(expect.arrayContaining([...persons]));
          }
        }
      }),
    );
  });

  test('keeps the key that the others have where who does not steer opens an epoch', () => {
    fc.assert(
      fc.property(anyLog, ({ all, id, circle }) => {
        const log = new CircleLog(all, id);
        const byHash = new Map(all.map((record) => [record.hash, record]));
        for (const { epoch, part, by, commitment, readers } of [...circle.epochs.values()].flat()) {
          const then = before(log, byHash.get(epoch) as LogRecord);
          if (part.startsWith('mine/') || then.devices.get(by)?.role === 'steer') continue;
          const others = [...readers].filter((one) => then.devices.get(one)?.letInBy !== by);
          const sameKey = then.epochs.get(part)?.filter((one) => one.commitment === commitment);
          expect(sameKey?.some((one) => others.every((each) => one.readers.has(each)))).toBe(true);
        }
      }),
    );
  });

  test('seals keys for readers alone, made by readers', () => {
    fc.assert(
      fc.property(anyLog, ({ all, id, circle }) => {
        const log = new CircleLog(all, id);
        const byHash = new Map(all.map((record) => [record.hash, record]));
        for (const { epoch, part, by, readers } of [...circle.epochs.values()].flat()) {
          const { devices } = before(log, byHash.get(epoch) as LogRecord);
          for (const device of [by, ...readers]) {
            const reader = devices.get(device);
            expect(reader?.suspended).toBe(false);
            if (part === 'household') expect(reader?.household).toBe(true);
            if (part.startsWith('mine/')) expect(reader?.persons).toContain(part.slice(5));
          }
        }
      }),
    );
  });
});
