import type { Written } from './entries';
import { readHistory, type History } from './history';
import { openJournal, type Journal } from './journal';
import { bornOf, openPlanDatabase, type PlanDb } from './planDatabase';
import { StorageError } from './port';
import { sealOf, type Seal } from './stored';
import { asTrouble, within } from './within';

/** A document's database, open. */
export interface Link {
  readonly db: PlanDb;
  readonly born: string;
  readonly seal: Seal;
  /** Its records were read, and repaired if need was: y-indexeddb can open them. */
  sound?: boolean;
  journal?: Promise<Journal>;
}

/** Who has a connection, and hears of it. */
export interface Holder {
  /** False: the document is let go of, nothing is opened any more. */
  mayOpen(): boolean;
  /** The database that was open is gone; what is there now, if anything, is another one. */
  lost(): void;
  /** The browser closed it; it can be opened again. */
  closed(): void;
  /** What is in the journal, found before it was opened. */
  found(entries: readonly Written[]): void;
  /** The journal was made anew. */
  renewed(): void;
}

/**
 * The connection to a document's database: opened when needed, opened again when the browser closed it,
 * and never taken for the same one after it was deleted (VAU3).
 */
export class Connection {
  #link: Promise<Link> | undefined;
  #born: string | undefined;

  /**
   * @param answer milliseconds until a silent browser is given up
   * @param deviceKey asked for at each opening: storage that was taken away may have got another one
   */
  constructor(
    readonly name: string,
    readonly answer: number,
    readonly deviceKey: () => Promise<CryptoKey | undefined>,
    readonly holder: Holder,
  ) {}

  /** The database, opened if it is not. Rejects with a StorageError. */
  get(): Promise<Link> {
    if (!this.holder.mayOpen()) return Promise.reject(new StorageError('lost'));
    if (this.#link) return this.#link;
    const link = this.#open().catch((error: unknown) => {
      if (this.#link === link) this.#link = undefined;
      throw error;
    });
    this.#link = link;
    return link;
  }

  async #open(): Promise<Link> {
    const seal = sealOf(await this.deviceKey(), this.name);
    const ends: boolean[] = [];
    let end = (deleted: boolean): void => {
      ends.push(deleted);
    };
    const db = await openPlanDatabase(this.name, this.answer, (deleted) => end(deleted));
    let born: string;
    try {
      born = await within(this.answer, bornOf(db));
    } catch (error) {
      db.close();
      throw error;
    }
    if (this.#born !== undefined && this.#born !== born) {
      db.close();
      this.holder.lost();
      throw new StorageError('lost');
    }
    this.#born = born;
    end = (deleted) => this.#ended(db, deleted);
    ends.forEach(end);
    return { db, born, seal };
  }

  /** The browser closed the database, or somebody deletes or changes it. */
  #ended(db: PlanDb, deleted: boolean): void {
    db.close();
    this.#link
      ?.then((link) => {
        if (link.db !== db) return;
        this.drop();
        if (deleted) this.holder.lost();
        else this.holder.closed();
      })
      // One that could not be opened is said where it was needed.
      .catch(() => {});
  }

  /** Lets go of it; the next who needs it opens it again. */
  drop(): void {
    const link = this.#link;
    this.#link = undefined;
    link
      ?.then(async ({ db, journal }) => {
        db.close();
        (await journal)?.close();
      })
      .catch(() => {});
  }

  /** Takes whatever database is there next time. */
  forget(): void {
    this.drop();
    this.#born = undefined;
  }

  /** The journal in it, opened if it is not. */
  journal(link: Link): Promise<Journal> {
    link.journal ??= this.#openJournal(link);
    return link.journal;
  }

  async #openJournal(link: Link): Promise<Journal> {
    if (!link.sound) {
      const { history, repaired } = await readHistory(link.db, 'none', this.answer, link.seal);
      if (repaired) this.holder.renewed();
      this.holder.found(history.journal.written);
    }
    return openJournal(this.name, link.born, this.answer, (deleted) =>
      this.#ended(link.db, deleted),
    );
  }

  /** Reads what is kept. */
  read(which: 'all' | 'last'): Promise<{ link: Link; history: History }> {
    return this.again(async () => {
      const link = await this.get();
      const { history, repaired } = await readHistory(link.db, which, this.answer, link.seal);
      if (repaired) {
        this.holder.renewed();
        this.drop();
      }
      const sound = repaired ? await this.get() : link;
      sound.sound = true;
      return { link: sound, history };
    });
  }

  /** Does some reading; a connection that was closed is opened again once. Rejects with a StorageError. */
  async again<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      const trouble = asTrouble(error);
      if (!(trouble instanceof StorageError) || trouble.trouble !== 'lost') throw trouble;
      this.drop();
      return await read().catch((second: unknown) => {
        throw asTrouble(second);
      });
    }
  }

  /** Hands the journal, if it is open, the state that a fold left on the disk. */
  absorb(state: Uint8Array): void {
    void this.#link
      ?.then(async ({ journal }) => (await journal)?.absorb(state))
      // A journal that does not open is said where it is needed.
      .catch(() => {});
  }
}
