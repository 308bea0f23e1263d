import { alone } from './alone';
import { breathing } from './breathe';
import { changeHistory } from './changeHistory';
import { Connection } from './connection';
import { sealEntry, type Written } from './entries';
import { openEnvelopes, sealEnvelopes } from './envelopes';
import { keyOf } from './journalDoc';
import { keptEnvelopes } from './keptRecords';
import { listeners } from './listeners';
import { sealSegment } from './openSegments';
import { nameOf, randomName } from './planDatabase';
import {
  StorageError,
  type Arrived,
  type DocumentStore,
  type LoadReport,
  type StorageTrouble,
} from './port';
import { hasRoom, intoSegments } from './segments';
import { joinTabs, sendEarlierTabsAway, type Message, type Tabs } from './tabs';
import { asTrouble, within } from './within';

/** How long to wait for the browser, in milliseconds. */
export interface Patience {
  /** For an answer, before storage counts as silent. */
  readonly answer: number;
  /** Before what could not be kept is tried again by itself. */
  readonly again: number;
}

/** A journal that has grown by this many entries, bytes or records is worth a fold. */
const grown = { entries: 64, bytes: 64 * 1024, records: 128 };
/** Updates of the journal's end that are handed over at once. */
const batch = 100;
/** A journal that was written in this many runs of tabs is made anew when it is empty: each leaves a trace. */
const traces = 32;
/** Other tabs may change history meanwhile, and each change may close the connection. */
const tries = 8;

interface Waiting {
  readonly written: Written;
  /** Absent once the one who waits was told that it did not work. */
  tell: { resolve(): void; reject(error: unknown): void } | undefined;
}

