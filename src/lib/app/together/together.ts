import { signalingHere } from './signaling';
import { SharedPlan } from './sharedPlan';
import type { Together } from './port';

const open = new Map<string, Promise<SharedPlan>>();

/** How a plan of this device stands among devices. */
export const togetherOf = (planId: string): Promise<Together> => {
  const known = open.get(planId);
  if (known) return known;
  const opened = SharedPlan.open(planId, signalingHere());
  open.set(planId, opened);
  opened.catch(() => open.delete(planId));
  return opened;
};

/** Lets go of a plan's connections. */
export const closeTogether = async (planId: string): Promise<void> => {
  const opened = open.get(planId);
  open.delete(planId);
  await opened?.then((one) => one.close()).catch(() => {});
};
