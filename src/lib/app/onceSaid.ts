import { thisDevice } from './device';

const key = (planId: string, what: string): string => `once/${planId}/${what}`;

/** Whether something that is said once was said on this device, for one plan. */
export const wasSaid = async (planId: string, what: string): Promise<boolean> =>
  (await (await thisDevice()).vault.get(key(planId, what))) === true;

/** Remembers that something was said; durable when it resolves. It goes when the plan leaves this device. */
export const markSaid = async (planId: string, what: string): Promise<void> =>
  (await thisDevice()).vault.set(key(planId, what), true);

/** Which of these were not said yet, in their order. */
export const notSaidYet = async <What extends string>(
  planId: string,
  whats: readonly What[],
): Promise<What[]> => {
  const said = await Promise.all(whats.map((what) => wasSaid(planId, what)));
  return whats.filter((_, place) => !said[place]);
};
