/** Plans that this tab was let into and that are still coming, over the connection that it came by. */
const underWay = new Map<string, Promise<void>>();

/** Ends once a plan that this tab was let into is here; absent where there is none such. */
export const comingIn = (planId: string): Promise<void> | undefined => underWay.get(planId);

/** This tab was let in, and sees to it that the plan comes. */
export const comesIn = (planId: string, coming: Promise<void>): void => {
  const ended = coming
    .catch(() => {})
    .finally(() => underWay.get(planId) === ended && underWay.delete(planId));
  underWay.set(planId, ended);
};
