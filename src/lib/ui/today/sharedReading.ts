import type { PlanReading } from '../../domain/plan/reading';
import { selectShared } from '../../domain/plan/selectShared';
import { here } from '../plan.svelte';

/**
 * The plan as whoever looks at this device may read it now: before anyone said who is talking,
 * without what only one person may see (DOC10). Reactive; absent until the plan is open.
 */
export const sharedReading = (): PlanReading | undefined =>
  here.reading && (here.talker ? here.reading : selectShared(here.reading));
