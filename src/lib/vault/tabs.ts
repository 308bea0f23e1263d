import type { Written } from './entries';

/** What the tabs that have one document open tell each other. Nothing of it is stored. */
export type Message =
  /** These are durable now; what is safe on another device may be told of before, and again. */
  | { readonly kind: 'appended'; readonly entries: readonly Written[] }
  /** History was folded; this is the journal's state now. */
  | { readonly kind: 'folded'; readonly journal: Uint8Array }
  /** The journal was made anew: open it again. */
  | { readonly kind: 'renewed' }
  /** The document is being removed from this device: let go of it. */
  | { readonly kind: 'removed' };

/** The other tabs of one document. */
export interface Tabs {
  tell(message: Message): void;
  close(): void;
}

/** Joins the tabs of a document; `hear` gets what the others tell. */
export const joinTabs = (name: string, hear: (message: Message) => void): Tabs => {
  const channel = new BroadcastChannel(`${name} sealed`);
  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  return {
    tell: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
};

/**
 * Tabs that an earlier version of the app still runs in talk on a channel of their own, and would take
 * sealed bytes for damaged ones: they are told to let go of the document.
 */
export const sendEarlierTabsAway = (name: string): void => {
  const channel = new BroadcastChannel(name);
  channel.postMessage({ kind: 'removed' });
  channel.close();
};
