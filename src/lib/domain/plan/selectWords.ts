import type { PlanReading } from './reading';
import type { StepVersion } from './schema';
import { selectPerson } from './selectPerson';
import type { SentenceParts, VersionWords } from './todayWindow';

/** The parts of a step's sentence, as far as they were said (PLAN2). */
export const selectSentence = (version: StepVersion): SentenceParts => ({
  ...(version.cue !== undefined && { cue: version.cue }),
  action: version.action,
  ...(version.backup !== undefined && { backup: version.backup }),
  ...(version.place !== undefined && { place: version.place }),
  ...(version.says !== undefined && { says: version.says }),
});

/** A version as a sentence, with who does it and who helps how. */
export const selectWords = (reading: PlanReading, version: StepVersion): VersionWords => ({
  versionId: version.id,
  sentence: selectSentence(version),
  doers: (version.doers ?? []).map((id) => selectPerson(reading, id)),
  helpers: (version.helpers ?? []).map(({ personId, mode }) => ({
    ...selectPerson(reading, personId),
    mode,
  })),
});
