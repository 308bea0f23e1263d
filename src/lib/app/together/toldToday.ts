import * as z from 'zod/mini';
import { KeptWindow } from '../keptWindow';

z.config({ jitless: true });

/** Today as another device tells it, with the household's names; an older app tells none. */
const ToldToday = z.object({ ...KeptWindow.shape, names: z.exactOptional(z.array(z.string())) });

/** Absent when it is none. What a page would paint unseen is not taken from anybody. */
export const parseTold = (
  text: string,
): { readonly window: KeptWindow; readonly names: readonly string[] } | undefined => {
  try {
    const { names = [], ...window } = ToldToday.parse(JSON.parse(text));
    return { window: { ...window, glimpses: [] }, names };
  } catch {
    return undefined;
  }
};