/** One document in IndexedDB. */
export class IndexedDbDocumentStore implements DocumentStore {
  readonly #name: string;
  readonly #patience: Patience;
  readonly #tabs: Tabs;
  readonly #by = randomName();
  readonly #arrivals = listeners<readonly Arrived[]>();
  readonly #troubles = listeners<StorageTrouble | undefined>();
  readonly #connection: Connection;
  #trouble: StorageTrouble | undefined;
  #end: 'closed' | 'removed' | undefined;
  /** Of the highest entry seen. */
  #n = 0;
  /** Keys of entries that the page has. */
  readonly #seen = new Set<string>();
  /** Entries that arrived while loading. */
  #held: Written[] | undefined;
  /** The history that the page has all of; `undefined` before it was loaded. */
  #generation: number | undefined;
  #waiting: Waiting[] = [];
  /** What other tabs hear of at the end of this turn. */
  #telling: Written[] = [];
  #writing: Promise<void> | undefined;
  /** These end, well or not, with the load and the rewrite that are under way or were last: one waits for the other. */
  #loading: Promise<unknown> = Promise.resolve();
  #rewriting: Promise<unknown> = Promise.resolve();
  /** The page was given all that was kept, once. */
  #loaded = false;
  #folding: Promise<void> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    documentId: string,
    patience: Patience,
    deviceKey: () => Promise<CryptoKey | undefined>,
  ) {
    this.#name = nameOf(documentId);
    this.#patience = patience;
    this.#tabs = joinTabs(this.#name, (message) => this.#hear(message));
    this.#connection = new Connection(this.#name, patience.answer, deviceKey, {
      mayOpen: () => !this.#end && this.#trouble !== 'lost',
      lost: () => this.#lose(),
      closed: () => this.#write(),
      found: (entries) => this.#arrived(entries),
      renewed: () => this.#tabs.tell({ kind: 'renewed' }),
    });
  }

  /**
   * Opens and creates it. Rejects with a StorageError.
   *
   * @param deviceKey what it is sealed with; absent where the browser can keep no key
   */
  static async open(
    documentId: string,
    patience: Patience,
    deviceKey: () => Promise<CryptoKey | undefined>,
  ): Promise<IndexedDbDocumentStore> {
    sendEarlierTabsAway(nameOf(documentId));
    const store = new IndexedDbDocumentStore(documentId, patience, deviceKey);
    try {
      // Somebody may delete or change it in this very moment.
      await store.#connection.get().catch((error: unknown) => {
        if (error instanceof StorageError && error.trouble === 'lost')
          return store.#connection.get();
        throw error;
      });
    } catch (error) {
      store.#tabs.close();
      throw error;
    }
    return store;
  }

  load(take: (updates: readonly Uint8Array[]) => void): Promise<LoadReport> {
    const loading = this.#rewriting.then(() => this.#load(take));
    this.#loading = loading.catch(() => {});
    return loading;
  }

  async #load(take: (updates: readonly Uint8Array[]) => void): Promise<LoadReport> {
    this.#held ??= [];
    try {
      const { link, history } = await this.#connection.read('all');
      const breathe = breathing();
      for (const { update } of history.segments) {
        take([update]);
        await breathe();
      }
      const { written } = history.journal;
      // All of them: what arrived before may have found no listener.
      this.#note(written);
      for (let at = 0; at < written.length; at += batch) {
        const updates = updatesOf(written.slice(at, at + batch));
        if (updates.length > 0) take(updates);
        await breathe();
      }
      this.#generation = history.generation;
      this.#loaded = true;
      // Ready for the first append; whoever appends hears if it is not.
      this.#connection.journal(link).catch(() => {});
      return { damaged: history.aside };
    } finally {
      const held = this.#held;
      this.#held = undefined;
      this.#arrived(held);
    }
  }

  append(
    update: Uint8Array,
    envelope?: Uint8Array,
    heard: 'durable' | 'atOnce' = 'durable',
  ): Promise<void> {
    if (this.#end === 'closed') return Promise.reject(new Error('The store is closed'));
    if (this.#trouble === 'lost') return Promise.reject(new StorageError('lost'));
    this.#n += 1;
    const written = {
      n: this.#n,
      by: this.#by,
      update: update.slice(),
      ...(envelope && { envelope: envelope.slice() }),
    };
    this.#seen.add(keyOf(written));
    const kept = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ written, tell: { resolve, reject } });
    });
    this.#write();
    if (heard === 'atOnce' && this.#telling.push(written) === 1)
      queueMicrotask(() => this.#tabs.tell({ kind: 'appended', entries: this.#telling.splice(0) }));
    return kept;
  }

  envelopes(take: (envelopes: readonly Uint8Array[]) => void): Promise<LoadReport> {
    return this.#connection.again(async () => {
      const { db, seal } = await this.#connection.get();
      const kept = await within(this.#patience.answer, keptEnvelopes(db));
      return { damaged: await openEnvelopes(kept, seal, take) };
    });
  }

  onArrived(listener: (arrived: readonly Arrived[]) => void): () => void {
    return this.#arrivals.add(listener);
  }

  onTrouble(listener: (trouble: StorageTrouble | undefined) => void): () => void {
    if (this.#trouble) listener(this.#trouble);
    return this.#troubles.add(listener);
  }

  fold(rewrite?: () => readonly Uint8Array[]): Promise<void> {
    const work = () =>
      alone(this.#name, rewrite !== undefined, this.#patience.answer, () =>
        rewrite ? this.#rewrite(rewrite) : this.#foldGrown(),
      );
    const folded = this.#folding.then(work).catch((error: unknown) => {
      const trouble = asTrouble(error);
      if (rewrite || !(trouble instanceof StorageError)) throw trouble;
    });
    this.#folding = folded.catch(() => {});
    return folded;
  }

  async close(): Promise<void> {
    if (this.#end === 'closed') return;
    const { answer } = this.#patience;
    await within(answer, Promise.all([this.#writing, this.#folding])).catch(() => {});
    this.#end = 'closed';
    clearTimeout(this.#again);
    this.#tabs.close();
    this.#connection.drop();
    for (const { tell } of this.#waiting.splice(0)) tell?.reject(new StorageError('lost'));
  }

  /** Writes all that waits, one durable write after another; those that come meanwhile go together. */
  #write(): void {
    if (this.#writing || this.#end || this.#waiting.length === 0) return;
    clearTimeout(this.#again);
    this.#writing = this.#writeAll().finally(() => {
      this.#writing = undefined;
      // Those that came while the last ones were being told; what failed waits for its time.
      if (this.#waiting.some(({ tell }) => tell)) this.#write();
    });
  }

  async #writeAll(): Promise<void> {
    let left = tries;
    while (this.#waiting.length > 0 && this.#trouble !== 'lost') {
      let now = this.#waiting;
      try {
        const link = await this.#connection.get();
        const journal = await this.#connection.journal(link);
        // Whatever was appended in the same turn goes with it: each write waits for the disk.
        now = [...this.#waiting];
        const sealed = now.map(({ written }) => sealEntry(written, link.seal));
        if ((await journal.write(await Promise.all(sealed))) === 'gone') this.#lose();
        else this.#kept(now);
        left = tries;
      } catch (error) {
        this.#connection.drop();
        const trouble = asTrouble(error);
        // A closed connection is opened again, and all of it written again, before anybody hears of it.
        left -= 1;
        if (trouble instanceof StorageError && trouble.trouble === 'lost' && left > 0) continue;
        this.#failed([...now], trouble);
        return;
      }
    }
  }

  #kept(now: readonly Waiting[]): void {
    // A rewrite may have taken some of them in meanwhile.
    this.#waiting = this.#waiting.filter((one) => !now.includes(one));
    this.#tabs.tell({ kind: 'appended', entries: now.map(({ written }) => written) });
    if (this.#trouble !== 'lost') this.#setTrouble(undefined);
    for (const { tell } of now) tell?.resolve();
  }

  #failed(now: readonly Waiting[], error: unknown): void {
    const trouble = error instanceof StorageError ? error.trouble : 'lost';
    // 'lost' is said only of a database that is gone; this one only cannot be reached.
    const said = trouble === 'lost' && !this.#isGone() ? 'silent' : trouble;
    const told = error instanceof StorageError ? new StorageError(said, { cause: error }) : error;
    for (const one of now) {
      one.tell?.reject(told);
      one.tell = undefined;
    }
    if (this.#end || this.#isGone()) return;
    this.#setTrouble(said);
    this.#again = setTimeout(() => this.#write(), this.#patience.again);
  }

  #isGone(): boolean {
    return this.#trouble === 'lost';
  }

  /** The database is gone, and with it all that was durable. */
  #lose(): void {
    if (this.#end) return;
    this.#connection.drop();
    for (const { tell } of this.#waiting.splice(0)) tell?.reject(new StorageError('lost'));
    clearTimeout(this.#again);
    this.#setTrouble('lost');
  }

  #setTrouble(trouble: StorageTrouble | undefined): void {
    if (this.#trouble === trouble) return;
    this.#trouble = trouble;
    this.#troubles.tell(trouble);
  }

  /** This tab made the journal anew: it and the others open it again. */
  #renewed(): void {
    this.#tabs.tell({ kind: 'renewed' });
    this.#connection.drop();
  }

  #hear(message: Message): void {
    switch (message.kind) {
      case 'appended':
        return this.#arrived(message.entries);
      case 'folded':
        this.#connection.absorb(message.journal);
        return;
      case 'renewed':
        return this.#connection.drop();
      case 'removed':
        this.#lose();
        this.#end ??= 'removed';
    }
  }

  /** Marks entries as known to the page; returns those that are new to it, as they were given. */
  #note(entries: readonly Written[]): readonly Written[] {
    return entries.filter((entry) => {
      const key = keyOf(entry);
      this.#n = Math.max(this.#n, entry.n);
      if (this.#seen.has(key)) return false;
      this.#seen.add(key);
      return true;
    });
  }

  #arrived(entries: readonly Written[]): void {
    if (this.#held) return void this.#held.push(...entries);
    const news = this.#note(entries);
    if (news.length > 0) this.#arrivals.tell(news);
  }

  async #foldGrown(): Promise<void> {
    for (let left = tries; left > 0 && !this.#end; left -= 1) {
      const { link, history } = await this.#connection.read('last');
      const { entries, written, doc } = history.journal;
      const bytes = entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
      if (
        entries.length < grown.entries &&
        bytes < grown.bytes &&
        history.keys.length < grown.records
      )
        return;
      const last = history.segments.at(-1);
      const joined = last && hasRoom(last.update) ? last : undefined;
      const updates = updatesOf(written);
      const pieces = await intoSegments(joined ? [joined.update, ...updates] : updates);
      const first = joined?.key ?? (last?.key ?? -1) + 1;
      const renew = doc.store.clients.size >= traces;
      const sealed = pieces.map((update, at) =>
        sealSegment({ key: first + at, update }, link.seal),
      );
      const state = await changeHistory(
        link.db,
        history,
        {
          journal: renew ? { only: [] } : { without: new Set(entries.map(keyOf)) },
          segments: await Promise.all(sealed),
          envelopes: await sealEnvelopes(written, link.seal),
        },
        this.#patience.answer,
      );
      if (!state) continue;
      // What was folded is in the page only if it arrived; a rewrite makes sure.
      const known = entries.every((entry) => this.#seen.has(keyOf(entry)));
      if (known && this.#generation === history.generation) this.#generation += 1;
      if (renew) this.#renewed();
      else this.#folded(state);
      return;
    }
  }

  #folded(state: Uint8Array): void {
    this.#tabs.tell({ kind: 'folded', journal: state });
    this.#connection.absorb(state);
  }

  #rewrite(rewrite: () => readonly Uint8Array[]): Promise<void> {
    const rewritten = this.#loading.then(() => this.#rewriteLoaded(rewrite));
    this.#rewriting = rewritten.catch(() => {});
    return rewritten;
  }

  async #rewriteLoaded(rewrite: () => readonly Uint8Array[]): Promise<void> {
    // What was not handed over is in no state that the page could give.
    if (!this.#loaded) throw new Error('A rewrite needs a load before it');
    if (this.#end) throw new StorageError('lost');
    await this.#writing;
    if (this.#trouble === 'lost') {
      // The page brings back what the browser took.
      this.#connection.forget();
      this.#generation = undefined;
      this.#trouble = undefined;
      try {
        await this.#rewriteNow(rewrite);
      } catch (error) {
        this.#trouble = 'lost';
        throw error;
      }
      this.#troubles.tell(undefined);
    } else await this.#rewriteNow(rewrite);
  }

  async #rewriteNow(rewrite: () => readonly Uint8Array[]): Promise<void> {
    for (let left = tries; left > 0; left -= 1) {
      const { link, history } = await this.#connection.read('all');
      if (history.generation !== this.#generation) {
        this.#arrivals.tell(history.segments.map(({ update }) => ({ update })));
        this.#generation = history.generation;
      }
      this.#arrived(history.journal.written);
      const parked = new Set(this.#waiting.filter(({ tell }) => !tell));
      const sealed = rewrite().map((update, key) => sealSegment({ key, update }, link.seal));
      const state = await changeHistory(
        link.db,
        history,
        {
          journal: { without: new Set(history.journal.entries.map(keyOf)) },
          segments: await Promise.all(sealed),
          envelopes: await sealEnvelopes(history.journal.written, link.seal),
          replaceAll: true,
        },
        this.#patience.answer,
      );
      if (!state) continue;
      this.#generation = history.generation + 1;
      // Their updates are in the new state; their envelopes still wait.
      this.#waiting = this.#waiting.flatMap((one) =>
        !parked.has(one) ? [one] : one.written.envelope ? [withoutUpdate(one)] : [],
      );
      this.#folded(state);
      if (this.#waiting.length === 0) this.#setTrouble(undefined);
      else this.#write();
      return;
    }
    throw new StorageError('silent');
  }
}

const updatesOf = (written: readonly Written[]): Uint8Array[] =>
  written.map(({ update }) => update).filter(({ length }) => length > 0);

const withoutUpdate = ({ written, tell }: Waiting): Waiting => ({
  written: { ...written, update: new Uint8Array() },
  tell,
});
