import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      kit: { adapterFallback: '200.html', spa: true },
      workbox: { globPatterns: ['client/**/*.{js,css,html,png,svg,woff2,webmanifest}'] },
    }),
  ],
});
