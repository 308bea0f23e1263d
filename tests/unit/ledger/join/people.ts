import type { DeviceKeys } from '../../../../src/lib/domain/circle/record';
import { randomBytes, toText } from '../../../../src/lib/ledger/bytes';
import { keepDoor, type Door, type Standing } from '../../../../src/lib/ledger/join/insider';
import type { Invitation } from '../../../../src/lib/ledger/join/invitation';
import { askToJoin, type Asking } from '../../../../src/lib/ledger/join/newcomer';
import { seedKey } from '../../../../src/lib/ledger/join/seedKey';
import { HandClock, line, type End } from './line';

/** Keys as a connection would have proven them; nobody signs with them here. */
export const someKeys = (): DeviceKeys => ({
  sign: toText(randomBytes(32)),
  agree: toText(randomBytes(32)),
});

export const vegaInvitation = (): Invitation => ({
  seed: randomBytes(32),
  circle: toText(randomBytes(16)),
  signaling: '',
  relay: undefined,
  until: '2026-05-04T18:10:00.000Z',
  shown: 'room',
});

/** Marisol's phone at the door of the Vega circle. */
export const marisolAtTheDoor = async (invitation = vegaInvitation(), more: Partial<Door> = {}) => {
  const clock = new HandClock();
  const keys = someKeys();
  const says: { standing: Standing } = {
    standing: { ok: true, value: { role: 'edit', household: false } },
  };
  const door = keepDoor({
    invitation: (await seedKey(invitation.seed)).invitation,
    circle: invitation.circle,
    plan: 'vega',
    keys,
    standing: () => says.standing,
    now: () => clock.now,
    random: randomBytes,
    later: clock.later,
    ...more,
  });
  return { invitation, clock, keys, says, door };
};

/** Teo's phone; `clock` is its own. */
export const teoAsks = (
  end: End,
  keys: DeviceKeys,
  invitation: Invitation,
  more: Partial<Asking> = {},
) => {
  const clock = new HandClock();
  const joining = askToJoin(end, {
    invitation,
    keys,
    name: 'Teo',
    language: 'es',
    random: randomBytes,
    later: clock.later,
    ...more,
  });
  return { joining, clock };
};

/** Teo on a line to Marisol, both as they are. */
export const teoAndMarisol = async (more: Partial<Asking> = {}, at?: Partial<Door>) => {
  const marisol = await marisolAtTheDoor(undefined, at);
  const keys = someKeys();
  const [near, far] = line(keys.sign, marisol.keys.sign);
  const visit = marisol.door.hear(far);
  const { joining, clock } = teoAsks(near, keys, marisol.invitation, more);
  return { marisol, visit, joining, clock, keys, near, far };
};
