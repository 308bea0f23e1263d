import type { Page } from '@playwright/test';
import { expect } from '../app';
import { goTo } from './plans';

/** What somebody who comes in may do, as the screens call it. */
export type May = 'Change everything and let others in' | 'Change the plan' | 'Read';

/** How an invitation goes over, as the screens call it. */
type How = 'Show a code here' | 'Send a link' | 'Two codes, without internet';

/** How somebody is invited. `whom`: their name in the plan, or what the screen calls everyone else. */
export interface Invited {
  readonly whom: string | RegExp;
  /** Absent: what is usual for them. */
  readonly may?: May;
  readonly how?: How;
}

/** Nobody is in yet after it. */
export const share = async (page: Page, plan: string): Promise<void> => {
  await goTo(page, 'together', `p=${plan}`);
  await page.getByRole('button', { name: 'Share this plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Who should come in?' })).toBeVisible();
};

/** Goes all the way to how they come in, and chooses it. */
export const inviting = async (page: Page, plan: string, invited: Invited): Promise<void> => {
  await goTo(page, 'invite', `p=${plan}`);
  await goOnInviting(page, invited);
};

/** The same, where the question who should come in stands open. */
export const goOnInviting = async (page: Page, { whom, may, how }: Invited): Promise<void> => {
  await page.getByRole('main').getByRole('link', { name: whom }).click();
  const direct = page.getByText('Directly', { exact: true });
  const on = page.getByRole('button', { name: /^(Go on|Share)$/ });
  const ways = page.getByRole('link', { name: how ?? 'Show a code here' });
  const asked = page.getByRole('heading', { level: 1, name: /^What may .* do\?$/ });
  for (;;) {
    await expect(on.or(direct).or(ways).first()).toBeVisible();
    if (await ways.isVisible()) break;
    if (may && (await asked.isVisible())) await page.getByText(may, { exact: true }).click();
    const before = await page.getByRole('heading', { level: 1 }).textContent();
    if (await direct.isVisible()) await direct.click();
    await on.click();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(before ?? '');
  }
  await ways.click();
};

/** Invites somebody by link. Resolves with it; the inviting screen stands open. */
export const invite = async (page: Page, plan: string, invited: Invited): Promise<string> => {
  await inviting(page, plan, invited);
  return page.getByLabel('The link', { exact: true }).inputValue();
};

/** Opens an invitation and asks to come in with it. */
export const ask = async (page: Page, link: string, name: string): Promise<void> => {
  await page.goto(link);
  await page.getByRole('textbox', { name: 'What shall we call you?' }).fill(name);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Directly', { exact: true }).click();
  await page.getByRole('button', { name: 'Ask to come in' }).click();
};

/** The three words that who asks is shown. */
export const wordsOf = async (page: Page): Promise<string[]> => {
  await expect(
    page.getByRole('heading', { name: 'Tell these words to the person who invited you' }),
  ).toBeVisible({ timeout: 20_000 });
  const words = await page.locator('main [translate=no] span').allTextContents();
  expect(words).toHaveLength(3);
  return words.map((word) => word.trim());
};

/** The set of these words, among those that stand at the door. */
export const setOf = (page: Page, words: readonly string[]) =>
  page.getByRole('group', { name: /^Which words does/ }).getByRole('button', {
    name: words.join(' '),
    exact: true,
  });

/** Picks these words and lets in who said them. */
export const letIn = async (page: Page, words: readonly string[]): Promise<void> => {
  await setOf(page, words).click();
  await page.getByRole('button', { name: 'Let in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: / is in$/ })).toBeVisible();
};

/** The whole way in: from the invitation to Today on the newcomer's device. Resolves with milliseconds from *Let in* to the plan. */
export const bringTogether = async (
  inside: Page,
  plan: string,
  newcomer: Page,
  name: string,
  invited: Invited,
): Promise<number> => {
  const link = await invite(inside, plan, invited);
  await ask(newcomer, link, name);
  const words = await wordsOf(newcomer);
  const began = performance.now();
  await letIn(inside, words);
  await arrived(newcomer, plan);
  return performance.now() - began;
};

/** Today of the plan stands on this device, and all of the plan is here. */
export const arrived = async (page: Page, plan: string): Promise<void> => {
  await expect(page).toHaveURL(new RegExp(`/today/#p=${plan}$`), { timeout: 20_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(page.locator('main:not([aria-busy=true]) article').first()).toBeVisible();
};

/** How many records that say something this browser keeps of a plan, by the part that they belong to. */
export const partsKept = (page: Page, plan: string): Promise<Record<string, number>> =>
  page.evaluate(async (prefix) => {
    const kept: Record<string, number> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith(prefix)) continue;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = reject;
      });
      let count = 0;
      for (const store of db.objectStoreNames) {
        if (store === 'meta') continue;
        const all = await new Promise<unknown[]>((resolve, reject) => {
          const reading = db.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result as unknown[]);
          reading.onerror = reject;
        });
        // Two bytes are an update in which nothing happened.
        count += all.filter((one) => !(one instanceof Uint8Array && one.length <= 2)).length;
      }
      db.close();
      kept[name.slice(prefix.length)] = count;
    }
    return kept;
  }, `lived-plan:${plan}/`);
