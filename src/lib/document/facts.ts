import type * as Y from 'yjs';
import type { Json, JsonObject } from '../domain/json';
import { isJson, plainJson } from './plainJson';
import type { Undo } from './undo';

/**
 * Facts stand in one root map a table: `device.chain/id` → plain JSON, set once (DOC6).
 *
 * Should two keys name one id, the smallest key is read, on every device alike. Which was first cannot be told from
 * a document that grows in any order, so this alone is no defence: someone could choose a smaller key. Both stay
 * in the document, and until documents are shared only this person's own devices write. Once they are, two things
 * belong to what is accepted: a fact's key begins with the device that signed it, and an id that an earlier fact
 * of its causal past already took is not accepted again.
 */
type Facts = Y.Map<unknown>;

/** The id that a key names; `undefined` for a key of another sort. */
export const idOfFactKey = (key: string): string | undefined => {
  const at = key.indexOf('/');
  return at < 0 ? undefined : key.slice(at + 1);
};

/** Sets a fact. Taking it back deletes one's own key only. */
export const recordFact = (facts: Facts, key: string, fact: JsonObject): Undo => {
  facts.set(key, plainJson(fact));
  return forget(facts, key);
};

const forget =
  (facts: Facts, key: string): Undo =>
  () => {
    const fact = facts.get(key);
    facts.delete(key);
    return () => {
      if (fact !== undefined) facts.set(key, fact);
      return forget(facts, key);
    };
  };

/** Sets a try anew without its words where this device wrote it; where another did, only the taking back counts (PLAN15). */
export const eraseWords = (tries: Facts, id: string, device: string): void => {
  for (const [key, raw] of tries.entries()) {
    if (!key.startsWith(`${device}.`) || idOfFactKey(key) !== id) continue;
    const { words: _words, whatWeDidInstead: _instead, ...rest } = readFact(raw, id);
    tries.set(key, { ...rest, wordsTakenBack: true });
  }
};

/** A fact as it was set. What is no JSON in it reads as `null` and so needs a look (DOC3). */
const readFact = (raw: unknown, id: string): JsonObject => {
  if (!isPlainObject(raw)) return { id };
  if (raw.id === id && isJson(raw)) return raw as JsonObject;
  const fact: Record<string, Json> = {};
  for (const [field, value] of Object.entries(raw))
    if (field !== '__proto__') fact[field] = isJson(value, 1) ? value : null;
  return { ...fact, id };
};

const isPlainObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && Object.getPrototypeOf(raw) === Object.prototype;

/** Which key is read for each id of a fact table. */
export class FactIndex {
  readonly #facts: Facts;
  readonly #keys = new Map<string, string>();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  ids(): Iterable<string> {
    return this.#keys.keys();
  }

  read(id: string): JsonObject | undefined {
    const key = this.#keys.get(id);
    return key === undefined || !this.#facts.has(key)
      ? undefined
      : readFact(this.#facts.get(key), id);
  }

  /** A key was set or deleted. Answers the id it names. */
  changed(key: string): string | undefined {
    const id = idOfFactKey(key);
    if (id === undefined) return undefined;
    const known = this.#keys.get(id);
    if (this.#facts.has(key)) {
      if (known === undefined || key < known) this.#keys.set(id, key);
    } else if (known === key) {
      const next = this.#smallest(id);
      if (next === undefined) this.#keys.delete(id);
      else this.#keys.set(id, next);
    }
    return id;
  }

  #smallest(id: string): string | undefined {
    let smallest: string | undefined;
    for (const key of this.#facts.keys())
      if (idOfFactKey(key) === id && (smallest === undefined || key < smallest)) smallest = key;
    return smallest;
  }
}
