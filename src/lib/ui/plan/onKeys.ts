/** Hears Escape inside an element, from wherever in it, and keeps it from what stands around. */
export const onEscape =
  (leave: () => void) =>
  (node: HTMLElement): (() => void) => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    };
    node.addEventListener('keydown', pressed);
    return () => node.removeEventListener('keydown', pressed);
  };
