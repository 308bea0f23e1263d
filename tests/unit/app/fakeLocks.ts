import { onTestFinished, vi } from 'vitest';

type Task = (lock: object | null) => unknown;

/** Locks as a browser has them, between tabs that live here: who asks for one that is held waits, or goes on without it. */
export const fakeLocks = (): void => {
  const last = new Map<string, Promise<unknown>>();
  const request = async (name: string, ...rest: [Task] | [LockOptions, Task]): Promise<unknown> => {
    const [options, task]: [LockOptions, Task] = rest.length === 1 ? [{}, rest[0]] : rest;
    const before = last.get(name);
    if (before && options.ifAvailable) return task(null);
    const done = (before ?? Promise.resolve()).then(() => task({ name }));
    const over = done
      .catch(() => {})
      .then(() => {
        if (last.get(name) === over) last.delete(name);
      });
    last.set(name, over);
    return done;
  };
  vi.stubGlobal('navigator', { locks: { request } });
  onTestFinished(() => void vi.unstubAllGlobals());
};
