/**
 * Keeps the app on this device for use without a network, and says when a newer one lies ready.
 * Nothing changes by itself: the running app goes on until `apply` is called (SEC1: never in the
 * middle of an edit), also where another tab put the newer one in place. Call once, in a browser,
 * after the first paint.
 *
 * Ours and not the PWA plugin's: that one loads every open tab anew as soon as one of them says yes.
 *
 * @param onOffered hears of each newer version; `apply` puts it in place and loads this page anew,
 *   so call it only when everything written is saved
 */
export function watchForUpdate(onOffered: (apply: () => Promise<void>) => void): void {
  // Without a secure context there is no service worker (PEER6), while developing there is no file.
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  let applying = false;

  navigator.serviceWorker.register('/sw.js').then((registration) => {
    const offer = () => {
      const next = registration.waiting;
      // The very first one has nothing to replace.
      if (!next || !navigator.serviceWorker.controller) return;
      onOffered(async () => {
        applying = true;
        const replaced = new Promise((resolve) => {
          navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
        });
        (registration.waiting ?? next).postMessage({ type: 'SKIP_WAITING' });
        // A busy device may not get to it: then the page comes back as it was, and offers it again.
        await Promise.race([replaced, new Promise((resolve) => setTimeout(resolve, patience))]);
        location.reload();
      });
    };

    offer();
    registration.addEventListener('updatefound', () => {
      const next = registration.installing;
      next?.addEventListener('statechange', () => next.state === 'installed' && offer());
    });
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (!applying) onOffered(async () => location.reload());
    });
    lookAgainWhenSeen(registration);
  }, ignore);
}

/** Milliseconds until nobody waits any longer for the newer one to take its place. */
const patience = 10_000;

/** An installed app may stay open for weeks: it looks for news when it comes to the front again. */
function lookAgainWhenSeen(registration: ServiceWorkerRegistration): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && navigator.onLine) {
      registration.update().catch(ignore);
    }
  });
}

/** Out of reach, or storage refused: the app runs all the same, and the next visit tries again. */
function ignore(): void {}
