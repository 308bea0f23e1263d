import { describe, expect, test } from 'vitest';
import { circleAt } from './circleAt';
import { currentEpoch } from '../../../../src/lib/domain/circle/currentEpoch';
import { foldCircle } from './foldCircle';
import { mayWrite } from '../../../../src/lib/domain/circle/mayWrite';
import { readersOf } from '../../../../src/lib/domain/circle/readersOf';
import type { LogRecord } from '../../../../src/lib/domain/circle/record';
import { deviceOf, genesisBody, hashOf, keysOf, recordOf, VegaLog, vegas } from './vegaLog';

const member = (log: VegaLog, who: string) => log.circle.devices.get(deviceOf(who));
const isRefused = (log: VegaLog, { hash }: LogRecord): boolean => log.circle.refused.includes(hash);
const readers = (log: VegaLog, part: Parameters<typeof readersOf>[1]): string[] =>
  ['Marisol', 'Teo', 'Renee', 'Chelo', 'Nena'].filter((who) =>
    readersOf(log.circle, part).has(deviceOf(who)),
  );

describe('CIR1: the log says who is in', () => {
  test('Marisol, who begins, steers and is household', () => {
    const { circle } = new VegaLog();
    expect(circle).toMatchObject({ plan: 'vega', kind: 'familyPlan', formerly: ['old.'] });
    expect([...circle.devices.values()]).toEqual([
      expect.objectContaining({ name: 'Marisol', role: 'steer', household: true }),
    ]);
    expect([...circle.devices.values()][0]).not.toHaveProperty('letInBy');
  });

  test('whom Marisol lets in has the rights that she gave', () => {
    const log = vegas();
    expect(member(log, 'Teo')).toMatchObject({
      ...{ name: 'Teo', role: 'edit', household: true, persons: ['Teo'], suspended: false },
      ...{ letInBy: deviceOf('Marisol'), keys: keysOf('Teo') },
    });
    expect(member(log, 'Renee')).toMatchObject({ role: 'steer', household: false });
    expect(log.circle.invitations.get(hashOf('invitation'))).toMatchObject({
      ...{ revoked: false, by: deviceOf('Marisol') },
      admitted: ['Teo', 'Renee', 'Chelo'].map(deviceOf),
    });
    expect(log.circle.refused).toEqual([]);
  });

  test('nothing is known before the first record, and what builds on it waits', () => {
    const log = vegas();
    const [, ...rest] = log.all;
    const circle = foldCircle(rest, log.id);
    expect(circle).toMatchObject({ plan: '', devices: new Map(), heads: [], refused: [] });
    expect(circle.waiting).toEqual(rest.map(({ hash }) => hash).sort());
  });

  test('the beginning of another circle begins nothing here', () => {
    const log = vegas();
    const other = recordOf('Stranger', [], genesisBody('Stranger'));
    const circle = foldCircle([other, ...log.all], log.id);
    expect(circle.devices.has(deviceOf('Stranger'))).toBe(false);
    expect(circle).toEqual({ ...log.circle, refused: [other.hash] });
  });

  test('a beginning that names the keys of somebody else begins nothing', () => {
    const log = new VegaLog();
    const stolen = { ...log.genesis, device: deviceOf('Stranger') };
    expect(foldCircle([stolen], log.id).devices.size).toBe(0);
  });

  test('a second beginning within a circle is refused', () => {
    const log = vegas();
    expect(isRefused(log, log.say('Teo', genesisBody('Teo')))).toBe(true);
    expect(member(log, 'Teo')).toMatchObject({ role: 'edit' });
  });

  test('what a newer version wrote keeps its place and changes nothing', () => {
    const log = vegas();
    const before = log.circle;
    const later = log.say('Teo', { type: 'remove', device: deviceOf('Marisol'), why: [1] });
    expect(later.body).toEqual({ type: 'later', code: 'remove' });
    expect(log.circle).toEqual({ ...before, heads: [later.hash] });
    log.tell('Teo', 'Marisol');
    const next = log.invite('Marisol', 'next');
    expect(next.prev).toEqual([later.hash]);
    expect(log.circle.refused).toEqual([]);
  });

  test('a stranger writes nothing', () => {
    const log = vegas();
    log.tell('Marisol', 'Stranger');
    for (const record of [
      log.say('Stranger', { type: 'somethingNew' }),
      log.invite('Stranger', 'mine'),
      log.say('Stranger', { type: 'addDevice', device: keysOf('Other'), name: 'Other' }),
    ])
      expect(isRefused(log, record)).toBe(true);
  });

  test('the next record builds on what counts, and not on what was refused', () => {
    const log = vegas();
    const before = log.circle.heads;
    log.changeRole('Chelo', 'Chelo', 'steer');
    expect(log.circle.heads).toEqual(before);
  });
});

