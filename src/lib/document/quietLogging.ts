/**
 * Stands in for `lib0/logging`, which Yjs uses for a few warnings to developers. Said on the console, without colors.
 */
export const print = (...said: unknown[]): void => console.info(...said);
export const warn = (...said: unknown[]): void => console.warn(...said);

/** What y-webrtc says on every step of every connection: nothing (SEC2). */
export const createModuleLogger = () => (): void => {};

/** Styles of the original; here they say nothing. */
export const ORANGE = '';
export const GREY = '';
export const UNCOLOR = '';
export const RED = '';
export const BOLD = '';
export const UNBOLD = '';
