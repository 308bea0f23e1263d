import adapter from '@sveltejs/adapter-static';

/** The least a prerendered SvelteKit page can be: what every figure of the benchmark is held against. */
const out = process.env.FLOOR_OUT ?? 'build';

export default {
  kit: {
    adapter: adapter({ pages: out, assets: out }),
    serviceWorker: { register: false },
  },
};
