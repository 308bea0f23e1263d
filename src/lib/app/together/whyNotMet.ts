import type { RoomState } from '../../peers/port';
import type { JoiningTrouble, JoiningView } from './port';

type Over = Extract<JoiningView, { step: 'over' }>['why'];

/** What keeps a room from meeting anybody, as long as it does; absent: it may still. */
export const neverMeets = ({ trouble }: RoomState): JoiningTrouble | undefined =>
  trouble === 'blocked' ? undefined : trouble;

/** Nobody was met in time: what is known of why, the nearest cause first. */
export const whyNotMet = ({ trouble, signaling }: RoomState, invitation: string): Over => {
  if (trouble) return trouble;
  if (!navigator.onLine) return 'offline';
  if (signaling === 'unreachable') return 'signalingUnreachable';
  return leadsElsewhere(invitation) ? 'elsewhere' : 'unreachable';
};

/** Whether a link is of the app at another address: its devices find each other there. */
const leadsElsewhere = (text: string): boolean => {
  const host = /https?:\/\/([^/\s]+)\/join\//i.exec(text)?.[1];
  return host !== undefined && host.toLowerCase() !== location.host;
};
