import type { BrowserContext, Page } from '@playwright/test';

/** Lets a test hold back what the tabs of this device tell each other. For pages opened after this. */
export const holdable = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const { postMessage } = BroadcastChannel.prototype;
    const waiting: (() => void)[] = [];
    let held = false;
    BroadcastChannel.prototype.postMessage = function (this: BroadcastChannel, message: unknown) {
      if (held) waiting.push(() => postMessage.call(this, message));
      else postMessage.call(this, message);
    };
    Object.assign(globalThis, {
      holdTabs: () => (held = true),
      releaseTabs: () => {
        held = false;
        for (const send of waiting.splice(0)) send();
      },
    });
  });

const call = (page: Page, name: string): Promise<void> =>
  page.evaluate((name) => (globalThis as unknown as Record<string, () => void>)[name]?.(), name);

/** Nothing of this tab reaches the others from now on. */
export const hold = (page: Page): Promise<void> => call(page, 'holdTabs');

/** All of it arrives, in its order. */
export const release = (page: Page): Promise<void> => call(page, 'releaseTabs');
