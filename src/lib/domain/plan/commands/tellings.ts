import type { StepHistory } from '../reading';
import type { Try } from '../schema';

/** A try and all that it supersedes, newest telling first. */
export const tellings = (attempt: Try, history: StepHistory): Try[] => {
  const told = new Set([attempt]);
  for (const one of told) {
    const before = history.superseded.find((other) => other.id === one.supersedes);
    if (before) told.add(before);
  }
  return [...told];
};
