import { describe, expect, test } from 'vitest';
import { concat, fromText, toText } from '../../../src/lib/ledger/bytes';
import { OP, shakeHands, transcript, type Call } from '../../../src/lib/peers/handshake';
import type { Handshaker } from '../../../src/lib/peers/port';
import { device } from './people';

type Frame = Uint8Array;
type Outcome = Awaited<ReturnType<typeof shakeHands>>;
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** One end of a handshake, driven by hand: what it sends is listed, what it hears is given. */
const begin = (handshaker: Handshaker, call: Partial<Call> = {}, admits = () => true) => {
  const sent: Frame[] = [];
  const inbox: (Frame | undefined)[] = [];
  let wake = () => {};
  let sentOne = () => {};
  const next = async () => {
    while (inbox.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return inbox.shift();
  };
  const outcome: Promise<Outcome> = shakeHands(
    handshaker,
    {
      role: 'offerer',
      ownFingerprint: MARISOLS,
      theirFingerprint: TEOS,
      nonce: random(32),
      run: random(8),
      count: 1,
      ...call,
    },
    (frame) => {
      sent.push(frame.slice());
      sentOne();
    },
    next,
    admits,
  );
  return {
    outcome,
    hear: (frame: Frame | undefined) => {
      inbox.push(frame);
      wake();
    },
    /** The frame it sends at this place; waits for it, or for the end. */
    sent: async (at: number): Promise<Frame> => {
      let over = false;
      void outcome.then(() => ((over = true), sentOne()));
      while (sent.length <= at && !over) await new Promise<void>((resolve) => (sentOne = resolve));
      const frame = sent[at];
      if (!frame) throw new Error(`it sent no frame ${at}`);
      return frame;
    },
    count: () => sent.length,
  };
};
type End = ReturnType<typeof begin>;

const MARISOLS = new Uint8Array(32).fill(1);
const TEOS = new Uint8Array(32).fill(2);
const answerer = { role: 'answerer', ownFingerprint: TEOS, theirFingerprint: MARISOLS } as const;

/** Hands over three frames each way, as a network would. */
const connect = async (one: End, other: End, change = (frame: Frame, _at: number) => frame) => {
  const pass = async (from: End, to: End) => {
    for (let at = 0; at < 3; at++) to.hear(change(await from.sent(at), at));
  };
  const cut = (from: End, to: End) => pass(from, to).catch(() => to.hear(undefined));
  await Promise.all([cut(one, other), cut(other, one)]);
  return Promise.all([one.outcome, other.outcome]);
};

test('PEER2: Marisol and Teo prove their keys to one another', async () => {
  const [marisol, teo] = [await device(), await device()];
  const run = random(8);
  const [one, other] = [begin(marisol, { run, count: 7 }), begin(teo, answerer)];
  const [a, b] = await connect(one, other);
  expect(a).toMatchObject({ ok: true, remote: { key: teo.key } });
  expect(b).toEqual({ ok: true, remote: { key: marisol.key, run: toText(run), count: 7 } });
});

test('PEER2: what is signed is domain, circle, own role, own key, peer’s key, own and peer’s fingerprint, own and peer’s nonce', async () => {
  const [marisol, teo] = [await device(), await device()];
  const signed: Uint8Array[] = [];
  const watched = {
    ...marisol,
    sign: (bytes: Uint8Array) => {
      signed.push(bytes.slice());
      return marisol.sign(bytes);
    },
  };
  const nonce = random(32);
  const [one, other] = [begin(watched, { nonce }), begin(teo, answerer)];
  await connect(one, other);
  const theirs = (await other.sent(0)).subarray(34, 66);
  const scope = new TextEncoder().encode(marisol.scope);
  expect(signed).toEqual([
    concat(
      [0, 0, 0, scope.length],
      scope,
      [1],
      fromText(marisol.key) ?? [],
      fromText(teo.key) ?? [],
      MARISOLS,
      TEOS,
      nonce,
      theirs,
    ),
  ]);
});

describe('PEER2: a change of anything that is signed breaks it', () => {
  const view = {
    scope: 'the Vegas',
    role: 'offerer',
    ownKey: new Uint8Array(32).fill(1),
    theirKey: new Uint8Array(32).fill(2),
    ownFingerprint: new Uint8Array(32).fill(3),
    theirFingerprint: new Uint8Array(32).fill(4),
    ownNonce: new Uint8Array(32).fill(5),
    theirNonce: new Uint8Array(32).fill(6),
  } as const;
  const other = { scope: 'the Vega', role: 'answerer' } as Record<string, unknown>;
  for (const field of Object.keys(view))
    test(field, () => {
      const changed = { ...view, [field]: other[field] ?? new Uint8Array(32).fill(9) };
      expect(transcript(changed)).not.toEqual(transcript(view));
    });
});

describe('PEER2: attacks', () => {
  test('everything reflected: Marisol does not take herself for somebody else', async () => {
    const one = begin(await device());
    one.hear(await one.sent(0));
    expect(await one.outcome).toEqual({ ok: false, refusal: 'ownKey' });
    expect(one.count()).toBe(1);
  });

  test('Mallory sends Teo’s key and reflects Marisol’s own proof', async () => {
    const [marisol, teo] = [await device(), await device()];
    const one = begin(marisol);
    const hello = await one.sent(0);
    hello.set(fromText(teo.key) ?? [], 2);
    one.hear(hello);
    one.hear(await one.sent(1));
    expect(await one.outcome).toEqual({ ok: false, refusal: 'notAuthentic' });
  });

  test('a parallel session: Teo’s proof of one call is of no use in another', async () => {
    const [marisol, teo] = [await device(), await device()];
    const [first, second] = [begin(marisol), begin(marisol)];
    const [one, other] = [begin(teo, answerer), begin(teo, answerer)];
    // Mallory crosses the proofs of two calls that both go on.
    first.hear(await one.sent(0));
    one.hear(await first.sent(0));
    second.hear(await other.sent(0));
    other.hear(await second.sent(0));
    first.hear(await other.sent(1));
    second.hear(await one.sent(1));
    expect(await first.outcome).toEqual({ ok: false, refusal: 'notAuthentic' });
    expect(await second.outcome).toEqual({ ok: false, refusal: 'notAuthentic' });
  });

  test('a parallel session in the other role: Teo is made to sign by answering for Marisol', async () => {
    const [marisol, teo] = [await device(), await device()];
    const one = begin(marisol);
    // To Teo, Mallory plays the same part in the call as Teo plays to Marisol.
    const other = begin(teo, { role: 'offerer', ownFingerprint: TEOS, theirFingerprint: MARISOLS });
    one.hear(await other.sent(0));
    other.hear(await one.sent(0));
    one.hear(await other.sent(1));
    expect(await one.outcome).toEqual({ ok: false, refusal: 'notAuthentic' });
  });

  test('a replay of a whole earlier call', async () => {
    const [marisol, teo] = [await device(), await device()];
    const [before, other] = [begin(marisol), begin(teo, answerer)];
    await connect(before, other);
    const one = begin(marisol);
    for (const at of [0, 1, 2]) one.hear(await other.sent(at));
    expect(await one.outcome).toEqual({ ok: false, refusal: 'notAuthentic' });
  });

  test('somebody in between with certificates of his own', async () => {
    const [marisol, teo] = [await device(), await device()];
    const mallorys = new Uint8Array(32).fill(66);
    const one = begin(marisol, { theirFingerprint: mallorys });
    const other = begin(teo, { ...answerer, theirFingerprint: mallorys });
    const [a, b] = await connect(one, other);
    expect([a, b].map((end) => end.ok)).toEqual([false, false]);
    expect([a, b]).toContainEqual({ ok: false, refusal: 'notAuthentic' });
  });

  test('another circle, though both are let in', async () => {
    const [one, other] = [begin(await device()), begin(await device('the Okafors'), answerer)];
    const [a, b] = await connect(one, other);
    expect([a.ok, b.ok]).toEqual([false, false]);
  });

  test('every bit of a proof counts', async () => {
    const [marisol, teo] = [await device(), await device()];
    for (const bit of [8, 255, 256, 519]) {
      const flip = (frame: Frame, at: number) => {
        if (at !== 1) return frame;
        frame[bit >> 3] = (frame[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return frame;
      };
      const ends = await connect(begin(marisol), begin(teo, answerer), flip);
      expect(ends.map(({ ok }) => ok)).toEqual([false, false]);
    }
  });

  test('a key that is none', async () => {
    const one = begin(await device());
    const hello = await one.sent(0);
    hello.fill(255, 2, 34);
    one.hear(hello);
    one.hear(concat([OP.proof], new Uint8Array(64)));
    expect(await one.outcome).toEqual({ ok: false, refusal: 'notAuthentic' });
  });

  test('a welcome without a proof', async () => {
    const [marisol, teo] = [await device(), await device()];
    const [one, other] = [begin(marisol), begin(teo, answerer)];
    one.hear(await other.sent(0));
    one.hear(Uint8Array.of(OP.welcome));
    expect(await one.outcome).toEqual({ ok: false, refusal: 'broken' });
  });
});

test('PEER2: who is proven and not admitted is named, and gets no welcome', async () => {
  const [marisol, stranger] = [await device(), await device()];
  const one = begin(marisol, {}, () => false);
  const [a, b] = await connect(one, begin(stranger, answerer));
  expect(a).toEqual({ ok: false, refusal: 'notAdmitted', key: stranger.key });
  expect(b).toMatchObject({ ok: false });
  expect(one.count()).toBe(2);
});

test('PEER2: nobody is asked whether a key is admitted before it is proven', async () => {
  const [marisol, teo] = [await device(), await device()];
  let asked = 0;
  const one = begin(marisol, {}, () => ((asked += 1), true));
  const flip = (frame: Frame, at: number) => (at === 1 ? frame.fill(7, 1) : frame);
  await connect(one, begin(teo, answerer), flip);
  expect(asked).toBe(0);
});

test('PEER2: frames out of turn, of other lengths or another version are broken; a good-bye is one', async () => {
  const marisol = await device();
  const hello = await begin(await device()).sent(0);
  const version = hello.slice();
  version[1] = 2;
  const named = hello.slice();
  named[0] = OP.proof;
  const broken = [
    new Uint8Array(),
    Uint8Array.of(9),
    hello.slice(0, -1),
    concat(hello, [0]),
    version,
    named,
  ];
  for (const frame of broken) {
    const one = begin(marisol);
    one.hear(frame);
    expect(await one.outcome).toEqual({ ok: false, refusal: 'broken' });
  }
  const [left, closed] = [begin(marisol), begin(marisol)];
  left.hear(Uint8Array.of(OP.bye, 0));
  closed.hear(undefined);
  expect(await left.outcome).toEqual({ ok: false, refusal: 'notWelcome' });
  expect(await closed.outcome).toEqual({ ok: false, refusal: 'closed' });
});

test('PEER2: a proof or a welcome of another name or length is broken', async () => {
  const [marisol, teo] = [await device(), await device()];
  const changes: [number, (frame: Frame) => Frame][] = [
    [1, (frame) => concat([OP.welcome], frame.subarray(1))],
    [1, (frame) => concat(frame, [0])],
    [2, () => Uint8Array.of(OP.proof)],
    [2, (frame) => concat(frame, [0])],
  ];
  for (const [place, change] of changes) {
    const ends = await connect(begin(marisol), begin(teo, answerer), (frame, at) =>
      at === place ? change(frame) : frame,
    );
    expect(ends).toContainEqual({ ok: false, refusal: 'broken' });
    expect(ends.some(({ ok }) => ok)).toBe(false);
  }
});
