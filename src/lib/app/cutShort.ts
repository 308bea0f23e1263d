import { thisDevice } from './device';
import { clearHalfImports } from './halfImports';
import { keptOrNot } from './keptOrNot';
import { endRemovals } from './removePlan';

/**
 * Ends what a killed tab left half done: plans that were coming in, and plans that were leaving. Run when the app opens;
 * what storage refuses then is left for the next time.
 */
export const endWhatWasCutShort = async (): Promise<void> => {
  const device = await thisDevice();
  await keptOrNot(clearHalfImports(device));
  await keptOrNot(endRemovals(device.vault));
};
