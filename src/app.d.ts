/// <reference types="vite-plugin-pwa/svelte" />
/// <reference types="vite-plugin-pwa/info" />
declare global {
  namespace App {
    interface PageState {
      /** The sheet that the browser's "back" closes. */
      sheet?: string | undefined;
    }
  }
}
export {};
