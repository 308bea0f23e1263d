import { StorageError, type DocumentStore, type StorageTrouble } from '../../vault/port';

interface Said {
  readonly log: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly readings: Readonly<Record<string, string>>;
}

/**
 * What came of others and storage does not keep now, by document. It stands here meanwhile, and its store tries again by
 * itself (VAU3); until then nobody is told that it is here.
 */
export class Unkept {
  readonly #troubles = new Map<string, StorageTrouble>();
  readonly #onChanged: () => void;
  readonly #waiting: (() => void)[] = [];

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  get trouble(): StorageTrouble | undefined {
    const [first] = this.#troubles.values();
    return first;
  }

  follow(part: string, store: DocumentStore): void {
    store.onTrouble((trouble) => {
      if (trouble) this.#troubles.set(part, trouble);
      else this.#troubles.delete(part);
      if (this.#troubles.size === 0) for (const resolve of this.#waiting.splice(0)) resolve();
      this.#onChanged();
    });
  }

  /** While there is trouble: resolves once storage keeps all of it again. */
  over(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** What is said of what is here, so that no other device relies on what a closed tab would lose. */
  honest(said: Said): Said {
    if (this.#troubles.size === 0) return said;
    const parts = Object.entries(said.parts).map(([part, text]) => [part, this.#or(part, text)]);
    return { ...said, log: this.#or('circle', said.log), parts: Object.fromEntries(parts) };
  }

  #or(part: string, text: string): string {
    return this.#troubles.has(part) ? '' : text;
  }
}

/** Storage that refuses now is no reason to stop taking: `Unkept` says it. */
export const nowOrLater = (keeping: Promise<void>): Promise<void> =>
  keeping.catch((cause: unknown) => {
    if (!(cause instanceof StorageError)) throw cause;
  });