describe('CIR2: rights', () => {
  test('Teo, who edits, makes nobody household or steering, not even himself', () => {
    const log = vegas();
    expect(isRefused(log, log.changeRole('Teo', 'Teo', 'steer'))).toBe(true);
    expect(isRefused(log, log.changeRole('Teo', 'Chelo', 'see', { household: true }))).toBe(true);
    expect(isRefused(log, log.admit('Teo', 'Nena'))).toBe(true);
    expect(member(log, 'Nena')).toBeUndefined();
    expect(member(log, 'Teo')).toMatchObject({ role: 'edit' });
  });

  test('Chelo, who sees, lets nobody in', () => {
    const log = vegas();
    expect(isRefused(log, log.admit('Chelo', 'Nena', { role: 'see' }))).toBe(true);
    expect(isRefused(log, log.changeRole('Chelo', 'Teo', 'see'))).toBe(true);
  });

  test('Renee, who steers and is not household, opens the household to nobody', () => {
    const log = vegas();
    expect(isRefused(log, log.changeRole('Renee', 'Renee', 'steer', { household: true }))).toBe(
      true,
    );
    expect(isRefused(log, log.admit('Renee', 'Nena', { household: true }))).toBe(true);
    expect(isRefused(log, log.invite('Renee', 'new', { household: true }))).toBe(true);
    // What Teo has, he keeps when she changes something else.
    expect(isRefused(log, log.changeRole('Renee', 'Teo', 'see'))).toBe(false);
    expect(member(log, 'Teo')).toMatchObject({ role: 'see', household: true });
  });

  test('a role of a later version reads, and no more', () => {
    const log = vegas();
    log.changeRole('Marisol', 'Teo', 'guest');
    expect(member(log, 'Teo')?.role).toBe('see');
    log.changeRole('Marisol', 'Teo', 'constructor');
    expect(member(log, 'Teo')?.role).toBe('see');
  });

  test('of two changes at the same time the lesser right holds, whoever knew of whom', () => {
    const log = vegas();
    log.changeRole('Marisol', 'Teo', 'steer', { persons: ['Teo', 'Nena'] });
    log.changeRole('Renee', 'Teo', 'see', { household: false, persons: ['Nena', 'Chelo'] });
    expect(member(log, 'Teo')).toMatchObject({ role: 'see', household: false, persons: ['Nena'] });
  });

  test('who knew of the lesser right may give more again', () => {
    const log = vegas();
    log.changeRole('Marisol', 'Teo', 'steer');
    log.changeRole('Renee', 'Teo', 'see');
    log.tell('Renee', 'Marisol');
    log.changeRole('Marisol', 'Teo', 'edit');
    expect(member(log, 'Teo')).toMatchObject({ role: 'edit' });
  });

  test('what knew of one of two changes does not outweigh the other', () => {
    const log = vegas();
    log.changeRole('Marisol', 'Teo', 'see');
    log.changeRole('Renee', 'Teo', 'edit');
    log.changeRole('Renee', 'Teo', 'steer');
    expect(member(log, 'Teo')?.role).toBe('see');
  });

  test.each([
    ['steer', 'edit'],
    ['edit', 'steer'],
  ])('let in twice at the same time, to %s and to %s, it has the lesser right', (one, other) => {
    const log = vegas();
    log.admit('Marisol', 'Nena', { role: one, household: true });
    log.admit('Renee', 'Nena', { role: other });
    expect(member(log, 'Nena')).toMatchObject({ role: 'edit', household: false });
  });

  test('who is in is not let in again', () => {
    const log = vegas();
    expect(isRefused(log, log.admit('Renee', 'Marisol', { role: 'see' }))).toBe(true);
    expect(member(log, 'Marisol')).toMatchObject({ role: 'steer', household: true });
  });

  test('the rights of nobody are not changed', () => {
    const log = vegas();
    expect(isRefused(log, log.changeRole('Marisol', 'Nena', 'edit'))).toBe(true);
  });

  test('the last steering device does not step down', () => {
    const log = vegas();
    expect(isRefused(log, log.changeRole('Marisol', 'Renee', 'see'))).toBe(false);
    expect(isRefused(log, log.changeRole('Marisol', 'Marisol', 'edit'))).toBe(true);
    expect(member(log, 'Marisol')?.role).toBe('steer');
    // Something else about it may be changed.
    expect(isRefused(log, log.changeRole('Marisol', 'Marisol', 'steer', { persons: [] }))).toBe(
      false,
    );
  });

  test('a suspended device does not count as one that steers', () => {
    const log = vegas();
    log.fork('Marisol', 'Renee');
    expect(isRefused(log, log.changeRole('Marisol', 'Marisol', 'edit'))).toBe(true);
  });

  test('of two that step down at the same time one goes on steering, and stays it', () => {
    const log = vegas();
    log.changeRole('Marisol', 'Marisol', 'edit');
    log.changeRole('Renee', 'Renee', 'edit');
    const steering = ['Marisol', 'Renee'].filter((who) => member(log, who)?.role === 'steer');
    expect(steering).toHaveLength(1);
    log.tell('Marisol', 'Renee');
    log.tell('Renee', 'Marisol');
    const [who = ''] = steering;
    log.admit(who, 'Nena', { role: 'steer' });
    expect(member(log, 'Nena')?.role).toBe('steer');
    expect(member(log, who)?.role).toBe('steer');
  });
});

