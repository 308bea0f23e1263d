import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { CircleLog } from '../../../src/lib/domain/circle/circleLog';
import type { KnownBody } from '../../../src/lib/domain/circle/record';
import { concat, toText, u32, utf8 } from '../../../src/lib/ledger/bytes';
import { documentOf } from '../../../src/lib/ledger/envelope';
import { sealingKey } from '../../../src/lib/ledger/sealingKey';
import { openEpoch } from '../../../src/lib/ledger/epoch';
import { branchOf, proveFork, type Fork } from '../../../src/lib/ledger/forkProof';
import type { Identity } from '../../../src/lib/ledger/identity';
import { decodeRecord, encodeRecord } from '../../../src/lib/ledger/logRecord';
import { MemberLog } from '../../../src/lib/ledger/memberLog';
import { circleId } from '../../../src/lib/domain/circle/circleId';
import { hashOf as textHash, noon } from '../domain/circle/vegaLog';
import { decoded, seal } from './envelopes';
import { genesisOf, somebody } from './vegaCircle';

let marisol: Identity, teo: Identity, rosa: Identity;
let genesis: Uint8Array, invite: Uint8Array, admit: Uint8Array;
let log: MemberLog;

const hashed = async (bytes: Uint8Array): Promise<string> => {
  const read = await decodeRecord(bytes);
  if (!read.ok) throw new Error(read.refusal);
  return read.value.record.hash;
};
const written = async (
  who: Identity,
  body: KnownBody,
  ...prev: Uint8Array[]
): Promise<Uint8Array> =>
  encodeRecord(who, { prev: await Promise.all(prev.map(hashed)), at: noon, body });
const tablet = (of: Identity): KnownBody => ({
  type: 'addDevice',
  device: of.keys,
  name: 'Tablet',
});
const counts = async (...records: Uint8Array[]) => {
  const { news, dropped } = await log.take(records);
  return { news: news.length, dropped };
};

const invitation = textHash('invitation');
beforeEach(async () => {
  [marisol, teo, rosa] = [await somebody(), await somebody(), await somebody()];
  genesis = await encodeRecord(marisol, { prev: [], at: noon, body: genesisOf(marisol) });
  const rights = { role: 'edit', household: true, persons: ['teo'] };
  invite = await written(
    marisol,
    { type: 'invite', invitation, ...rights, until: noon, shown: 'room' },
    genesis,
  );
  admit = await written(
    marisol,
    {
      type: 'admit',
      device: teo.keys,
      name: 'Teo',
      ...rights,
      invitation,
      request: textHash('ask'),
    },
    invite,
  );
  log = new MemberLog(circleId(await hashed(genesis)), teo);
});

