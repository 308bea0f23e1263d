import { signalingHere } from './signaling';
import { SharedPlan } from './sharedPlan';
import type { Together } from './port';

const open = new Map<string, Promise<SharedPlan>>();
/** What is being let go of: the same plan is opened again after it, or its engine would end with the one before. */
const closing = new Map<string, Promise<void>>();

/** How a plan of this device stands among devices. */
export const togetherOf = (planId: string): Promise<Together> => {
  const known = open.get(planId);
  if (known) return known;
  const opened = (closing.get(planId) ?? Promise.resolve()).then(() =>
    SharedPlan.open(planId, signalingHere()),
  );
  open.set(planId, opened);
  opened.catch(() => open.delete(planId));
  return opened;
};

/** Lets go of a plan's connections. */
export const closeTogether = (planId: string): Promise<void> => {
  const opened = open.get(planId);
  if (!opened) return closing.get(planId) ?? Promise.resolve();
  open.delete(planId);
  const closed = opened
    .then((one) => one.close())
    .catch(() => {})
    .then(() => {
      if (closing.get(planId) === closed) closing.delete(planId);
    });
  closing.set(planId, closed);
  return closed;
};
