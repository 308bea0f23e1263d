import type { InvitationView, MemberView } from '../../app/together/port';
import { dayAt } from '../../domain/day';
import { sayDay, sayDayFull, sayDayHeading, sayList } from '../../i18n/format';
import { m } from '../../i18n/m.svelte';
import { sayAgo } from '../../i18n/sayAgo';
import { peopleOf, type Around } from './around';

/** Below this nobody needs a number. */
const aMoment = 90_000;
const aDay = 20 * 3_600_000;
const aMonth = 30 * 86_400_000;

/**
 * When a device was heard from. Within one's own household as exactly as people say it; outside of it, and
 * for whoever is not of the household, the day alone (PEER5).
 */
export const heardWords = (
  member: MemberView,
  near: boolean,
  now: number,
  { today, timeZone }: Around,
): string => {
  const words = m.together.devices;
  if (member.isHere) return words.here;
  if (member.heardFrom === undefined) return words.notHeard;
  const at = Date.parse(member.heardFrom);
  const since = Math.max(0, now - at);
  if (!near || since > aDay) return words.heard(sayDay(dayAt(at, timeZone), today));
  return words.heard(since < aMoment ? words.justNow : sayAgo(since));
};

/** What a device is called: by its name, else by whose it is. */
export const deviceName = ({ name, persons }: MemberView, around: Around): string =>
  name ||
  sayList(peopleOf(around, persons).map((person) => person.name)) ||
  m.together.devices.unnamed;

/** Whose invitation it is. */
export const invitedName = (invitation: InvitationView, around: Around): string =>
  sayList(peopleOf(around, invitation.persons).map(({ name }) => name)) ||
  m.together.invitations.somebodyNew;

/** Minutes that an invitation is still good for, begun ones counted; 0 when it is over. */
export const minutesLeft = ({ until }: InvitationView, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now) / 60_000));

/** The day on which an invitation ends, as a heading has it; with its year where that is not near, and a clock was set wrong. */
export const untilDay = (until: string, timeZone: string): string => {
  const at = Date.parse(until);
  const day = dayAt(at, timeZone);
  return Math.abs(at - Date.now()) < aMonth ? sayDayHeading(day) : sayDayFull(day);
};
