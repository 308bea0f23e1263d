const listeners = new Map<string, Set<() => Promise<void>>>();

/** Calls back when a plan begins to be shared by this tab, and is waited for: what is written before belongs to its beginning. */
export const onShared = (planId: string, listener: () => Promise<void>): (() => void) => {
  const all = listeners.get(planId) ?? new Set();
  listeners.set(planId, all.add(listener));
  return () => all.delete(listener);
};

/** Resolves once everybody in this tab who has it open knows. */
export const tellShared = async (planId: string): Promise<void> => {
  await Promise.all([...(listeners.get(planId) ?? [])].map((listener) => listener()));
};
