/**
 * Another tab holds the folding back, for as long as it is open.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @returns that tab
 */
export async function holdFolding(context, url) {
  const page = await context.newPage();
  await page.goto(new URL('/manifest.webmanifest', url).href);
  const plan = new URLSearchParams(new URL(url).hash.slice(1)).get('p') ?? '';
  await page.evaluate(
    (names) =>
      Promise.all(
        names.map(
          (name) =>
            new Promise((held) => {
              void navigator.locks.request(name, () => {
                held(undefined);
                return new Promise(() => {});
              });
            }),
        ),
      ).then(() => {}),
    ['team', 'household'].map((part) => `lived-plan:${plan}/${part}`),
  );
  return page;
}
