import type { BrowserContext, Page } from '@playwright/test';

/**
 * The day of all journeys, a Friday. The example is shifted by whole weeks, so what it shows depends on the weekday: on
 * the day a test happens to run, it would show something else.
 */
const friday = Date.parse('2026-11-20T16:00:00Z');
const shift = (process.env.NOW ? Date.parse(process.env.NOW) : friday) - Date.now();

/** What the clocks of people's devices say, in milliseconds. */
export const now = (): number => Date.now() + shift;

/** Sets the clock of a device; it goes on from there. */
export const setClock = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript((by) => {
    const TrueDate = Date;
    const said = TrueDate.now.bind(TrueDate);
    globalThis.Date = class extends TrueDate {
      constructor(...given: [] | [number | string | Date]) {
        if (given.length === 0) super(said() + by);
        else super(...(given as [number]));
      }
      static override now(): number {
        return said() + by;
      }
    } as DateConstructor;
  }, shift);

/** Lets minutes pass on a page, also after it was loaded anew. Resolves with how; to be asked for before the page is used. */
export const laterOn = async (page: Page): Promise<(minutes: number) => Promise<void>> => {
  await page.context().addInitScript(() => {
    const said = Date.now.bind(Date);
    Date.now = () => said() + Number(sessionStorage.getItem('later') ?? 0) * 60_000;
  });
  await page.reload();
  return (minutes) =>
    page.evaluate(
      (by) =>
        sessionStorage.setItem('later', String(Number(sessionStorage.getItem('later') ?? 0) + by)),
      minutes,
    );
};
