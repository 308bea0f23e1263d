import * as z from 'zod/mini';

z.config({ jitless: true });

/** A place that says nothing for so long is taken to name no others, in ms: nobody waits for it before they look. */
const patience = 4_000;

const Hosts = z.array(z.string());

/** Where devices that came to this app find each other, and what else its server lets them use (PEER3, SEC1). */
export interface Signaling {
  /** This app's own. */
  readonly own: string;
  readonly offered: readonly string[];
}

/** Where devices that came to this app find each other. */
export const ownSignaling = (): string =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/signal`;

/** Asks the place that the app came from. Without a network only its own is known. */
export const signalingHere = async (): Promise<Signaling> => {
  const own = ownSignaling();
  try {
    const answer = await fetch('/signal/hosts.json', { signal: AbortSignal.timeout(patience) });
    const hosts = Hosts.safeParse(await answer.json());
    return { own, offered: hosts.success ? hosts.data : [] };
  } catch {
    return { own, offered: [] };
  }
};
