import { SvelteSet } from 'svelte/reactivity';

/** How many stand on the screen at once, on a phone and on a desk: these follow each other without a pause. */
export const seenAtOnce = 4;
/** How far outside the window, in pixels, a card is drawn before it is seen. */
const margin = '1200px 0px';
/** Milliseconds that drawing a card may take of an idle moment on a slow phone. */
const aCard = 12;

/**
 * Which cards of a long list are drawn. The first at once, those beside it one by one right after it, whatever comes near
 * the window when it does, and the rest one by one while the page has nothing else to do: no list makes a tap wait.
 */
export class DrawnInTurn {
  readonly #atOnce: number;
  readonly #drawn = new SvelteSet<string>();
  readonly #waiting = new Map<Element, string>();
  /** Cards that follow without a pause, in their order. */
  readonly #soon: string[] = [];
  #observer: IntersectionObserver | undefined;
  #idle: number | undefined;
  #next: ReturnType<typeof setTimeout> | undefined;

  /** @param atOnce how many are drawn with the page: none where something else stands in their place meanwhile */
  constructor(atOnce: 0 | 1) {
    this.#atOnce = atOnce;
  }

  /** Whether the card at a place of the list is drawn. Reactive. */
  isDrawn(id: string, place: number): boolean {
    return place < this.#atOnce || this.#drawn.has(id);
  }

  /** To be attached to what holds the place of a card that is not drawn yet. */
  waits =
    (id: string, place: number) =>
    (element: Element): (() => void) => {
      if (place < seenAtOnce) return this.#follow(id);
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
    clearTimeout(this.#next);
    this.#observer?.disconnect();
    this.#waiting.clear();
    if (this.#idle !== undefined && 'cancelIdleCallback' in globalThis)
      cancelIdleCallback(this.#idle);
  }

  #follow(id: string): () => void {
    this.#soon.push(id);
    this.#next ??= setTimeout(() => this.#drawNext());
    return () => {
      const at = this.#soon.indexOf(id);
      if (at >= 0) this.#soon.splice(at, 1);
    };
  }

  #drawNext(): void {
    this.#next = undefined;
    const next = this.#soon.shift();
    if (next === undefined) return;
    this.#drawn.add(next);
    if (this.#soon.length > 0) this.#next = setTimeout(() => this.#drawNext());
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
