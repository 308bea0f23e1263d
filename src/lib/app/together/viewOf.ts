import { isOver } from '../../ledger/join/isOver';
import type { RoomState } from '../../peers/port';
import type { CircleEntry } from './circleEntry';
import type { Knock } from './doors';
import type { EngineStatus } from './engine';
import { placesOf } from './placesOf';
import type { InvitationView, KnockView, MeetingTrouble, MemberView, TogetherView } from './port';

interface Seen {
  readonly entry: CircleEntry | undefined;
  readonly status: EngineStatus | undefined;
  readonly knocks: readonly Knock[];
  readonly room: RoomState | undefined;
  /** Keys of those who show that they are here now. */
  readonly shown: ReadonlySet<string>;
  readonly keysStay: boolean;
  /** By invitation. */
  readonly links: ReadonlyMap<string, string>;
  /** Absent while it is being asked. */
  readonly offered: readonly string[] | undefined;
  readonly now: number;
}

/** A plan among devices as the screens say it. */
export const viewOf = (seen: Seen): TogetherView => {
  const { entry, status, knocks } = seen;
  const own = status?.circle.devices.get(entry?.device ?? '');
  const invitations = invitationsOf(seen);
  const places = placesOf(entry, status?.circle, seen.offered ?? []);
  const standings = [...(status?.standings.values() ?? [])];
  const arriving = standings.find((one) => one.arriving)?.arriving;
  return {
    circle: entry?.circle,
    members: membersOf(seen),
    invitations,
    knocks: knocks.flatMap((knock): KnockView[] => {
      const { state } = knock.visit;
      const invitation = invitations.find(({ id }) => id === knock.invitation);
      return state.step === 'pick' && invitation
        ? [{ id: knock.id, name: state.newcomer.name, invitation, sets: state.sets }]
        : [];
    }),
    meeting: entry?.meeting,
    servers: places.servers,
    signaling: places.signaling,
    ownServers: places.isOwn,
    signalingOffered: seen.offered,
    presence: entry?.presence ?? false,
    connected: standings.length,
    trouble: troubleOf(seen),
    onlyHere: status?.onlyHere ?? 0,
    unsealed: status?.unsealed ?? 0,
    arriving,
    unkept: status?.unkept,
    heavy: [...(status?.heavy ?? [])].map(([device, one]) => ({ device, ...one })),
    maySteer: entry === undefined || own?.role === 'steer',
    keysStay: seen.keysStay,
  };
};

const membersOf = ({ entry, status, shown }: Seen): MemberView[] => {
  const devices = status?.circle.devices;
  const own = devices?.get(entry?.device ?? '');
  return [...(devices?.values() ?? [])].map((member) => ({
    device: member.device,
    name: member.name,
    persons: member.persons,
    role: member.role,
    household: member.household,
    isThis: member.device === entry?.device,
    since: member.since,
    letInBy: member.letInBy === undefined ? undefined : devices?.get(member.letInBy)?.name,
    // Outside one's own household only who shows it (PEER5).
    isHere:
      (status?.standings.has(member.device) ?? false) &&
      ((own?.household === true && member.household) || shown.has(member.keys.sign)),
    heardFrom: entry?.heard[member.device],
    hasAll: status?.standings.get(member.device)?.same,
    differs: (status?.standings.get(member.device)?.diverged.length ?? 0) > 0,
    suspended: member.suspended,
  }));
};

const invitationsOf = ({ status, links, now }: Seen): InvitationView[] =>
  [...(status?.circle.invitations.values() ?? [])]
    .filter(
      ({ revoked, admitted, until }) => !revoked && admitted.length === 0 && !isOver(until, now),
    )
    .map(({ invitation, persons, role, household, shown, until }) => ({
      id: invitation,
      persons,
      role,
      household,
      shown: shown === 'room' ? 'room' : 'sent',
      until,
      link: links.get(invitation),
    }));

/** Why nobody is met; the nearest cause first. */
const troubleOf = ({ entry, status, room }: Seen): MeetingTrouble | undefined => {
  if (entry?.meeting === undefined || !room) return undefined;
  if (room.peers > 0) return undefined;
  const isAlone = (status?.circle.devices.size ?? 0) < 2;
  if (room.trouble && room.trouble !== 'blocked') return room.trouble;
  if (!navigator.onLine) return 'offline';
  if (room.signaling === 'unreachable') return 'signalingUnreachable';
  if (isAlone) return undefined;
  if (room.trouble) return room.trouble;
  return room.signaling === 'open' ? 'otherSideClosed' : undefined;
};
