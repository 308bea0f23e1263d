/** Anything a JSON file can hold. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How deep lists and objects may stand in each other: far more than a plan holds, and far from what breaks whoever walks through it. */
export const deepest = 100;

/** A JSON object whose keys this version may not know. */
export type JsonObject = { readonly [key: string]: Json };
