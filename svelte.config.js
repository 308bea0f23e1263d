import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { readHosts } from './src/server/signal/hosts.js';

const shell = readFileSync(new URL('./src/app.html', import.meta.url), 'utf8');

/**
 * The one inline script of app.html runs before the first paint; it is allowed by its hash.
 *
 * @type {`sha256-${string}`[]}
 */
const inlineScripts = [...shell.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
  ([, text = '']) =>
    /** @type {const} */ (`sha256-${createHash('sha256').update(text).digest('base64')}`),
);

/**
 * Kit's announcer of page changes carries one style attribute; it is allowed by its hash.
 *
 * @type {`sha256-${string}`[]}
 */
const announcer = ['sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='];

/**
 * @param {string} host one of `readHosts`
 * @returns as a content security policy names it
 */
const policySource = (host) => /** @type {`wss://${string}.${string}`} */ (new URL(host).origin);

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ fallback: '200.html' }),
    serviceWorker: { register: false },
    // Styles stand in the page itself: a linked sheet doubles the time to the first paint.
    inlineStyleThreshold: 60_000,
    paths: { relative: false },
    prerender: { handleMissingId: 'ignore' },
    output: { preloadStrategy: 'modulepreload' },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self', ...inlineScripts],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-hashes', ...announcer],
        'font-src': ['self'],
        'img-src': ['self', 'data:', 'blob:'],
        'connect-src': ['self', ...readHosts(process.env).map(policySource)],
        'manifest-src': ['self'],
        'worker-src': ['self'],
        'base-uri': ['none'],
        'form-action': ['none'],
      },
    },
  },
};
