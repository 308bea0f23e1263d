import { visibilityOf, type RecordTryInput } from '../domain/plan/commands/recordTry';
import { tellTry } from '../domain/plan/commands/tellTry';
import type { Id } from '../domain/plan/schema';
import type { Vault } from '../vault/port';
import { dropDraft, keepDraft, readDraft, stepOfDraft, stepsWithDraft, type Draft } from './drafts';
import { keptOrNot, type Kept } from './keptOrNot';
import { newId } from './newId';
import type { OpenPlan, Ran } from './openPlan';

const minute = 60_000;

/** A try being told: durable from its first tap, one Try once it is done (PLAN6). */
export interface TryDraft {
  /** The id that the try will have. */
  readonly id: Id;
  readonly by: Id;
  /** Who typed, when somebody else. */
  readonly enteredBy: Id | undefined;
  readonly input: RecordTryInput;
  /** Whether all of it is durable on this device. */
  readonly kept: boolean;
}

/**
 * The tries being told in one plan. A tap keeps a durable draft; one Try is written on *Done*, on leaving, or after a quiet minute;
 * until then undo drops the draft and nothing was ever written (PLAN6).
 */
export class TryDrafts {
  readonly #drafts = new Map<Id, TryDraft>();
  readonly #timers = new Map<Id, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();
  /** Steps that this tab tells of; what it only read may be told on elsewhere. */
  readonly #own = new Set<Id>();
  #stopFollowing: () => void = () => {};
  /** Ends once what an earlier page left is read: nothing is kept over it before. */
  #opened: Promise<void> = Promise.resolve();

  constructor(
    private readonly plan: OpenPlan,
    private readonly vault: Vault,
    private readonly now: () => number = Date.now,
  ) {}

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The draft for a step; absent when nobody is telling a try of it, or not to who holds this page now (UNSAFE). */
  of(stepId: Id): TryDraft | undefined {
    const draft = this.#drafts.get(stepId);
    return draft && !this.#isHidden(stepId, draft) ? draft : undefined;
  }

  /**
   * Reads what an earlier page left: what is older than a minute is written as a try, and so is at once what somebody told
   * for themselves alone; the rest goes on.
   */
  open(): Promise<void> {
    const opened = this.#open();
    this.#opened = opened.catch(() => {});
    return opened;
  }

