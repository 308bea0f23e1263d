import type { Circle } from '../../domain/circle/circle';
import type { CircleEntry } from './circleEntry';
import type { Server } from './port';

/** Where a device finds the others. */
export interface Places {
  readonly servers: readonly Server[];
  /** Empty: the place that the app came from. */
  readonly signaling: readonly string[];
  /** Set for this device alone; else as the circle says. */
  readonly isOwn: boolean;
}

/**
 * Where this device finds the others: as it was set here, else as the circle says. Of the meeting places only those that the
 * app's server lists; the page's policy lets it reach no others (SEC1).
 */
export const placesOf = (
  entry: CircleEntry | undefined,
  circle: Circle | undefined,
  offered: readonly string[],
): Places => {
  const {
    servers = [],
    signaling = [],
    ownServers = servers.length + signaling.length > 0,
  } = entry ?? {};
  const said = ownServers ? { servers, signaling } : circle;
  return {
    servers: said?.servers ?? [],
    signaling: (said?.signaling ?? []).filter((host) => offered.includes(host)),
    isOwn: ownServers,
  };
};
