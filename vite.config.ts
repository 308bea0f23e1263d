import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    // Tells which plugin took how long, on every build.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      registerType: 'prompt',
      injectRegister: false,
      // static/manifest.webmanifest is written by hand. The plugin would leave a file of the name it
      // generates out of the precache, and it generates none.
      manifest: false,
      manifestFilename: 'generated.webmanifest',
      kit: {
        adapterFallback: '200.html',
        // The shell changes with every build. The plugin's own way to say so throws where a build went
        // wrong before, and hides what went wrong.
        spa: { fallbackRevision: async () => String(Date.now()) },
        trailingSlash: 'always',
      },
      workbox: {
        // All that works offline after one visit: scripts, styles, the font, and every page. Icons
        // of the installed app are the system's by then.
        globPatterns: ['client/**/*.{js,css,svg,woff2,webmanifest,json}', 'prerendered/**/*.html'],
        globIgnores: ['client/_app/version.json'],
        // A link inside the app that ends without a slash, or with a question, is still that page.
        ignoreURLParametersMatching: [/.*/],
      },
    }),
  ],
});