  async #open(): Promise<void> {
    // What another tab tells on, finishes or takes back is not told a second time from here.
    this.#stopFollowing = this.vault.onChanged((key) => {
      const stepId = stepOfDraft(this.plan.id, 'try', key);
      if (stepId !== undefined && this.#drafts.get(stepId)?.kept !== false)
        void keptOrNot(this.#read(stepId));
    });
    for (const stepId of await stepsWithDraft(this.vault, this.plan.id, 'try'))
      await this.#read(stepId, 'left');
  }

  /** `left`: by a page that is gone, as far as this one knows. */
  async #read(stepId: Id, left?: 'left'): Promise<void> {
    const kept = await readDraft(this.vault, this.plan.id, 'try', stepId);
    this.#stopWaiting(stepId);
    if (kept?.by === undefined) this.#drafts.delete(stepId);
    else {
      const draft: TryDraft = {
        id: kept.id,
        by: kept.by,
        enteredBy: kept.enteredBy,
        input: kept.input as unknown as RecordTryInput,
        kept: true,
      };
      this.#drafts.set(stepId, draft);
      const age = this.now() - kept.keptAt;
      // A clock that is a little behind is none that was set.
      if (Math.abs(age) >= minute || (left && this.#isHidden(stepId, draft)))
        await this.#done(stepId);
      else this.#wait(stepId, minute - Math.max(0, age));
    }
    this.#tell();
  }

  /**
   * Keeps the draft. Only when it resolves with `saved` the screen may say Saved (VAU2).
   * `goingOn`: the draft that it goes on with, when somebody else says that it was them; else the one that may be read now.
   */
  async keep(
    stepId: Id,
    draft: Omit<TryDraft, 'id' | 'kept'>,
    goingOn = this.of(stepId)?.id,
  ): Promise<Kept> {
    await this.#opened;
    // What somebody told for themselves alone, or to a page that is gone, is theirs, and is not written over.
    const before = this.#drafts.get(stepId)?.id;
    const ran = before === goingOn ? undefined : await this.#done(stepId);
    if (typeof ran === 'object' && ran.kind === 'notRead')
      return { kind: 'notKept', trouble: this.plan.trouble ?? 'silent' };
    this.#own.add(stepId);
    const id = (before === goingOn ? before : undefined) ?? newId();
    const told: TryDraft = { ...draft, id, kept: false };
    this.#drafts.set(stepId, told);
    this.#wait(stepId, minute);
    this.#tell();
    const came = await keptOrNot(
      keepDraft(this.vault, this.plan.id, 'try', stepId, {
        id,
        by: draft.by,
        ...(draft.enteredBy === undefined ? {} : { enteredBy: draft.enteredBy }),
        keptAt: this.now(),
        input: { ...draft.input },
      } satisfies Draft),
    );
    // Where the browser lets nothing be kept, it lives as long as the page.
    if (this.plan.trouble === 'refused') return { kind: 'notKept', trouble: 'refused' };
    // Words that came meanwhile are on their way themselves.
    if (came === 'saved' && this.#drafts.get(stepId) === told) {
      this.#drafts.set(stepId, { ...told, kept: true });
      this.#tell();
    }
    return came;
  }

  /** Writes the draft as one try. The same draft finished twice is one try, for its id was given at the first tap. */
  async done(stepId: Id): Promise<Ran | undefined> {
    await this.#opened;
    return this.#done(stepId);
  }

  async #done(stepId: Id): Promise<Ran | undefined> {
    const draft = this.#drafts.get(stepId);
    this.#stopWaiting(stepId);
    if (!draft) return undefined;
    const ran = await this.plan.run(
      tellTry,
      { tryId: draft.id, told: draft.input },
      { about: draft.by, talker: draft.enteredBy ?? draft.by },
    );
    if (ran !== 'saved') return ran;
    const now = this.#drafts.get(stepId);
    // Words that came while it was written are told too; what is another try by now goes on.
    if (now?.id === draft.id && now.input !== draft.input) return this.#done(stepId);
    if (now === undefined || now.id === draft.id) await this.#forget(stepId);
    return ran;
  }

  /** Drops the draft: nothing was written. */
  async drop(stepId: Id): Promise<void> {
    this.#stopWaiting(stepId);
    await this.#forget(stepId);
  }

  /** Writes everything that is still being told in this tab; for leaving the page. */
  async doneAll(): Promise<void> {
    await Promise.all([...this.#own].map((stepId) => this.done(stepId)));
  }

  close(): void {
    this.#stopFollowing();
    for (const stepId of [...this.#timers.keys()]) this.#stopWaiting(stepId);
  }

  /** What is told to oneself alone stands on the page where it is told, while nobody else talks there (UNSAFE, PLAN8). */
  #isHidden(stepId: Id, { by, enteredBy, input }: TryDraft): boolean {
    if (visibilityOf(input, 'household') !== 'onlyMe') return false;
    const { talker } = this.plan;
    const isTheirs = talker === undefined || talker === by || talker === enteredBy;
    return !this.#own.has(stepId) || !isTheirs;
  }

  async #forget(stepId: Id): Promise<void> {
    this.#own.delete(stepId);
    this.#drafts.delete(stepId);
    this.#tell();
    await dropDraft(this.vault, this.plan.id, 'try', stepId);
  }

  #wait(stepId: Id, ms: number): void {
    this.#stopWaiting(stepId);
    this.#timers.set(
      stepId,
      setTimeout(() => void this.done(stepId), ms),
    );
  }

  #stopWaiting(stepId: Id): void {
    clearTimeout(this.#timers.get(stepId));
    this.#timers.delete(stepId);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
