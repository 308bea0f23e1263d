/**
 * Stands in for `y-protocols/awareness`, over which y-webrtc would tell every few seconds who is in its lobby: here that is told by
 * frames of our own (`presence.ts`), so it knows of nobody, and says nothing.
 */
export class Awareness {
  on(): void {}
  off(): void {}
  getStates(): ReadonlyMap<number, unknown> {
    return new Map();
  }
}

/** An update about nobody. */
export const encodeAwarenessUpdate = (): Uint8Array => Uint8Array.of(0);
export const applyAwarenessUpdate = (): void => {};
export const removeAwarenessStates = (): void => {};
