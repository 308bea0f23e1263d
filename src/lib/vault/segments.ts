import * as Y from 'yjs';
import { breathing } from './breathe';

/** Updates are gathered until a segment has this many bytes … */
const enough = 64 * 1024;
/** … and it gets no more than this, unless one update alone is larger. */
const most = 128 * 1024;

/** True if a segment can take more. */
export const hasRoom = (segment: Uint8Array): boolean => segment.length < enough;

/**
 * Merges consecutive updates into segments of 64 to 128 kB, the last one smaller, in the same causal
 * order: what opens fast (one large update blocks the screen, thousands of small ones cost twice the
 * time). Updates that Yjs cannot merge stay as they are.
 */
export const intoSegments = async (updates: readonly Uint8Array[]): Promise<Uint8Array[]> => {
  const breathe = breathing();
  const segments: Uint8Array[] = [];
  let gathered: Uint8Array[] = [];
  let size = 0;
  const close = async () => {
    segments.push(...merged(gathered));
    gathered = [];
    size = 0;
    await breathe();
  };
  for (const update of updates) {
    if (gathered.length > 0 && size + update.length > most) await close();
    gathered.push(update);
    size += update.length;
    if (size >= enough) await close();
  }
  if (gathered.length > 0) await close();
  return segments;
};

const merged = (updates: readonly Uint8Array[]): readonly Uint8Array[] => {
  if (updates.length === 1) return updates;
  try {
    return [Y.mergeUpdates([...updates])];
  } catch {
    return updates;
  }
};
