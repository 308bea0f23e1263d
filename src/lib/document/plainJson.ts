import { deepest, type Json } from '../domain/json';

/** Whether a value is JSON, and not nested beyond reason (DOC3). */
export const isJson = (value: unknown, depth = 0): value is Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > deepest) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value)
    if (!isJson((value as Record<string, unknown>)[key], depth + 1)) return false;
  return true;
};

/** Text as every replica reads it back: half a character cannot be stored and becomes U+FFFD. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/**
 * A copy of JSON that stays the same on its way through a document. Detached from what it was made of;
 * a key `__proto__` is left out, and what is no JSON or nested beyond reason becomes `null`.
 */
export const plainJson = (value: unknown, depth = 0): Json => {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object' || depth > deepest) return null;
  if (Array.isArray(value)) return value.map((item) => plainJson(item, depth + 1));
  const copy: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value))
    if (key !== '__proto__' && inner !== undefined)
      copy[wellFormed(key)] = plainJson(inner, depth + 1);
  return copy;
};
