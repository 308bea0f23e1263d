import { newId } from '../../app/newId';
import { isOneOf, outcomes, type Outcome } from '../../domain/plan/codes';
import { tapDraft } from '../plan.svelte';
import type { TryDays } from './tryDays';

/** An answer that was tapped before anybody said whose it is. */
export interface KeptTap {
  readonly outcome: Outcome;
  readonly days: TryDays;
}

/** Keeps it on this device. True once it is durable: before anybody is asked anything (PLAN6). */
export const keepTap = async (
  stepId: string,
  outcome: Outcome,
  { on, until }: TryDays,
): Promise<boolean> => {
  const input = { outcome, on, ...(until !== undefined && { until }) };
  return (await tapDraft.keep(stepId, { id: newId(), keptAt: Date.now(), input })) === 'saved';
};

/** The answer that waits for a step; absent when there is none, or one that this version cannot read. */
export const keptTapOf = async (stepId: string): Promise<KeptTap | undefined> => {
  const draft = await tapDraft.read(stepId).catch(() => undefined);
  const { outcome, on, until } = draft?.input ?? {};
  if (typeof outcome !== 'string' || !isOneOf(outcomes, outcome) || typeof on !== 'string')
    return undefined;
  return { outcome, days: { on, until: typeof until === 'string' ? until : undefined } };
};
