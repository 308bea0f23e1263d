import { keptOrNot } from '../../app/keptOrNot';
import { markSaid, wasSaid } from '../../app/onceSaid';

const found = new Map<string, Promise<boolean>>();

/**
 * Whether "Your word changed this" was never said of a change on this device. Once it was told it is no news,
 * but stays on a page that shows it until that page is closed.
 */
export const isNews = (planId: string, adjustmentId: string): Promise<boolean> => {
  const key = `${planId} ${adjustmentId}`;
  const known = found.get(key) ?? wasSaid(planId, word(adjustmentId)).then((said) => !said);
  found.set(key, known);
  return known;
};

/** It stands on a screen: from now on it is no news. What storage does not keep is said once more. */
export const told = async (planId: string, adjustmentId: string): Promise<void> => {
  await keptOrNot(markSaid(planId, word(adjustmentId)));
};

const word = (adjustmentId: string): string => `word/${adjustmentId}`;
