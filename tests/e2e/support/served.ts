import type { Page } from '@playwright/test';
import { serve } from '../../../src/server/serve.js';
import { readSite } from '../../../src/server/site.js';

/** The built app on a server of its own, that a test may listen to, change, and stop. */
export const serveApart = async () => {
  const site = readSite('build');
  const server = await serve(site, { port: 0, host: 'localhost', tls: undefined });
  /** Every address that was asked for, as it came over the wire. */
  const asked: string[] = [];
  server.on('request', ({ url, headers }) => asked.push(`${url} ${headers.referer ?? ''}`));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://localhost:${port}`,
    asked,
    /** Serves a newer version of the app from now on: its service worker differs. */
    publishNewer: (): void => {
      const script = site.resources.get('/sw.js');
      if (!script) throw new Error('no service worker was built');
      const plain = Buffer.concat([script.bodies.plain, Buffer.from('\n// newer\n')]);
      site.resources.set('/sw.js', { ...script, tag: 'newer', bodies: { plain } });
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** The browser looks for a newer version, as it does when the app comes to the front, and has it ready. */
export const findNewer = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const coming = registration.waiting ?? registration.installing;
    if (!coming) throw new Error('nothing newer was found');
    if (coming.state === 'installed') return;
    await new Promise<void>((resolve) =>
      coming.addEventListener('statechange', () => coming.state === 'installed' && resolve()),
    );
  });
