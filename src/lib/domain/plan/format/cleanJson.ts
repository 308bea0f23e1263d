import { deepest } from '../../json';
import type { FileRefusal } from './fileRefusal';

/** A JSON value without the keys that no file may carry, and where they stood. */
export interface CleanJson {
  readonly value: unknown;
  readonly dropped: readonly string[];
  /** A number or a depth that no plan can hold. */
  readonly refusal: FileRefusal | undefined;
}

interface Place {
  readonly value: object;
  readonly path: string;
  readonly depth: number;
}

/**
 * Finds `__proto__` keys, which are dropped and said: they would write into what all objects share.
 * The value itself is never changed. It walks without recursion, for a file may be nested as deep as it likes,
 * and yields every so many values, so that it can be stopped.
 */
export function* cleanJson(input: unknown, slice: number): Generator<void, CleanJson> {
  const dropped: string[] = [];
  const done = (refusal?: FileRefusal): CleanJson => ({
    value: dropped.length > 0 && !refusal ? withoutProto(input) : input,
    dropped: dropped.reverse(),
    refusal,
  });
  if (typeof input !== 'object' || input === null) return done();
  const todo: Place[] = [{ value: input, path: '', depth: 0 }];
  let seen = 0;
  for (let place = todo.pop(); place; place = todo.pop()) {
    const { path, depth } = place;
    const holder = place.value as Record<string, unknown>;
    const isList = Array.isArray(holder);
    for (const key in holder) {
      const value = holder[key];
      if (typeof value === 'string' && key !== '__proto__') continue;
      const inner = isList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      if (key === '__proto__') dropped.push(inner);
      else if (typeof value === 'number' && !Number.isFinite(value))
        return done({ kind: 'doesNotFit', path: inner, problem: 'notANumber' });
      else if (typeof value === 'object' && value !== null) {
        if (depth === deepest) return done({ kind: 'doesNotFit', path: inner, problem: 'tooDeep' });
        todo.push({ value, path: inner, depth: depth + 1 });
      }
    }
    if (++seen % slice === 0) yield;
  }
  return done();
}

const withoutProto = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    key === '__proto__' ? undefined : inner,
  );
