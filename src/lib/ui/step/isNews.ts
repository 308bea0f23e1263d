import { markSaid, wasSaid } from '../../app/onceSaid';

const told = new Map<string, Promise<boolean>>();

/**
 * Whether "Your word changed this" was never said of a change on this device. It is said once:
 * from then on it is no news, but stays on a page that shows it until that page is closed.
 */
export const isNews = (planId: string, adjustmentId: string): Promise<boolean> => {
  const key = `${planId} ${adjustmentId}`;
  const what = `word/${adjustmentId}`;
  const known =
    told.get(key) ??
    wasSaid(planId, what).then(async (said) => {
      if (!said) await markSaid(planId, what);
      return !said;
    });
  told.set(key, known);
  return known;
};
