import { flushSync, mount, unmount } from 'svelte';
import type { Glimpse } from '../../app/keptWindow';
import { idleMoment } from '../../app/moments';
import type { DrawGlimpses } from '../../app/openPlan';
import { dayEndsAt } from '../../domain/day';
import type { TodayWindow } from '../../domain/plan/todayWindow';
import { language } from '../../i18n/language.svelte';
import TodayGlimpse from './TodayGlimpse.svelte';

/**
 * Draws Today's first cards off the screen, for the next start: app.html paints them before any code of the app has
 * come. Svelte escapes what people wrote, here as everywhere.
 */
export const drawGlimpses = async (
  planId: string,
  ...[days, timeZone, names, last]: Parameters<DrawGlimpses>
): ReturnType<DrawGlimpses> => {
  const build = buildOfThisPage();
  if (build === undefined) return [];
  const [first] = last;
  if (first?.language === language.now && first.build === build && first.until > Date.now())
    return last;
  let until = dayEndsAt(Date.now(), timeZone);
  const drawn: Glimpse[] = [];
  for (const window of days) {
    if (window.cards.length > 0) {
      await idleMoment();
      const html = htmlOf(window, planId, names);
      drawn.push({ html, language: language.now, build, until });
    }
    until = dayEndsAt(until, timeZone);
  }
  return drawn;
};

const htmlOf = (window: TodayWindow, planId: string, names: readonly string[]): string => {
  const target = document.createElement('div');
  const view = mount(TodayGlimpse, { target, props: { window, planId, names } });
  flushSync();
  const drawn = target.cloneNode(true) as HTMLElement;
  void unmount(view);
  const marks = document.createNodeIterator(drawn, NodeFilter.SHOW_COMMENT);
  for (let mark = marks.nextNode(); mark; mark = marks.nextNode()) (mark as Comment).remove();
  return drawn.innerHTML;
};

/** Names of styles change with a build; app.html finds the same mark in its own page. */
const buildOfThisPage = (): string | undefined =>
  document.querySelector<HTMLLinkElement>('link[rel=modulepreload][href*="/entry/app."]')?.href;
