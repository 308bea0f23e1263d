import type { Change } from './change';
import type { PlanRefusal } from './commands/refusal';
import type { Id } from './schema';

/** What a device may say into a plan that it shares with others, as all of them judge it (DOC7, PLAN5, PLAN12). */
export interface DeviceRights {
  /** It may change everything. */
  readonly steers: boolean;
  /** It gets what is only for the household. */
  readonly household: boolean;
  /** The plan's people who use it; absent while that is not known here yet. */
  readonly persons: readonly Id[] | undefined;
}

/** Why a device may not write a change; absent: it may. What others would not take is not written here either. */
export const refusedHere = (change: Change, rights: DeviceRights): PlanRefusal | undefined => {
  const { steers, household } = rights;
  // What nobody else could ever read is not written.
  if (!household && 'readers' in change && change.readers === 'household')
    return { kind: 'householdOnly' };
  if (!steers && saysWhoIsHousehold(change)) return { kind: 'steeringOnly' };
  const by = answersFor(change);
  if (by === undefined || !rights.persons || (steers && household)) return undefined;
  return rights.persons.includes(by) ? undefined : { kind: 'notSpokenFor', by };
};

/** Who is household, and where days turn. */
const saysWhoIsHousehold = (change: Change): boolean => {
  switch (change.type) {
    case 'fieldChanged':
      return change.table === 'people'
        ? change.field === 'household'
        : change.table === 'about' && change.field === 'timeZone';
    case 'recordAdded':
      return change.table === 'people' && change.record.household === true;
    default:
      return false;
  }
};

/** Whose yes or proposal it is; absent: it is none. */
const answersFor = (change: Change): Id | undefined => {
  if (change.type !== 'factRecorded') return undefined;
  const { table, fact } = change;
  const by =
    table === 'agreements'
      ? fact.by
      : table === 'adjustments' || table === 'stepVersions'
        ? fact.proposedBy
        : undefined;
  return typeof by === 'string' ? by : undefined;
};
