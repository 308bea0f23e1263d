import { StorageError, type DocumentStore, type StorageTrouble } from '../../vault/port';

interface Said {
  readonly log: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly readings: Readonly<Record<string, string>>;
}

/**
 * What came of others and is not kept yet, by document: it is on its way, or storage does not keep it now. Then it stands here
 * meanwhile, and its store tries again by itself (VAU3); until it is kept nobody is told that it is here.
 */
export class Unkept {
  readonly #troubles = new Map<string, StorageTrouble>();
  readonly #onChanged: () => void;
  readonly #waiting: (() => void)[] = [];
  /** How much of each document is on its way. */
  readonly #underWay = new Map<string, number>();
  #settled: Promise<void> = Promise.resolve();

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  get trouble(): StorageTrouble | undefined {
    const [first] = this.#troubles.values();
    return first;
  }

  /** Resolves once nothing is on its way any more that was when this was asked: it is kept, or storage said why not. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Whether all that came of a document is kept. */
  isKept(part: string): boolean {
    return !this.#troubles.has(part) && !this.#underWay.has(part);
  }

  /** Something is on its way. Storage that refuses now is no reason to stop taking. */
  keep(part: string, keeping: Promise<void>): Promise<void> {
    const more = (count: number): void => {
      const now = (this.#underWay.get(part) ?? 0) + count;
      if (now > 0) this.#underWay.set(part, now);
      else this.#underWay.delete(part);
    };
    more(1);
    const kept = nowOrLater(keeping).finally(() => more(-1));
    // Nothing of the outcomes: each would hold the one before it for ever.
    this.#settled = Promise.allSettled([this.#settled, kept]).then(() => {});
    return kept;
  }

  follow(part: string, store: DocumentStore): void {
    store.onTrouble((trouble) => {
      if (trouble) this.#troubles.set(part, trouble);
      else this.#troubles.delete(part);
      // What waited in it is not tried again.
      if (trouble === 'lost') this.#waiting.length = 0;
      if (this.#troubles.size === 0) for (const resolve of this.#waiting.splice(0)) resolve();
      this.#onChanged();
    });
  }

  /** While there is trouble: resolves once storage keeps all of it again; never where it lost something. */
  over(): Promise<void> {
    return new Promise((resolve) => {
      if (this.trouble !== 'lost') this.#waiting.push(resolve);
    });
  }

  /** Resolves once it is kept, be it later. `refused`: storage does not keep it now. */
  later(keeping: Promise<void>, refused?: () => void): Promise<void> {
    return keeping.catch((cause: unknown) => {
      if (!(cause instanceof StorageError)) throw cause;
      refused?.();
      return this.over();
    });
  }

  /** What is said of what is here, so that no other device relies on what a closed tab would lose. */
  honest(said: Said): Said {
    const parts = Object.entries(said.parts).map(([part, text]) => [part, this.#or(part, text)]);
    return { ...said, log: this.#or('circle', said.log), parts: Object.fromEntries(parts) };
  }

  #or(part: string, text: string): string {
    return this.isKept(part) ? text : '';
  }
}

/** What storage refuses now it tries again: `Unkept` says it. */
export const nowOrLater = (keeping: Promise<void>): Promise<void> =>
  keeping.catch((cause: unknown) => {
    if (!(cause instanceof StorageError)) throw cause;
  });
