/** All of a plan's begin so. */
export const fallenPrefix = (planId: string): string => `fallen/${planId}/`;

/** The document whose key that is; absent for other keys. */
export const partOfFallen = (planId: string, key: string): string | undefined =>
  key.startsWith(fallenPrefix(planId)) ? key.slice(fallenPrefix(planId).length) : undefined;
