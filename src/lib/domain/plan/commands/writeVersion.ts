import type { Day } from '../../day';
import type { Actor } from '../actor';
import type { Change } from '../change';
import type { PlanReading } from '../reading';
import type { Id } from '../schema';
import { writtenParts, type Sentence } from '../sentence';
import { recordFact } from './changes';
import { namesNothing, notADay, outOfRange, withoutWords } from './checks';
import type { PlanRefusal } from './refusal';

/** What in a sentence makes no sense; absent: all is well. Empty parts are fine, but something must be done (PLAN2). */
export const senselessSentence = (
  reading: PlanReading,
  sentence: Sentence,
): PlanRefusal | undefined =>
  withoutWords('action', sentence.action) ??
  notADay(sentence.firstLookOn) ??
  (sentence.expectEveryDays !== undefined && !(sentence.expectEveryDays > 0)
    ? { kind: 'outOfRange', field: 'expectEveryDays', least: 1, most: undefined }
    : undefined) ??
  outOfRange('importance', sentence.importance, 0, 10) ??
  outOfRange('confidence', sentence.confidence, 0, 10) ??
  namesNothing(reading, 'stepVersions', sentence);

/** The change that writes a sentence down as a version of a step, never to be edited (PLAN1). */
export const writeVersion = (
  reading: PlanReading,
  version: {
    readonly id: Id;
    readonly stepId: Id;
    readonly number: number;
    readonly from: Day;
    readonly sentence: Sentence;
  },
  actor: Actor,
): Change => {
  const { id, stepId, number, from, sentence } = version;
  return recordFact(reading, 'stepVersions', {
    id,
    stepId,
    number,
    ...(writtenParts(sentence) as object as { action: string }),
    proposedBy: actor.by,
    from,
  });
};
