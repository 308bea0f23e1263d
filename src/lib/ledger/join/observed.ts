/** Something a screen watches. */
export interface Observed<State> {
  readonly state: State;
  /** Told of each later state; returns how to stop listening. */
  onState(listener: (state: State) => void): () => void;
}

/** A state and the only way to change it. */
export const observed = <State>(
  first: State,
): { readonly seen: Observed<State>; set(state: State): void } => {
  let state = first;
  const listeners = new Set<(state: State) => void>();
  return {
    seen: {
      get state() {
        return state;
      },
      onState(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    set(next) {
      state = next;
      for (const listener of [...listeners]) listener(next);
    },
  };
};
