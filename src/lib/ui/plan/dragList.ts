import { placeAt, shifts, type Stretch } from './order';

/** How close to the edge of the window, in pixels, a drag begins to scroll, and how far it scrolls each frame. */
const edge = 72;
const stride = 12;
/** A pointer that moved less than this many pixels has tapped. */
const slack = 6;

interface Drag {
  readonly items: readonly HTMLElement[];
  readonly stretches: readonly Stretch[];
  readonly from: number;
  readonly startY: number;
  readonly scrollStart: number;
  to: number;
  y: number;
}

/**
 * Lets the items of a list be dragged by a handle (`[data-handle]` inside an item), by mouse, pen or touch.
 * Items give way while it goes on; Escape takes it back; near the window's edge the page scrolls.
 * `drop` hears of it once, when something came to another place.
 */
export const dragList =
  (drop: (from: number, to: number) => void) =>
  (list: HTMLElement): (() => void) => {
    let drag: Drag | undefined;
    let frame = 0;
    let swallowClick = false;

    const show = (): void => {
      if (!drag) return;
      const { items, stretches, from, startY, scrollStart } = drag;
      const own = stretches[from];
      if (!own) return;
      const offset = drag.y - startY + (scrollY - scrollStart);
      drag.to = placeAt(stretches, from, (own.top + own.bottom) / 2 + offset);
      const away = shifts(stretches, from, drag.to);
      items.forEach((item, place) => {
        item.style.translate = `0 ${place === from ? offset : (away[place] ?? 0)}px`;
      });
    };

    const scroll = (): void => {
      if (!drag) return;
      if (drag.y < edge) scrollBy(0, -stride);
      else if (drag.y > innerHeight - edge) scrollBy(0, stride);
      show();
      frame = requestAnimationFrame(scroll);
    };

    const end = (keep: boolean): void => {
      cancelAnimationFrame(frame);
      const done = drag;
      drag = undefined;
      if (!done) return;
      for (const item of done.items) {
        item.style.translate = '';
        delete item.dataset.dragging;
      }
      delete list.dataset.dragging;
      if (keep && done.to !== done.from) drop(done.from, done.to);
    };

    const begin = (event: PointerEvent): void => {
      const handle = (event.target as Element).closest<HTMLElement>('[data-handle]');
      if (!handle || event.button !== 0 || drag) return;
      const items = [...list.children] as HTMLElement[];
      const from = items.findIndex((item) => item.contains(handle));
      // A handle of a list inside this one is that list's.
      if (from < 0 || handle.closest('[data-order]') !== list) return;
      swallowClick = false;
      const pointer = event.pointerId;
      const startY = event.clientY;

      const move = (moving: PointerEvent): void => {
        if (moving.pointerId !== pointer) return;
        if (!drag) {
          if (Math.abs(moving.clientY - startY) < slack) return;
          const rects = items.map((item) => item.getBoundingClientRect());
          drag = {
            items,
            stretches: rects.map(({ top, bottom }) => ({ top, bottom })),
            from,
            startY,
            scrollStart: scrollY,
            to: from,
            y: moving.clientY,
          };
          swallowClick = true;
          list.dataset.dragging = '';
          const item = items[from];
          if (item) item.dataset.dragging = '';
          frame = requestAnimationFrame(scroll);
        }
        drag.y = moving.clientY;
      };
      const stop = (keep: boolean) => (): void => {
        handle.removeEventListener('pointermove', move);
        handle.removeEventListener('pointerup', up);
        handle.removeEventListener('pointercancel', cancel);
        removeEventListener('keydown', escape, true);
        end(keep);
      };
      const up = stop(true);
      const cancel = stop(false);
      const escape = (pressed: KeyboardEvent): void => {
        if (pressed.key !== 'Escape' || !drag) return;
        pressed.stopPropagation();
        cancel();
      };
      handle.setPointerCapture(pointer);
      handle.addEventListener('pointermove', move);
      handle.addEventListener('pointerup', up);
      handle.addEventListener('pointercancel', cancel);
      addEventListener('keydown', escape, true);
    };

    /** The click that follows a drag is none. */
    const click = (event: MouseEvent): void => {
      if (!swallowClick) return;
      swallowClick = false;
      event.preventDefault();
      event.stopPropagation();
    };

    list.addEventListener('pointerdown', begin);
    list.addEventListener('click', click, true);
    return () => {
      end(false);
      list.removeEventListener('pointerdown', begin);
      list.removeEventListener('click', click, true);
    };
  };
