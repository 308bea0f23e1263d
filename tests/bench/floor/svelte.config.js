import adapter from '@sveltejs/adapter-static';

/** The least a prerendered SvelteKit page can be: what every figure of the benchmark is held against. */
const out = process.env.FLOOR_OUT ?? 'build';

export default {
  kit: {
    adapter: adapter({ pages: out, assets: out }),
    serviceWorker: { register: false },
    // Our server sends the policy a page carries, and forbids all scripts where it carries none.
    csp: { mode: 'hash', directives: { 'default-src': ['self'], 'script-src': ['self'] } },
  },
};