describe('CIR3: invitations', () => {
  test('nobody is let in with an invitation that is unknown or revoked', () => {
    const log = vegas();
    expect(isRefused(log, log.admit('Marisol', 'Nena', { invitation: hashOf('none') }))).toBe(true);
    log.say('Marisol', { type: 'revokeInvite', invitation: hashOf('invitation') });
    expect(log.circle.invitations.get(hashOf('invitation'))?.revoked).toBe(true);
    expect(isRefused(log, log.admit('Marisol', 'Nena'))).toBe(true);
    // Renee had not heard of it: her tap is the gate.
    expect(isRefused(log, log.admit('Renee', 'Nena'))).toBe(false);
  });

  test('Teo invites a second device of his own, and nobody else', () => {
    const log = vegas();
    const own = { role: 'edit', household: true, persons: ['Teo'] };
    expect(isRefused(log, log.invite('Teo', 'own', own))).toBe(false);
    expect(isRefused(log, log.invite('Teo', 'a', { ...own, role: 'steer' }))).toBe(true);
    expect(isRefused(log, log.invite('Teo', 'b', { ...own, persons: [] }))).toBe(true);
    expect(isRefused(log, log.invite('Teo', 'c', { ...own, persons: ['Marisol'] }))).toBe(true);
    const chelos = { role: 'see', household: true, persons: ['Chelo'] };
    expect(isRefused(log, log.invite('Chelo', 'd', chelos))).toBe(true);
  });

  test('who invited or who steers takes an invitation back', () => {
    const log = vegas();
    log.invite('Teo', 'own', { household: true, persons: ['Teo'] });
    const revoke = { type: 'revokeInvite', invitation: hashOf('own') };
    log.tell('Teo', 'Chelo');
    log.tell('Teo', 'Renee');
    expect(isRefused(log, log.say('Chelo', revoke))).toBe(true);
    expect(log.circle.invitations.get(hashOf('own'))?.revoked).toBe(false);
    expect(isRefused(log, log.say('Renee', revoke))).toBe(false);
    expect(isRefused(log, log.say('Teo', revoke))).toBe(false);
    expect(isRefused(log, log.say('Teo', { ...revoke, invitation: hashOf('none') }))).toBe(true);
    expect(isRefused(log, log.say('Renee', { ...revoke, invitation: hashOf('none') }))).toBe(true);
  });

  test('an invitation said again stays what it was', () => {
    const log = vegas();
    log.invite('Teo', 'invitation', { household: true, persons: ['Teo'] });
    expect(log.circle.invitations.get(hashOf('invitation'))).toMatchObject({
      by: deviceOf('Marisol'),
      household: false,
    });
  });
});

