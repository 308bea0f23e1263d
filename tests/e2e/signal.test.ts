import type { Page } from '@playwright/test';
import { expect, test } from './app';

/** What a page hears when it opens a line there and says ping; `closed` where there is none, `forbidden` by policy. */
const ping = (page: Page, url: string): Promise<string> =>
  page.evaluate(
    (to) =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', () => resolve('forbidden'));
        const line = new WebSocket(to);
        line.onopen = () => line.send('{"type":"ping"}');
        line.onmessage = ({ data }) => {
          resolve(String(data));
          line.close();
        };
        line.onclose = () => resolve('closed');
      }),
    url,
  );

test('PEER3 a page of the app reaches the signalling of the origin it came from', async ({
  app,
  baseURL,
}) => {
  const page = await app.open();
  const url = `${baseURL?.replace('http', 'ws')}/signal`;
  expect(await ping(page, url)).toBe('{"type":"pong"}');
  expect(await ping(page, `${url}/elsewhere`)).toBe('closed');
  expect(app.troubles.splice(0)).toEqual([expect.stringContaining('404')]);
});

test('SEC1 it reaches no other signalling than was listed, and none was', async ({ app }) => {
  const page = await app.open();
  expect(await ping(page, 'ws://127.0.0.1:4444/signal')).toBe('forbidden');
  expect(app.troubles.splice(0).join()).toContain('Content Security Policy');
  const listed = await page.request.get('/signal/hosts.json');
  expect(await listed.json()).toEqual([]);
  expect(listed.headers()['cache-control']).toBe('no-cache');
});

test('PEER4 its health stands beside the app', async ({ app }) => {
  const page = await app.open();
  const health = await page.request.get('/signal/health');
  expect(await health.json()).toMatchObject({ ok: true });
});

test('the camera may be asked for by the app’s own pages, and nothing else', async ({ app }) => {
  const page = await app.open();
  const allowed = await page.evaluate(() => {
    const { featurePolicy } = document as unknown as {
      featurePolicy: { allowsFeature(name: string): boolean };
    };
    return ['camera', 'microphone', 'geolocation'].map((name) => featurePolicy.allowsFeature(name));
  });
  expect(allowed).toEqual([true, false, false]);
});
