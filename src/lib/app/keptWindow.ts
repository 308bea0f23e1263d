import * as z from 'zod/mini';
import type { Day } from '../domain/day';
import type { Json } from '../domain/json';
import type { PlanReading } from '../domain/plan/reading';
import { selectShared } from '../domain/plan/selectShared';
import { selectToday, TodayWindow } from '../domain/plan/selectToday';
import type { Vault } from '../vault/port';

// The probe for `eval` would break the page's content security policy.
z.config({ jitless: true });

/** As many cards as a first look needs; the rest comes with the plan. */
const firstCards = 12;

/**
 * Today as a page can paint it before any code of the app has come (app.html reads it, and opens the seal by itself): the markup of one day's first
 * cards, in one language, drawn by one build of the app, right until that day ends.
 */
const Glimpse = z.object({
  html: z.string(),
  language: z.string(),
  build: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
});
export type Glimpse = z.infer<typeof Glimpse>;

/** What is kept beside a plan, to be painted before the plan itself is open. */
export const KeptWindow = z.object({
  ...TodayWindow.shape,
  /** Steps being tried, the cards that are not kept among them. */
  trying: z.number(),
  /** Of this day and the next, for who opens the plan in the morning. Empty where nothing is to be seen. */
  glimpses: z.array(Glimpse),
});
export type KeptWindow = z.infer<typeof KeptWindow>;

const key = (planId: string): string => `windows/${planId}`;

/**
 * Only what all of the household may read: it is painted before anybody says who is talking (DOC10).
 */
export const windowOf = (reading: PlanReading, today: Day): KeptWindow => {
  const window = selectToday(selectShared(reading), today);
  return {
    ...window,
    cards: window.cards.slice(0, firstCards),
    trying: window.cards.length,
    glimpses: [],
  };
};

/** Whether two of them show the same, however they are drawn. */
export const showSame = (one: KeptWindow, other: KeptWindow): boolean => {
  const [a, b] = [one, other].map((window) =>
    // Parsed, the same things stand in the same order.
    JSON.stringify({ ...KeptWindow.parse(window), glimpses: [] }),
  );
  return a === b;
};

/** Absent when none was kept, or when it cannot be read. */
export const readWindow = async (vault: Vault, planId: string): Promise<KeptWindow | undefined> =>
  KeptWindow.safeParse(await vault.get(key(planId))).data;

export const writeWindow = (vault: Vault, planId: string, window: KeptWindow): Promise<void> =>
  vault.set(key(planId), window as unknown as Json);

export const deleteWindow = (vault: Vault, planId: string): Promise<void> =>
  vault.delete(key(planId));
