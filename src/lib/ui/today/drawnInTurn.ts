import { SvelteSet } from 'svelte/reactivity';

/** How many stand on the screen at once, on a phone and on a desk. */
const first = 4;
/** How far outside the window, in pixels, a card is drawn before it is seen. */
const margin = '1200px 0px';
/** Milliseconds that drawing a card may take of an idle moment on a slow phone. */
const aCard = 12;

/**
 * Which cards of a long list are drawn. The first ones at once, whatever comes near the window when it does,
 * and the rest one by one while the page has nothing else to do, so that no list makes a tap wait.
 */
export class DrawnInTurn {
  readonly #drawn = new SvelteSet<string>();
  readonly #waiting = new Map<Element, string>();
  #observer: IntersectionObserver | undefined;
  #idle: number | undefined;

  /** Whether the card at a place of the list is drawn. Reactive. */
  isDrawn(id: string, place: number): boolean {
    return place < first || this.#drawn.has(id);
  }

  /** To be attached to what holds the place of a card that is not drawn yet. */
  waits =
    (id: string) =>
    (element: Element): (() => void) => {
      this.#observer ??= new IntersectionObserver((entries) => this.#near(entries), {
        rootMargin: margin,
      });
      this.#waiting.set(element, id);
      this.#observer.observe(element);
      this.#later();
      return () => {
        this.#waiting.delete(element);
        this.#observer?.unobserve(element);
      };
    };

  stop(): void {
    this.#observer?.disconnect();
    this.#waiting.clear();
    if (this.#idle !== undefined && 'cancelIdleCallback' in globalThis)
      cancelIdleCallback(this.#idle);
  }

  #near(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      const id = this.#waiting.get(target);
      if (isIntersecting && id !== undefined) this.#drawn.add(id);
    }
  }

  /** Without idle moments to wait for, cards are drawn when they come near. */
  #later(): void {
    if (this.#idle !== undefined || !('requestIdleCallback' in globalThis)) return;
    this.#idle = requestIdleCallback((deadline) => {
      this.#idle = undefined;
      const [next] = this.#waiting.values();
      if (next === undefined) return;
      if (deadline.timeRemaining() >= aCard) this.#drawn.add(next);
      this.#later();
    });
  }
}
