import type { Day } from '../../day';
import type { Actor } from '../actor';
import { agreedWords, type Answered } from '../agreedWords';
import type { Change } from '../change';
import type { PlanReading } from '../reading';
import type { Id } from '../schema';
import { enteredBy, recordFact } from './changes';

/** Whether somebody is household: only their yes makes a change count (PLAN5). */
export const isHousehold = (reading: PlanReading, personId: Id | undefined): personId is Id =>
  personId !== undefined && reading.people.get(personId)?.household === true;

/** The change that records an answer as a fact of its own (PLAN5). */
export const writeAnswer = (
  reading: PlanReading,
  to: Answered,
  answer: 'yes' | 'notNow',
  on: Day,
  actor: Actor,
): Change =>
  recordFact(reading, 'agreements', {
    id: actor.newId(),
    adjustmentId: to.adjustment?.id,
    versionId: to.version?.id,
    to: agreedWords(to),
    by: actor.by,
    enteredBy: enteredBy(actor),
    // From a device outside of the household nobody says so of themselves: it is judged by what the plan says.
    household: actor.outside
      ? undefined
      : [actor.by, enteredBy(actor)].filter((id) => isHousehold(reading, id)),
    answer,
    on,
  });

/** Proposing counts as yes for somebody of the household; anybody else's proposal waits (PLAN5). */
export const yesOfProposer = (
  reading: PlanReading,
  to: Answered,
  on: Day,
  actor: Actor,
): Change[] => (isHousehold(reading, actor.by) ? [writeAnswer(reading, to, 'yes', on, actor)] : []);