describe('CIR1: a second device of the same people', () => {
  const second = { type: 'addDevice', device: keysOf('Nena'), name: 'Tablet' };

  test('has the persons, the household and the role of the first, or less', () => {
    const log = vegas();
    expect(isRefused(log, log.say('Teo', { ...second, role: 'steer' }))).toBe(true);
    log.say('Teo', second);
    expect(member(log, 'Nena')).toMatchObject({
      ...{ name: 'Tablet', role: 'edit', household: true, persons: ['Teo'] },
      letInBy: deviceOf('Teo'),
    });
    log.say('Teo', { ...second, device: keysOf('Phone'), role: 'see' });
    expect(member(log, 'Phone')?.role).toBe('see');
  });

  const brings = (log: VegaLog, who: string, whom: string): LogRecord => {
    const record = log.say(who, { type: 'addDevice', device: keysOf(whom), name: whom });
    log.tell(who, whom);
    return record;
  };
  const eight = Array.from({ length: 8 }, (_, at) => `Tablet ${at}`);

  test('has an end: eight come from one that was let in, those that they bring among them', () => {
    const log = vegas();
    let before = 'Chelo';
    for (const name of eight) {
      expect(isRefused(log, brings(log, before, name))).toBe(false);
      before = name;
    }
    log.tell(before, 'Chelo');
    for (const who of ['Chelo', before])
      expect(isRefused(log, brings(log, who, `of ${who}`))).toBe(true);
    expect(log.circle.devices.size).toBe(12);
    // It is nobody else's end, nor that of who is let in meanwhile.
    expect(isRefused(log, brings(log, 'Teo', 'Nena'))).toBe(false);
    log.tell(before, 'Marisol');
    expect(isRefused(log, log.admit('Marisol', 'Phone'))).toBe(false);
    // A suspended one reads nothing.
    log.fork('Chelo', 'Tablet 0');
    expect(isRefused(log, brings(log, 'Chelo', 'next'))).toBe(false);
    expect(member(log, 'next')).toBeDefined();
  });

  test('of more that were brought at the same time the last in the order are not in, nor what they brought or let in', () => {
    const log = vegas();
    brings(log, 'Renee', 'Tablet');
    for (const name of ['a', 'b']) log.invite('Tablet', name);
    brings(log, 'Tablet', 'Nena');
    brings(log, 'Nena', 'Phone');
    expect(member(log, 'Phone')).toMatchObject({ role: 'steer' });
    // Renee writes as if she had not heard of the last two, which come later in the order.
    for (const name of eight.slice(0, 7)) {
      const all = [...log.knownTo('Renee')];
      brings(log, 'Renee', name);
      log.knownTo('Renee').clear();
      for (const [hash, record] of all) log.knownTo('Renee').set(hash, record);
    }
    expect(log.circle.refused).toEqual([]);
    expect(log.circle.devices.size).toBe(12);
    for (const who of ['Nena', 'Phone']) expect(member(log, who)).toBeUndefined();
    expect(member(log, 'Tablet')).toBeDefined();
  });

  test('of somebody who is let in at the same time counts as theirs', () => {
    const log = vegas();
    log.admit('Marisol', 'Nena');
    log.tell('Marisol', 'Nena');
    brings(log, 'Chelo', 'Nena');
    for (const name of eight) expect(isRefused(log, brings(log, 'Nena', name))).toBe(false);
    expect(member(log, 'Tablet 7')).toBeDefined();
    expect(isRefused(log, brings(log, 'Chelo', 'Phone'))).toBe(false);
    expect(member(log, 'Phone')).toBeDefined();
  });

  test('nobody escapes a lesser right into a second device', () => {
    const log = vegas();
    log.changeRole('Marisol', 'Renee', 'see');
    log.say('Renee', second);
    log.tell('Renee', 'Nena');
    log.say('Nena', { ...second, device: keysOf('Phone') });
    expect(member(log, 'Nena')?.role).toBe('see');
    expect(member(log, 'Phone')?.role).toBe('see');
  });

  test('nor when the second device was there first', () => {
    const log = vegas();
    // Depth decides the order: the second devices come early, the change late.
    log.say('Renee', second);
    log.tell('Renee', 'Nena');
    log.say('Nena', { ...second, device: keysOf('Phone') });
    log.invite('Marisol', 'one');
    log.invite('Marisol', 'two');
    log.changeRole('Marisol', 'Renee', 'see');
    expect(member(log, 'Nena')?.role).toBe('see');
    expect(member(log, 'Phone')?.role).toBe('see');
  });

  test('nor is it given what the first was given at the same time', () => {
    const log = vegas();
    log.changeRole('Marisol', 'Teo', 'steer', { persons: ['Teo', 'Nena'] });
    log.invite('Teo', 'own', { household: true, persons: ['Teo'] });
    log.say('Teo', second);
    expect(member(log, 'Teo')).toMatchObject({ role: 'steer', persons: ['Teo', 'Nena'] });
    expect(member(log, 'Nena')).toMatchObject({ role: 'edit', persons: ['Teo'] });
  });

  test('who changes the rights of a device knowing its second one changes that one alone', () => {
    const log = vegas();
    log.say('Renee', second);
    log.tell('Renee', 'Marisol');
    log.changeRole('Marisol', 'Renee', 'see');
    expect(member(log, 'Nena')?.role).toBe('steer');
  });

  test('nobody takes rights from a device by calling it their second one', () => {
    const log = vegas();
    expect(
      isRefused(log, log.say('Chelo', { ...second, device: keysOf('Teo'), name: 'mine' })),
    ).toBe(true);
    // Nor at the same time as it is let in.
    log.admit('Marisol', 'Nena', { role: 'steer', household: true });
    log.say('Chelo', second);
    expect(member(log, 'Nena')).toMatchObject({ role: 'steer', household: true });
  });
});

