import * as z from 'zod/mini';
import type { Json } from '../domain/json';
import type { Id } from '../domain/plan/schema';
import type { Vault } from '../vault/port';
import { keptOrNot } from './keptOrNot';
import { readEntry } from './planEntry';

z.config({ jitless: true });

/**
 * What somebody is writing and has not finished: a try being told, a sentence being changed, words whose writer is not known yet.
 * Kept on this device before anything says Saved, so that a killed tab loses nothing (PLAN6).
 */
const Draft = z.object({
  /** The id that the finished fact will have: finishing twice is finishing once. */
  id: z.string(),
  by: z.exactOptional(z.string()),
  enteredBy: z.exactOptional(z.string()),
  /** Milliseconds; the last touch. */
  keptAt: z.number(),
  /** What the command will be given. */
  input: z.looseObject({}),
});
export type Draft = z.infer<typeof Draft>;

/** What is being written: a try, its first tap while nobody said whose it is, or a sentence, by its step; words, by the place where they stand in the plan. */
export type DraftKind = 'try' | 'tap' | 'adjust' | 'words';

const key = (planId: string, kind: DraftKind, stepId: Id): string =>
  `drafts/${planId}/${kind}/${stepId}`;

/** The step whose draft stands under a key of the vault; absent for other keys. */
export const stepOfDraft = (planId: string, kind: DraftKind, of: string): Id | undefined => {
  const prefix = key(planId, kind, '');
  return of.startsWith(prefix) ? of.slice(prefix.length) : undefined;
};

/** The draft for a step; absent when there is none, or one that this version cannot read. */
export const readDraft = async (
  vault: Vault,
  planId: string,
  kind: DraftKind,
  stepId: Id,
): Promise<Draft | undefined> => {
  const parsed = Draft.safeParse(await vault.get(key(planId, kind, stepId)));
  return parsed.success ? parsed.data : undefined;
};

/** Durable when it resolves. Of a plan that another tab took off this device nothing stays. */
export const keepDraft = async (
  vault: Vault,
  planId: string,
  kind: DraftKind,
  stepId: Id,
  draft: Draft,
): Promise<void> => {
  await vault.set(key(planId, kind, stepId), draft as Json);
  // Whoever removes a plan lets its entry go first: either this sees it, or the removal sees the draft.
  void keptOrNot(
    readEntry(vault, planId).then(async (entry) => {
      if (!entry) await vault.delete(key(planId, kind, stepId));
    }),
  );
};

export const dropDraft = (
  vault: Vault,
  planId: string,
  kind: DraftKind,
  stepId: Id,
): Promise<void> => vault.delete(key(planId, kind, stepId));

/** The steps of a plan that have a draft of a kind. */
export const stepsWithDraft = async (
  vault: Vault,
  planId: string,
  kind: DraftKind,
): Promise<Id[]> => {
  const prefix = key(planId, kind, '');
  return (await vault.keys(prefix)).map((one) => one.slice(prefix.length));
};
