import type { Circle, Member } from './circle';
import type { CirclePart, DeviceId } from './record';

/** Whether a device reads a part: a document, or the secret of the room. */
export const isReader = (member: Member, part: CirclePart): boolean => {
  if (member.suspended) return false;
  if (part === 'team' || part === 'room') return true;
  if (part === 'household') return member.household;
  return part.startsWith('mine/') && member.persons.includes(part.slice(5));
};

/** The devices that read a part now. */
export const readersOf = (
  circle: Pick<Circle, 'devices'>,
  part: CirclePart,
): ReadonlySet<DeviceId> =>
  new Set(
    [...circle.devices.values()]
      .filter((member) => isReader(member, part))
      .map(({ device }) => device),
  );

/** Whether a device makes the keys of a part that it reads. */
export const makesKeys = ({ role }: Member, part: string): boolean =>
  role === 'steer' || part.startsWith('mine/');