describe('CIR1: the log as it comes in', () => {
  test('in whatever order: each counts once what it builds on is here, and is news once', async () => {
    expect(await counts(admit, invite)).toEqual({ news: 0, dropped: 0 });
    expect(log.has(await hashed(admit))).toBe(false);
    expect(await counts(genesis)).toEqual({ news: 3, dropped: 0 });
    expect(log.hashes).toEqual(await Promise.all([genesis, invite, admit].map(hashed)));
    expect(await counts(admit, genesis, invite)).toEqual({ news: 0, dropped: 0 });
    expect(log.circle.devices.has(teo.device)).toBe(true);
  });

  test('what is not authentic is dropped and counted; what a newer app wrote in a newer format is neither', async () => {
    await log.take([genesis, invite, admit]);
    const forged = await written({ ...rosa, device: teo.device }, tablet(rosa), admit);
    const damaged = admit.slice(0, -1);
    const later = Uint8Array.from([2, ...admit.subarray(1)]);
    expect(await counts(forged, damaged, later)).toEqual({ news: 0, dropped: 2 });
    expect(log.hashes).toHaveLength(3);
  });

  test('of a device that nobody has named yet it waits', async () => {
    await log.take([genesis, invite]);
    const early = await written(teo, tablet(rosa), invite);
    expect(await counts(early)).toEqual({ news: 0, dropped: 0 });
    expect(log.has(await hashed(early))).toBe(false);
    expect(await counts(admit)).toEqual({ news: 2, dropped: 0 });
    // Teo did not know yet that he was in.
    expect(log.circle.refused).toEqual([await hashed(early)]);
  });

  test('what waits has an end: the oldest is let go of', async () => {
    await log.take([genesis, invite]);
    const early = await written(marisol, tablet(rosa), admit);
    const junk = Array.from({ length: 2000 }, (_, at) => {
      const body = { type: 'revokeInvite', invitation };
      const prev = [textHash(`never ${at}`)];
      const text = utf8(JSON.stringify({ device: rosa.device, prev, at: noon, body }));
      return concat(Uint8Array.of(1, 1), u32(text.length), text, new Uint8Array(64));
    });
    expect(await counts(early, ...junk)).toEqual({ news: 0, dropped: 0 });
    expect(await counts(admit)).toEqual({ news: 1, dropped: 0 });
    expect(log.has(await hashed(early))).toBe(false);
    // What is asked for again is taken.
    expect(await counts(early)).toEqual({ news: 1, dropped: 0 });
  });

  test('what it was as somebody knew it who had heard of these alone; absent while something of that is not here', async () => {
    await log.take([genesis, invite]);
    const heads = [await hashed(admit)];
    expect(log.at(heads)).toBeUndefined();
    expect(log.at([await hashed(genesis)])?.devices.has(teo.device)).toBe(false);
    await log.take([admit]);
    expect(log.at(heads)?.devices.has(teo.device)).toBe(true);
    expect(log.at([await hashed(genesis)])?.devices.has(teo.device)).toBe(false);
  });

  test('of many that come at once each is not worked out by all the others', async () => {
    await log.take([genesis, invite, admit]);
    const folds = vi.spyOn(CircleLog.prototype, 'now');
    onTestFinished(() => folds.mockRestore());
    const all = [];
    for (let at = 0; at < 50; at += 1)
      all.push(
        await written(
          marisol,
          {
            ...{ type: 'admit', device: (await somebody()).keys, name: `${at}`, role: 'see' },
            ...{ household: false, persons: [], invitation, request: textHash('ask') },
          },
          admit,
        ),
      );
    expect(await counts(...all)).toEqual({ news: 50, dropped: 0 });
    expect(log.circle.devices.size).toBe(52);
    expect(folds.mock.calls.length).toBe(1);
  });

  test('a key that somebody might not give opens nothing', async () => {
    await log.take([genesis, invite, admit]);
    const { body } = await openEpoch(log.circle, 'team', new Map(), new Set());
    // Teo does not steer, and nobody has that key.
    const forged = await written(teo, body, admit);
    const honest = await written(marisol, body, admit);
    await log.take([forged]);
    expect(log.circle.refused).toEqual([await hashed(forged)]);
    expect([...log.keys.keys()]).toEqual([]);
    await expect(log.write(body, noon)).rejects.toThrow('does not count');
    await log.take([honest]);
    expect([...log.keys.keys()]).toEqual([await hashed(honest)]);
  });
});

