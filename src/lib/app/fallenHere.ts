import type { Fallen } from '../document/fallenOut';
import type { Offer, PartName, PlanDocument } from '../document/planDocument';
import type { Vault } from '../vault/port';
import { keptOrNot } from './keptOrNot';

/** Comes only with a plan that is shared. */
const code = () => import('./fallen');

/** What it takes of the plan that is open. */
interface Means {
  readonly vault: Vault;
  readonly planId: string;
  /** Absent before it is open and once it is closed. */
  readonly document: () => PlanDocument | undefined;
  readonly canWrite: () => boolean;
  /** Resolves once a document was read; at once for one that is not. */
  readonly read: (part: PartName) => Promise<void>;
  /** All that is kept of a document now. */
  readonly kept: (part: PartName) => Promise<readonly Uint8Array[]>;
  /** Resolves once what was written before is kept. */
  readonly saved: () => Promise<void>;
  /** Cuts what was erased out of what is kept of a document. */
  readonly cutOut: (part: PartName) => Promise<void>;
  /** ISO instant. */
  readonly now: () => string;
  readonly onChanged: () => void;
}

export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Whether it is what an offer is about. */
const isOf = ({ table, id, field, other }: Offer, one: Fallen): boolean =>
  'field' in one &&
  [one.table, one.id, one.field].join() === [table, id, field].join() &&
  isSame(one.value, other);

/**
 * What this device wrote into an open plan and fell out of it, because other things stand there now (LED6): the document is
 * read anew, what finds its place is written again, and the rest waits to be chosen.
 */
export class FallenHere {
  readonly #means: Means;
  /** By document: what is not written again yet. */
  readonly #fallen = new Map<PartName, readonly Fallen[]>();
  /** How often what is kept of a document had been replaced when it was read. */
  readonly #times = new Map<PartName, number>();
  /** Documents that are being read anew: all that is to stand in them. */
  readonly #anew = new Map<PartName, Uint8Array[]>();
  /** One after another: two at once would each take in what the other is to show. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(means: Means) {
    this.#means = means;
  }

  /** What waits to be chosen, beside what stands in its place. */
  get offers(): readonly Offer[] {
    const document = this.#means.document();
    return document
      ? [...this.#fallen].flatMap(([part, all]) => document.choicesOf(part, all))
      : [];
  }

  /** A document of a shared plan is about to be read. */
  async begin(part: PartName): Promise<void> {
    const { readFallen } = await code();
    const { vault, planId } = this.#means;
    this.#times.set(part, (await readFallen(vault, planId, part)).times);
  }

  /** Takes in what came or was written while a document is being read anew. False: it is not. */
  takes(part: PartName, updates: readonly Uint8Array[]): boolean {
    const anew = this.#anew.get(part);
    anew?.push(...updates);
    return anew !== undefined;
  }

  /** What is kept of a document was replaced, or what fell out of it was written again elsewhere. */
  hear(part: PartName): Promise<void> {
    const heard = this.#turn.then(() => this.#hear(part));
    this.#turn = heard.catch(() => {});
    return heard;
  }

  async #hear(part: PartName): Promise<void> {
    const { readFallen } = await code();
    const { vault, planId, read, document } = this.#means;
    const { times } = await readFallen(vault, planId, part);
    await read(part);
    const known = this.#times.get(part);
    if (!document() || known === undefined) return;
    if (times > known) {
      await this.#readAnew(part);
      this.#times.set(part, times);
    }
    await this.writeAgain(part);
  }

  /** The plan changed: fields whose record was not there may find it now. */
  lookAgain(): void {
    for (const [part, all] of this.#fallen)
      if (all.some(({ what }) => what === 'field')) void keptOrNot(this.writeAgain(part));
  }

  /** Writes again what fell out of a document, as far as it finds its place; the rest waits. */
  async writeAgain(part: PartName): Promise<void> {
    const { vault, planId, document, canWrite, saved, cutOut, now, onChanged } = this.#means;
    if (!document() || !canWrite()) return;
    const { readFallen } = await code();
    const { fallen, waits } = await readFallen(vault, planId, part);
    if (waits) return;
    const stays = document()?.writeAgain(part, fallen, now());
    if (!stays) return;
    this.#fallen.set(part, stays);
    onChanged();
    if (stays.length === fallen.length) return;
    await saved();
    if (fallen.some(({ what }) => what === 'erasure')) await cutOut(part);
    await this.#settle(
      part,
      (one) =>
        fallen.some((other) => isSame(one, other)) && !stays.some((other) => isSame(one, other)),
    );
  }

  /** The document whose fallen words an offer is about; absent where it is about none. */
  partOf(offer: Offer): PartName | undefined {
    return [...this.#fallen].find(([, all]) => all.some((one) => isOf(offer, one)))?.[0];
  }

  /** Somebody chose. */
  chosen(part: PartName, offer: Offer): Promise<void> {
    return this.#settle(part, (one) => isOf(offer, one));
  }

  /** Shows what is kept of a document now in place of what was shown. What was written here meanwhile is not lost. */
  async #readAnew(part: PartName): Promise<void> {
    const { vault, planId, kept, saved } = this.#means;
    // Also where the plan is closed meanwhile, what it shows is compared with what is kept.
    const document = this.#means.document();
    const updates: Uint8Array[] = [];
    this.#anew.set(part, updates);
    try {
      await saved().catch(() => {});
      updates.push(...(await kept(part)));
    } catch (cause) {
      // What came meanwhile stands in what is shown now; all of it is read the next time.
      this.#anew.delete(part);
      document?.apply(part, updates);
      throw cause;
    }
    this.#anew.delete(part);
    const fallen = document?.replace(part, updates) ?? [];
    const { changeFallen } = await code();
    await changeFallen(vault, planId, part, (now) => ({
      ...now,
      fallen: [...now.fallen, ...fallen],
    }));
  }

  async #settle(part: PartName, isDone: (one: Fallen) => boolean): Promise<void> {
    const { changeFallen } = await code();
    const { vault, planId, onChanged } = this.#means;
    const { fallen } = await changeFallen(vault, planId, part, (now) => ({
      ...now,
      fallen: now.fallen.filter((one) => !isDone(one)),
    }));
    this.#fallen.set(part, fallen);
    onChanged();
  }
}
