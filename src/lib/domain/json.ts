/** Anything a JSON file can hold. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object whose keys this version may not know. */
export type JsonObject = { readonly [key: string]: Json };
