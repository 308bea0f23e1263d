import { onTestFinished, vi } from 'vitest';
import { Ground, type GroundOptions } from '../../../src/lib/peers/ground';
import type { Link } from '../../../src/lib/peers/link';
import { Peer } from '../../../src/lib/peers/peer';
import type { Handshaker } from '../../../src/lib/peers/port';

/** One end: a place as y-webrtc makes it, and what it came to. */
export interface End {
  readonly ground: Ground;
  readonly peer: Peer;
  readonly links: Link[];
  readonly said: object[];
  readonly events: string[];
}

export const end = (
  handshaker: Handshaker,
  initiator: boolean,
  options: Partial<GroundOptions> = {},
): End => {
  const ground = new Ground({ handshaker, iceServers: [], hidden: false, ...options });
  const links: Link[] = [];
  ground.onLive = (link) => links.push(link);
  const peer = new Peer({ initiator, ground });
  const said: object[] = [];
  const events: string[] = [];
  peer.on('connect', () => events.push('connect'));
  peer.on('close', () => events.push('close'));
  peer.on('signal', (signal) => said.push(signal as object));
  onTestFinished(() => peer.destroy());
  return { ground, peer, links, said, events };
};

/** What one says reaches the other, a little later; nothing before both have said something, if so many are to. */
export const introduce = (one: End, other: End, held = 0): void => {
  const waiting: (() => void)[] = [];
  const pass = (from: End, to: End) => {
    from.peer.on('signal', (signal) => {
      const tell = () => to.peer.signal(structuredClone(signal));
      if (held > 0) waiting.push(tell);
      else queueMicrotask(tell);
      if (from.said.length === 1) held -= 1;
      if (held === 0) for (const one of waiting.splice(0)) queueMicrotask(one);
    });
  };
  pass(one, other);
  pass(other, one);
};

/** Waits until both are connected; answers with their connections. */
export const connected = async (one: End, other: End): Promise<readonly [Link, Link]> => {
  const [a, b] = await vi.waitFor(
    () => {
      const [a, b] = [one, other].map(({ links }) => links.find(({ isOpen }) => isOpen));
      if (!a || !b) throw new Error('not connected');
      return [a, b] as const;
    },
    { timeout: 10_000, interval: 10 },
  );
  return [a, b];
};
