import { expect, test, vi } from 'vitest';

/** What the build writes into every page. */
async function connectSrc(hosts: string): Promise<unknown> {
  vi.stubEnv('SIGNALING_HOSTS', hosts);
  vi.resetModules();
  const { default: config } = await import('../../../svelte.config.js');
  vi.unstubAllEnvs();
  return config.kit?.csp?.directives?.['connect-src'];
}

test('SEC1 a page may talk to its own origin, and to the signalling hosts that were listed', async () => {
  expect(await connectSrc('')).toEqual(['self']);
  expect(await connectSrc('wss://a.example/signal,wss://b.example:8443/signal')).toEqual([
    'self',
    'wss://a.example',
    'wss://b.example:8443',
  ]);
});

test('SEC1 a list that cannot be read ends the build', async () => {
  await expect(connectSrc('wss://*')).rejects.toThrow('SIGNALING_HOSTS has "wss://*"');
});