describe('CIR2: the last that steers', () => {
  test('is not brought down by somebody who calls it their second device', () => {
    const log = vegas();
    log.say('Marisol', { type: 'addDevice', device: keysOf('Nena'), name: 'Tablet' });
    log.changeRole('Marisol', 'Renee', 'edit');
    log.tell('Marisol', 'Nena');
    log.changeRole('Nena', 'Marisol', 'edit');
    // Chelo has heard of nothing, and hers comes later in the order.
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      log.invite('Chelo', name, { role: 'see', persons: ['Chelo'] });
    const theft = log.say('Chelo', { type: 'addDevice', device: keysOf('Nena'), name: 'mine' });
    expect(isRefused(log, theft)).toBe(false);
    expect(member(log, 'Nena')).toMatchObject({ role: 'steer', household: true, name: 'Tablet' });
  });
});

describe('LED6: a suspended device', () => {
  test('reads and writes nothing from then on', () => {
    const log = vegas();
    const before = log.invite('Renee', 'before');
    log.fork('Chelo', 'Renee');
    log.tell('Chelo', 'Renee');
    expect(member(log, 'Renee')?.suspended).toBe(true);
    expect(readers(log, 'team')).toEqual(['Marisol', 'Teo', 'Chelo']);
    expect(readers(log, 'room')).toEqual(['Marisol', 'Teo', 'Chelo']);
    expect(readers(log, 'mine/Renee')).toEqual([]);
    const renee = member(log, 'Renee');
    expect(renee && mayWrite(renee, 'team')).toBe(false);
    expect(isRefused(log, before)).toBe(false);
    expect(isRefused(log, log.invite('Renee', 'after'))).toBe(true);
    expect(isRefused(log, log.say('Renee', { type: 'somethingNew' }))).toBe(true);
  });

  test('a proof about nobody is refused', () => {
    const log = vegas();
    expect(isRefused(log, log.fork('Teo', 'Nena'))).toBe(true);
  });
});

