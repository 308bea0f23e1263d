import type { Member } from './circle';
import type { CircleState } from './circleState';
import { currentEpoch } from './currentEpoch';
import { isReader, makesKeys } from './readersOf';
import type { CirclePart, KnownBody, LogRecord } from './record';
import { isAtMost, roleOf } from './roles';

/** Whether the writer of a record might write it as far as they knew: `state` is what follows from the record's past (CIR1–3). */
export const isAllowed = (record: LogRecord, state: CircleState): boolean => {
  const { body, named } = record;
  const writer = state.member(record.device);
  if (!writer || writer.suspended) return false;
  const steers = writer.role === 'steer';
  switch (body.type) {
    case 'genesis':
      return false;
    case 'later':
      return true;
    case 'invite':
      return steers ? mayGive(writer, body) : isForOwn(writer, body);
    case 'revokeInvite': {
      const invitation = state.invitation(body.invitation);
      return invitation !== undefined && (steers || invitation.by === writer.device);
    }
    case 'admit':
      return (
        steers &&
        mayGive(writer, body) &&
        state.member(named as string) === undefined &&
        state.invitation(body.invitation)?.revoked === false
      );
    case 'addDevice':
      return (
        state.member(named as string) === undefined &&
        state.mayBring(writer.device) &&
        (body.role === undefined || isAtMost(roleOf(body.role), writer.role))
      );
    case 'changeRole': {
      const changed = state.member(body.device);
      if (!steers || !changed) return false;
      if (body.household && !changed.household && !writer.household) return false;
      return roleOf(body.role) === 'steer' || state.steers(body.device);
    }
    case 'rotate':
      return mayRotate(writer, body, state);
    case 'setServers':
      return steers;
    case 'fork':
      return state.member(body.device) !== undefined;
  }
};

/** What only the household reads is opened to somebody by the household alone. */
const mayGive = (writer: Member, { household }: { household: boolean }): boolean =>
  writer.household || !household;

/** An invitation for a second device of one's own. */
const isForOwn = (
  writer: Member,
  { role, household, persons }: Extract<KnownBody, { type: 'invite' }>,
): boolean =>
  mayGive(writer, { household }) &&
  isAtMost(roleOf(role), writer.role) &&
  persons.length > 0 &&
  persons.every((person) => writer.persons.includes(person));

/**
 * A key is made by who reads what it opens, and for no one who does not. Who does not steer makes none: they hand a device that
 * they brought the key that the others have (LED5).
 */
const mayRotate = (
  writer: Member,
  { part, commitment, sealed }: Extract<KnownBody, { type: 'rotate' }>,
  state: CircleState,
): boolean => {
  if (!isReader(writer, part as CirclePart)) return false;
  if (
    !makesKeys(writer, part) &&
    currentEpoch(state.read(''), part as CirclePart, writer.device)?.commitment !== commitment
  )
    return false;
  return Object.keys(sealed).every((device) => {
    const reader = state.member(device);
    return reader !== undefined && isReader(reader, part as CirclePart);
  });
};
