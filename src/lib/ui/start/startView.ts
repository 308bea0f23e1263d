import type { StartDraft } from '$lib/app/startDraft';
import type { PlanReading } from '$lib/domain/plan/reading';
import type { Id, Need, Person, Strength } from '$lib/domain/plan/schema';
import type { Sentence } from '$lib/domain/plan/sentence';

/** A start with nothing said yet. The one who begins is the one who does it, until they say otherwise. */
export const emptyStart = (doer: Id | undefined): StartDraft => ({
  at: 'vision',
  strength: '',
  need: '',
  cue: '',
  action: '',
  backup: '',
  doers: doer === undefined ? [] : [doer],
  helpers: [],
});

/** The step as it stands in the draft. */
export const sentenceOfStart = (draft: StartDraft): Sentence => ({
  action: draft.action.trim(),
  ...(draft.cue.trim() && { cue: draft.cue.trim() }),
  ...(draft.backup.trim() && { backup: draft.backup.trim() }),
  doers: draft.doers,
  helpers: draft.helpers,
  ...(draft.confidence !== undefined && { confidence: draft.confidence }),
});

/** The strength that the start wrote down, so that going back changes it instead of adding another one. */
export const firstStrength = (reading: PlanReading | undefined): Strength | undefined =>
  [...(reading?.strengths.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))[0];

/** The need that the start wrote down. */
export const firstNeed = (reading: PlanReading | undefined): Need | undefined =>
  [...(reading?.needs.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))[0];

/** Who can do the step, and who can help with it: whoever is at home does, everybody else helps. */
export const peopleOfStart = (
  reading: PlanReading | undefined,
): { readonly doers: readonly Person[]; readonly helpers: readonly Person[] } => {
  const people = [...(reading?.people.values() ?? [])];
  return {
    doers: people.filter((person) => person.household),
    helpers: people.filter((person) => !person.household),
  };
};
