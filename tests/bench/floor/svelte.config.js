import adapter from '@sveltejs/adapter-static';

/** The least a prerendered SvelteKit page can be: what every figure of the benchmark is held against. */
export default {
  kit: {
    adapter: adapter({ pages: process.env.FLOOR_OUT, assets: process.env.FLOOR_OUT }),
    serviceWorker: { register: false },
  },
};