describe('LED6: a record that somebody wrote twice at one place', () => {
  const team = (circle: string): Promise<string> => documentOf(circle, 'team');
  /** An envelope of Teo's, and what else it says. */
  const branch = async (text: string, more: Parameters<typeof seal>[3] = {}, who = teo) => {
    const circle = log.id;
    const key = await sealingKey(new Uint8Array(32));
    const document = await team(circle);
    return branchOf(decoded(await seal(who, key, utf8(text), { circle, document, ...more })));
  };
  const says = async (fork: Fork): Promise<object> => {
    await log.take([genesis, invite, admit]);
    return counts(await written(marisol, fork, admit));
  };
  const [isNone, isOne] = [
    { news: 0, dropped: 1 },
    { news: 1, dropped: 0 },
  ];

  test('counts, is known from then on, and suspends the device', async () => {
    const [one, other] = [await branch('one'), await branch('other')];
    expect(await says(proveFork(one, other))).toEqual(isOne);
    expect(log.circle.devices.get(teo.device)?.suspended).toBe(true);
    expect(log.forks.with(one.hash)?.map(({ hash }) => hash)).toEqual([one.hash, other.hash]);
    expect(log.forks.of(await team(log.id))).toHaveLength(1);
    expect(log.forks.of('another')).toEqual([]);
  });

  test('that is found here is to be written once', async () => {
    const fork = proveFork(await branch('one'), await branch('other'));
    await log.noteFork(fork);
    expect(log.takeForks()).toEqual([fork]);
    expect(log.takeForks()).toEqual([]);
    expect(log.forks.size).toBe(2);
  });

  test.each<[string, () => Promise<Fork>]>([
    [
      'of one envelope, told of twice',
      async () => {
        const one = await branch('one');
        return proveFork(one, one);
      },
    ],
    [
      'at two places',
      async () => proveFork(await branch('one'), await branch('other', { sequence: 3 })),
    ],
    [
      'in two documents',
      async () =>
        proveFork(
          await branch('one'),
          await branch('other', { document: toText(new Uint8Array(16)) }),
        ),
    ],
    [
      'in another circle',
      async () => {
        const circle = toText(new Uint8Array(16).fill(9));
        return proveFork(await branch('one', { circle }), await branch('other', { circle }));
      },
    ],
    [
      'of which one is of another circle',
      async () =>
        proveFork(
          await branch('one'),
          await branch('other', { circle: toText(new Uint8Array(16).fill(9)) }),
        ),
    ],
    [
      'that names another device',
      async () => ({
        ...proveFork(await branch('one'), await branch('other')),
        device: marisol.device,
      }),
    ],
    [
      'of somebody who signed in the name of another',
      async () => {
        const forger = { ...marisol, device: teo.device };
        const fork = proveFork(await branch('one', {}, forger), await branch('other', {}, forger));
        return { ...fork, device: marisol.device };
      },
    ],
    [
      'that names another chain',
      async () => ({
        ...proveFork(await branch('one'), await branch('other')),
        chain: toText(new Uint8Array(16)),
      }),
    ],
    [
      'that somebody else signed',
      async () => {
        const forger = { ...rosa, device: teo.device };
        return proveFork(await branch('one', {}, forger), await branch('other', {}, forger));
      },
    ],
    [
      'of which somebody else signed the first',
      async () =>
        proveFork(await branch('one', {}, { ...rosa, device: teo.device }), await branch('other')),
    ],
    [
      'of which somebody else signed the second',
      async () =>
        proveFork(await branch('one'), await branch('other', {}, { ...rosa, device: teo.device })),
    ],
    [
      'of somebody who is not in',
      async () => proveFork(await branch('one', {}, rosa), await branch('other', {}, rosa)),
    ],
    [
      'of halves with something behind them',
      async () => {
        const { type, device, chain, proof } = proveFork(
          await branch('one'),
          await branch('other'),
        );
        return { type, device, chain, proof: [`${proof[0]}AAAA`, `${proof[1]}AAAA`] };
      },
    ],
    [
      'of a later format',
      async () => {
        const fork = proveFork(await branch('one'), await branch('other'));
        return { ...fork, proof: fork.proof.map((half) => `Ag${half.slice(2)}`) };
      },
    ],
    [
      'of nothing that can be read',
      async () => ({ ...proveFork(await branch('one'), await branch('other')), proof: ['A', '*'] }),
    ],
  ])('%s is none', async (_name, fork) => {
    expect(await says(await fork())).toEqual(isNone);
    expect(log.circle.devices.get(teo.device)?.suspended).toBe(false);
    expect(log.forks.size).toBe(0);
  });
});
