/** A list of those who want to hear of something. */
export interface Listeners<T> {
  readonly size: number;
  /** Returns how to stop listening. */
  add(listener: (told: T) => void): () => void;
  tell(told: T): void;
}

export const listeners = <T>(): Listeners<T> => {
  const all = new Set<{ readonly hear: (told: T) => void }>();
  return {
    get size() {
      return all.size;
    },
    add: (hear) => {
      const one = { hear };
      all.add(one);
      return () => void all.delete(one);
    },
    tell: (told) => {
      for (const { hear } of [...all]) hear(told);
    },
  };
};
