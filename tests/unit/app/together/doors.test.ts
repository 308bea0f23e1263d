import { beforeEach, expect, test, vi } from 'vitest';
import { Doors } from '../../../../src/lib/app/together/doors';
import type { EngineClient } from '../../../../src/lib/app/together/engineClient';
import { toText } from '../../../../src/lib/ledger/bytes';
import { generateKeys, identityFrom, type Identity } from '../../../../src/lib/ledger/identity';
import type { LivePeer } from '../../../../src/lib/peers/port';

const rooms = vi.hoisted(() => ({ open: new Set<object>(), closed: 0 }));
vi.mock('../../../../src/lib/peers/room', () => ({
  joinRoom: () => {
    const room = {
      onPeer: () => () => {},
      onState: () => () => {},
      close: async () => void rooms.open.delete(room),
    };
    rooms.open.add(room);
    return room;
  },
}));
vi.mock('../../../../src/lib/peers/closedDoors', () => ({
  keepClosed: () => {
    rooms.closed += 1;
    return () => void (rooms.closed -= 1);
  },
}));

const until = new Date(Date.now() + 60_000).toISOString();
const given = { until, revoked: false, admitted: [] as string[], role: 'edit', household: true };
const seed = toText(new Uint8Array(32).fill(7));

let identity: Identity, doors: Doors, invitations: Map<string, typeof given>;
beforeEach(async () => {
  identity = await identityFrom(await generateKeys());
  rooms.open.clear();
  rooms.closed = 0;
  invitations = new Map([['one', given]]);
  const engine = { status: { circle: { id: 'circle', plan: 'vegas', invitations } } };
  const options = () => ({ signaling: [], iceServers: [], hidden: false });
  doors = new Doors(engine as unknown as EngineClient, identity, options, () => {});
});

/** Somebody who came by two codes. */
const peer = (): LivePeer & { readonly isClosed: boolean } => {
  const ends = new Set<() => void>();
  let isClosed = false;
  return {
    get isClosed() {
      return isClosed;
    },
    ...{ key: identity.keys.sign, waiting: 0 },
    send: () => {},
    drained: async () => {},
    onMessage: () => () => {},
    onClose: (listener) => {
      ends.add(listener);
      return () => ends.delete(listener);
    },
    quarantine: () => {},
    close: () => {
      isClosed = true;
      for (const end of ends) end();
    },
  };
};

test('CIR3 doors that were closed stay closed, also once who was let in last is gone', async () => {
  doors.keep({ one: seed });
  await vi.waitFor(() => expect(rooms.open.size).toBe(1));
  const came = peer();
  await doors.hear('one', came);
  doors.hold({ id: 'x', invitation: 'one', visit: undefined as never, peer: came });
  await doors.close();
  // Who came by the two codes hears nobody any more, and need not wait for that.
  expect(came.isClosed).toBe(true);
  expect(rooms.open.size).toBe(0);
  doors.keep({ one: seed });
  await doors.again();
  const late = peer();
  await doors.hear('one', late);
  expect(late.isClosed).toBe(true);
  expect(rooms.open.size).toBe(0);
});

test('CIR3 what is said at closed doors is said no more once all are closed, also where it was about to be', async () => {
  invitations.set('one', { ...given, revoked: true });
  doors.keep({ one: seed });
  await vi.waitFor(() => expect(rooms.closed).toBe(1));
  await doors.close();
  await vi.waitFor(() => expect(rooms.closed).toBe(0));
  await doors.again();
  doors.keep({ one: seed });
  expect(rooms.closed).toBe(0);
});