describe('LED5: epochs', () => {
  test('a key is current when all present readers have it', () => {
    const log = vegas();
    const all = ['Marisol', 'Teo', 'Renee', 'Chelo'];
    expect(currentEpoch(log.circle, 'team')).toBeUndefined();
    const first = log.rotate('Marisol', 'team', all);
    expect(currentEpoch(log.circle, 'team')?.epoch).toBe(first.hash);
    log.rotate('Marisol', 'team', ['Marisol']);
    expect(currentEpoch(log.circle, 'team')?.epoch).toBe(first.hash);
    log.admit('Marisol', 'Nena');
    expect(currentEpoch(log.circle, 'team')).toBeUndefined();
    const second = log.rotate('Marisol', 'team', [...all, 'Nena']);
    expect(currentEpoch(log.circle, 'team')?.epoch).toBe(second.hash);
    const third = log.rotate('Marisol', 'team', [...all, 'Nena']);
    expect(currentEpoch(log.circle, 'team')?.epoch).toBe(third.hash);
    expect(log.circle.epochs.get('team')?.map(({ by }) => by)).toEqual(
      Array(4).fill(deviceOf('Marisol')),
    );
  });

  test('household and mine are opened by who reads them, for who reads them', () => {
    const log = vegas();
    expect(readers(log, 'household')).toEqual(['Marisol', 'Teo']);
    expect(readers(log, 'mine/Teo')).toEqual(['Teo']);
    expect(isRefused(log, log.rotate('Renee', 'household', ['Marisol', 'Teo']))).toBe(true);
    expect(isRefused(log, log.rotate('Marisol', 'household', ['Marisol', 'Renee']))).toBe(true);
    expect(isRefused(log, log.rotate('Marisol', 'household', ['Marisol', 'Nena']))).toBe(true);
    expect(isRefused(log, log.rotate('Marisol', 'household', ['Marisol', 'Teo']))).toBe(false);
    expect(isRefused(log, log.rotate('Marisol', 'mine/Teo', []))).toBe(true);
    expect(isRefused(log, log.rotate('Chelo', 'mine/Chelo', ['Chelo']))).toBe(false);
    expect(isRefused(log, log.rotate('Marisol', 'constructor', []))).toBe(true);
    expect(isRefused(log, log.rotate('Marisol', 'them/Marisol', []))).toBe(true);
  });

  test.each(['team', 'household', 'room'] as const)(
    'who does not steer and brought a second device hands it the key that the others have: %s',
    (part) => {
      const log = vegas();
      const all = readers(log, part);
      log.rotate('Marisol', part, all, 'old');
      log.rotate('Marisol', part, all);
      log.tell('Marisol', 'Teo');
      expect(isRefused(log, log.rotate('Teo', part, all, 'new'))).toBe(true);
      log.say('Teo', { type: 'addDevice', device: keysOf('Nena'), name: 'Tablet' });
      for (const key of ['new', 'old'])
        expect(isRefused(log, log.rotate('Teo', part, [...all, 'Nena'], key))).toBe(true);
      const handed = log.rotate('Teo', part, [...all, 'Nena']);
      expect(isRefused(log, handed)).toBe(false);
      expect(currentEpoch(log.circle, part)?.epoch).toBe(handed.hash);
      const given = (at: number) => [...(log.circle.epochs.get(part)?.at(at)?.givenTo ?? [])];
      expect(given(-1)).toEqual([deviceOf('Nena')]);
      expect(given(0)).toEqual(all.map(deviceOf));
    },
  );

  test('nor is it believed about a device that somebody let in, which it calls its second one', () => {
    const log = vegas();
    const all = ['Marisol', 'Teo', 'Renee', 'Chelo'];
    log.rotate('Marisol', 'team', all, 'old');
    log.tell('Marisol', 'Chelo');
    log.rotate('Marisol', 'team', all, 'newer');
    log.admit('Marisol', 'Nena');
    const opened = log.rotate('Marisol', 'team', [...all, 'Nena']);
    // Chelo writes as if none of that had come, and so that hers are the last in the order.
    log.say('Chelo', { type: 'addDevice', device: keysOf('Nena'), name: 'mine' });
    for (const name of ['a', 'b', 'c', 'd'])
      log.invite('Chelo', name, { role: 'see', persons: ['Chelo'] });
    const handed = log.rotate('Chelo', 'team', [...all, 'Nena'], 'old');
    expect(isRefused(log, handed)).toBe(false);
    expect(log.circle.epochs.get('team')?.at(-1)?.epoch).toBe(handed.hash);
    expect(member(log, 'Nena')?.letInBy).toBe(deviceOf('Marisol'));
    expect(currentEpoch(log.circle, 'team')?.epoch).toBe(opened.hash);
  });

  test('nor does it hand on a key that somebody else lacks', () => {
    const log = vegas();
    log.rotate('Marisol', 'team', ['Marisol', 'Teo', 'Chelo']);
    log.tell('Marisol', 'Teo');
    log.say('Teo', { type: 'addDevice', device: keysOf('Nena'), name: 'Tablet' });
    const all = ['Marisol', 'Teo', 'Renee', 'Chelo', 'Nena'];
    expect(isRefused(log, log.rotate('Teo', 'team', all))).toBe(true);
    expect(isRefused(log, log.rotate('Teo', 'household', ['Teo', 'Nena']))).toBe(true);
  });

  test('who sees reads the team and writes nothing', () => {
    const log = vegas();
    const chelo = member(log, 'Chelo');
    const renee = member(log, 'Renee');
    expect(chelo && mayWrite(chelo, 'team')).toBe(false);
    expect(renee && mayWrite(renee, 'team')).toBe(true);
    expect(renee && mayWrite(renee, 'household')).toBe(false);
  });
});

