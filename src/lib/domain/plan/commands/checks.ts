import { isDay } from '../../day';
import type { Actor } from '../actor';
import type { AdjustmentReading, PlanReading, StepHistory } from '../reading';
import { findTry } from '../readersOf';
import { referencesOf } from '../references';
import type { Id, Person } from '../schema';
import type { TableName } from '../tables';
import type { PlanRefusal } from './refusal';

/** Each of these finds the first thing that makes no sense; absent: all is well. */
type Found = PlanRefusal | undefined;

/** The words that must be there. */
export const withoutWords = (field: string, text: string | undefined): Found =>
  text === undefined || text.trim() === '' ? { kind: 'nothingWritten', field } : undefined;

/** A day that the calendar has; absent days are fine. */
export const notADay = (day: string | undefined): Found =>
  day === undefined || isDay(day) ? undefined : { kind: 'notADay', day };

/** A number that makes sense; absent ones are fine. */
export const outOfRange = (
  field: string,
  value: number | undefined,
  least: number,
  most?: number,
): Found =>
  value === undefined || (value >= least && value <= (most ?? Number.MAX_VALUE))
    ? undefined
    : { kind: 'outOfRange', field, least, most };

/** An adjustment of any step, with its step's history; absent when it is not here. */
export const findAdjustment = (
  reading: PlanReading,
  id: Id,
): { history: StepHistory; adjustment: AdjustmentReading } | undefined => {
  for (const history of reading.steps.values()) {
    const adjustment = history.adjustments.find((one) => one.id === id);
    if (adjustment) return { history, adjustment };
  }
  return undefined;
};

const isHere = (reading: PlanReading, table: TableName, id: Id): boolean => {
  switch (table) {
    case 'stepVersions':
      return reading.historyOfVersion(id) !== undefined;
    case 'tries':
      return findTry(reading, id) !== undefined;
    case 'adjustments':
      return findAdjustment(reading, id) !== undefined;
    case 'about':
    case 'plan':
    case 'safetyPlan':
      return id === table;
    case 'agreements':
    case 'takeBacks':
      return false;
    default:
      return reading[table].has(id);
  }
};

/** A record that must be in the plan. */
export const notHere = (reading: PlanReading, table: TableName, id: Id): Found =>
  isHere(reading, table, id) ? undefined : { kind: 'notHere', table, id };

/** Everything that a record names must be in the plan. */
export const namesNothing = (reading: PlanReading, table: TableName, record: object): Found => {
  for (const { to, id } of referencesOf(table, record)) {
    const found = notHere(reading, to, id);
    if (found) return found;
  }
  return undefined;
};

/** Somebody of the household who has not gone. */
export const isAtHome = (person: Person | undefined): boolean =>
  person?.household === true && person.leftOn === undefined;

/** The household never goes without somebody in it, nor without whoever holds the plan (domain: custodian). */
export const leavesNobody = ({ people, plan }: PlanReading, id: Id): Found => {
  const others = [...people.values()].filter((person) => person.id !== id);
  if (isAtHome(people.get(id)) && !others.some(isAtHome)) return { kind: 'lastOfHousehold', id };
  return plan.custodian === id ? { kind: 'holdsThePlan', id } : undefined;
};

/** Whoever acts, and whoever typed for them, must be somebody the plan knows. */
export const unknownActor = (reading: PlanReading, actor: Actor): Found =>
  notHere(reading, 'people', actor.by) ??
  (actor.enteredBy === undefined ? undefined : notHere(reading, 'people', actor.enteredBy));
