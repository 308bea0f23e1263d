const prefix = 'circles/';

/** Where the vault keeps what this device knows of a plan's circle. */
export const circleKey = (planId: string): string => prefix + planId;

/** The plan whose circle stands under a key of the vault; absent for other keys. */
export const planOfCircle = (key: string): string | undefined =>
  key.startsWith(prefix) ? key.slice(prefix.length) : undefined;

/** Under which name the vault keeps a pair of this device's keys for a plan's circle. */
export const keyName = (planId: string, which: 'sign' | 'agree'): string => `${planId}/${which}`;

/** Under what the vault keeps that which was written into a shared plan and is not sealed yet. */
export const unsealedPrefix = (planId: string): string => `unsealed/${planId}/`;

/** Where it stands how far other devices are with a plan. */
export const reachedKey = (planId: string): string => `reached/${planId}`;