describe('PEER3: where the circle meets', () => {
  const relay = { urls: 'turn:relay.example', username: 'u', credential: 'p' };
  const place = (host: string) =>
    ({ type: 'setServers', servers: [relay], signaling: [`wss://${host}`] }) as const;

  test('is what who steers said last, and nobody else', () => {
    const log = vegas();
    expect(log.circle).toMatchObject({ servers: [], signaling: [] });
    log.say('Marisol', place('first'));
    log.tell('Marisol', 'Renee');
    log.tell('Marisol', 'Teo');
    const next = log.say('Renee', place('second'));
    expect(isRefused(log, log.say('Teo', place('third')))).toBe(true);
    expect(log.circle).toMatchObject({ servers: [relay], signaling: ['wss://second'] });
    expect(circleAt(log.all, log.id, next.prev)?.signaling).toEqual(['wss://first']);
  });

  test('is one of two that were said at the same time, the same for all', () => {
    const log = vegas();
    log.say('Marisol', place('first'));
    log.say('Renee', place('second'));
    const { signaling } = log.circle;
    expect(signaling).toHaveLength(1);
    expect(foldCircle(log.all.toReversed(), log.id).signaling).toEqual(signaling);
  });
});

describe('CIR2: the role at a head', () => {
  test('is what its writer knew, whatever came since', () => {
    const log = vegas();
    const { heads } = log.circle;
    log.changeRole('Marisol', 'Teo', 'see');
    const then = circleAt(log.all, log.id, heads);
    expect(then?.devices.get(deviceOf('Teo'))?.role).toBe('edit');
    expect(then?.heads).toEqual(heads);
    const now = circleAt(log.all, log.id, log.circle.heads);
    expect(now?.devices.get(deviceOf('Teo'))?.role).toBe('see');
  });

  test('is unknown while the head, or something before it, is not here', () => {
    const log = vegas();
    const { heads } = log.circle;
    expect(circleAt(log.all, log.id, [...heads, hashOf('none')])).toBeUndefined();
    expect(circleAt(log.all.slice(1), log.id, heads)).toBeUndefined();
  });
});
