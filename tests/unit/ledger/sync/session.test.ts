import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CirclePart } from '../../../../src/lib/domain/circle/record';
import { concat, randomBytes, u32, utf8 } from '../../../../src/lib/ledger/bytes';
import { encodeMessage, type Message } from '../../../../src/lib/ledger/sync/messages';
import { Session, type Holdings, type Standing } from '../../../../src/lib/ledger/sync/session';
import { firstPhone, join, letInOnly, type Phone } from '../../../property/ledger/household';
import { plain } from '../../document/people';

const vision = (value: string) =>
  ({ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value }) as const;

/** One end of a connection: a session over a phone's ledger, and all it said. */
class End {
  readonly session: Session;
  readonly said: Uint8Array[] = [];
  standing: Standing | undefined;
  /** How often it was told how far the other end is. */
  told = 0;
  quarantined = 0;
  takes = true;
  other: End | undefined;
  /** Nothing gets out while this is set. */
  held: Promise<void> | undefined;

  constructor(
    readonly phone: Phone,
    to: Phone,
    /** Whoever else this phone tells that it has news. */
    readonly ends: Set<End> = new Set(),
  ) {
    ends.add(this);
    const { ledger } = phone;
    const device = to.identity.device;
    const shared = (): readonly CirclePart[] =>
      ledger.parts.filter((part) => ledger.partsOf(device).includes(part));
    const tellAll = (): void => {
      for (const one of ends) void one.session.hello();
    };
    const holdings: Holdings = {
      get parts() {
        return shared();
      },
      get logHashes() {
        return ledger.log.hashes;
      },
      digests: async () => ({
        log: await ledger.log.digest(),
        parts: Object.fromEntries(
          await Promise.all(shared().map(async (part) => [part, await ledger.digest(part)])),
        ),
        readings: {},
      }),
      records: (but) => ledger.log.records(but),
      heads: (part) => ledger.part(part).heads,
      tips: (part) => ledger.part(part).tips,
      bytes: (part) => ledger.part(part).bytes,
      unlike: (part, heads, tips) => ledger.part(part).unlike(heads, tips),
      after: async (part, heads) => ledger.missing(part, heads, device),
      takeRecords: async (records) => {
        const before = phone.ledger.log.hashes.length;
        await phone.hearRecords(records);
        if (ledger.log.hashes.length > before) tellAll();
        return 0;
      },
      takes: () => this.takes,
      takeEnvelopes: async (envelopes) => {
        const outcomes = await phone.hear(envelopes);
        if (outcomes.some(({ kind }) => kind === 'accepted')) tellAll();
        return outcomes.filter(({ kind }) => kind === 'dropped').length;
      },
    };
    this.session = new Session(
      {
        send: async (message) => {
          this.said.push(message);
          await this.held;
          await undefined;
          void this.other?.session.hear(message);
        },
        quarantine: () => {
          this.quarantined += 1;
        },
      },
      holdings,
      (standing) => {
        this.standing = standing;
        this.told += 1;
      },
    );
  }

  async hears(...messages: Message[]): Promise<void> {
    for (const message of messages) await this.session.hear(await encodeMessage(message));
  }
}

const connect = (a: End, b: End): void => {
  a.other = b;
  b.other = a;
  void a.session.begin();
  void b.session.begin();
};
const reads = (phone: Phone) => plain(phone.document.tables);

let marisol: Phone, teo: Phone, renee: Phone;
beforeEach(async () => {
  marisol = await firstPhone([vision('We eat together')]);
  teo = await join(marisol, 'Teo', { role: 'edit', household: true });
  renee = await join(marisol, 'Renee', { role: 'edit', household: false });
  for (const phone of [teo, renee]) {
    await phone.tell(marisol);
    await marisol.tell(phone);
  }
});

describe('LED4: two devices tell each other what they lack', () => {
  test('both ways, at once and later, and say when they are the same', async () => {
    await marisol.write(vision('We eat together at six'));
    await teo.write(vision('We eat together on Sundays'));
    const [a, b] = [new End(marisol, teo), new End(teo, marisol)];
    connect(a, b);
    await vi.waitFor(() => {
      expect(a.standing?.same).toBe(true);
      expect(b.standing?.same).toBe(true);
    });
    expect(reads(teo)).toEqual(reads(marisol));
    expect(a.standing?.arriving).toBeUndefined();
    expect([a.quarantined, b.quarantined]).toEqual([0, 0]);
  });

  test('who has nothing yet asks for it with the first words, and gets it once', async () => {
    const rights = { role: 'edit', household: true } as const;
    const ines = await letInOnly(marisol, await join(marisol, 'Inés', rights));
    const begun = () => ines.ledger.parts.filter((part) => ines.ledger.part(part).isBegun);
    expect(begun()).toEqual([]);
    const [a, b] = [new End(marisol, ines), new End(ines, marisol)];
    connect(a, b);
    await vi.waitFor(() => {
      for (const end of [a, b]) expect(end.standing?.same).toBe(true);
    });
    expect(begun().length).toBeGreaterThan(1);
    expect(reads(ines)).toEqual(reads(marisol));
    const kinds = ({ said }: End) => said.map(([type]) => type);
    const [want, envelopes] = [4, 5];
    expect(kinds(b)[0]).toBe(want);
    expect(kinds(b).filter((kind) => kind === want)).toHaveLength(begun().length);
    expect(kinds(a).filter((kind) => kind === envelopes)).toHaveLength(begun().length);
  });

  test('and fall silent then: saying hello again tells nobody anything', async () => {
    const [a, b] = [new End(marisol, teo), new End(teo, marisol)];
    connect(a, b);
    await vi.waitFor(() => {
      for (const end of [a, b]) expect(end.standing?.same).toBe(true);
    });
    const before = [a.told, a.said.length];
    await a.session.hello();
    expect([a.told, a.said.length]).toEqual(before);
  });

  test('what came from a third device in between is heard of, though the two never meet', async () => {
    const inBetween = new Set<End>();
    const [teoEnd, toTeo] = [new End(teo, marisol), new End(marisol, teo, inBetween)];
    const [reneeEnd, toRenee] = [new End(renee, marisol), new End(marisol, renee, inBetween)];
    connect(teoEnd, toTeo);
    connect(reneeEnd, toRenee);
    await vi.waitFor(() => {
      for (const end of [teoEnd, toTeo, reneeEnd, toRenee]) expect(end.standing?.same).toBe(true);
    });
    await renee.write(vision('We eat together, says Renee'));
    const envelopes = renee.ledger.part('team').after({}).slice(-1);
    await reneeEnd.session.push({ records: [], envelopes });
    await vi.waitFor(() =>
      expect(teo.document.reading.plan?.vision).toBe('We eat together, says Renee'),
    );
  });

  test('a log that is larger than a message comes in several', async () => {
    const big = Array.from({ length: 40 }, () => randomBytes(60_000));
    const end = new End(marisol, teo);
    await end.session.push({ records: big, envelopes: [] });
    expect(end.said.length).toBeGreaterThan(5);
    expect(Math.max(...end.said.map(({ length }) => length))).toBeLessThan(512 * 1024);
  });
});

describe('LED3, LED4: whoever floods, lies or says nonsense', () => {
  const hello = (log: string): Message => ({
    type: 'hello',
    hello: { log, parts: { team: log, household: log }, readings: {} },
  });

  test('garbage counts, and twenty times is enough', async () => {
    const end = new End(marisol, teo);
    for (let at = 0; at < 19; at += 1) await end.session.hear(randomBytes(at));
    expect(end.quarantined).toBe(0);
    await end.session.hear(Uint8Array.of(99));
    expect(end.quarantined).toBe(1);
    await end.session.hear(Uint8Array.of(99));
    expect(end.quarantined).toBe(1);
    await end.hears(hello('x'));
    expect(end.said).toEqual([]);
  });

  test('envelopes that nobody signed count, those of a later format do not', async () => {
    const end = new End(marisol, teo);
    const [bytes = new Uint8Array(0)] = teo.ledger.part('team').envelopes.values();
    const later = Array.from({ length: 30 }, (_, at) => concat(Uint8Array.of(9, at), bytes));
    await end.hears({ type: 'envelopes', envelopes: later });
    expect(end.quarantined).toBe(0);
    const forged = Array.from({ length: 30 }, (_, at) =>
      concat(bytes.subarray(0, -1), Uint8Array.of(at)),
    );
    await end.hears({ type: 'envelopes', envelopes: forged });
    expect(end.quarantined).toBe(1);
  });

  test('hellos without end are answered once at a time', async () => {
    const end = new End(marisol, teo);
    let release = (): void => {};
    end.held = new Promise((resolve) => {
      release = resolve;
    });
    for (let at = 0; at < 500; at += 1) await end.hears(hello(`nonsense ${at}`));
    release();
    await end.session.hello();
    // The log, and how far two parts are, once; and the hello.
    expect(end.said.length).toBeLessThanOrEqual(8);
  });

  test('wants without end are answered once at a time, and only for what the other end reads', async () => {
    const end = new End(marisol, renee);
    let release = (): void => {};
    end.held = new Promise((resolve) => {
      release = resolve;
    });
    for (let at = 0; at < 200; at += 1)
      await end.hears(
        { type: 'want', want: { part: 'team', from: { x: 0 } } },
        { type: 'want', want: { part: 'household', from: { x: 0 } } },
        { type: 'want', want: { part: 'mine/marisol', from: {} } },
        { type: 'want', want: { part: 'room', from: {} } },
        { type: 'want', want: { part: '__proto__', from: {} } },
      );
    release();
    await end.session.push({ records: [], envelopes: [] });
    expect(end.said.length).toBeLessThanOrEqual(2);
    const household = [...marisol.ledger.part('household').envelopes.values()];
    for (const message of end.said)
      for (const envelope of household)
        expect(Buffer.from(message).includes(Buffer.from(envelope))).toBe(false);
    expect(end.quarantined).toBe(0);
  });

  test('haves that lie are asked for once, and nothing else comes of them', async () => {
    const end = new End(marisol, renee);
    const before = marisol.ledger.part('team').heads;
    for (const heads of [
      { 'nobody.never': 2 ** 40 },
      JSON.parse('{"__proto__": 7, "constructor": 9}'),
      Object.fromEntries(Object.keys(before).map((key) => [key, 2 ** 50])),
    ])
      await end.hears(
        { type: 'have', have: { part: 'team', heads, tips: {}, bytes: Number.MAX_SAFE_INTEGER } },
        { type: 'have', have: { part: 'household', heads, tips: {}, bytes: 1 } },
      );
    await end.session.push({ records: [], envelopes: [] });
    expect(marisol.ledger.part('team').heads).toEqual(before);
    expect(end.said.length).toBeLessThanOrEqual(3);
    // What was promised and never comes is not waited for once both are the same.
    const { log, parts } = await digestsOf(marisol, renee);
    await end.hears({ type: 'hello', hello: { log, parts, readings: {} } });
    expect(end.standing).toMatchObject({ same: true, arriving: undefined });
  });

  test('a message that unpacks to far more than it is, and one of countless tiny pieces', async () => {
    const end = new End(marisol, teo);
    const packed = async (bytes: Uint8Array): Promise<Uint8Array> =>
      new Uint8Array(
        await new Response(
          new Blob([bytes as Uint8Array<ArrayBuffer>])
            .stream()
            .pipeThrough(new CompressionStream('deflate-raw')),
        ).arrayBuffer(),
      );
    /** Records and envelopes say that they are packed. */
    const typeOf = (type: number) => Uint8Array.of(type, ...(type === 2 || type === 5 ? [1] : []));
    const bomb = await packed(new Uint8Array(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    const tiny = await packed(new Uint8Array(4 * 1024 * 1024));
    const deep = await packed(utf8('['.repeat(4_000_000)));
    for (let type = 1; type < 6; type += 1)
      for (const body of [bomb, tiny, deep]) await end.session.hear(concat(typeOf(type), body));
    // As they are, and packed in a way that there is none.
    await end.session.hear(concat(Uint8Array.of(5, 0), new Uint8Array(200_000)));
    await end.session.hear(concat(Uint8Array.of(5, 2), tiny));
    expect(end.quarantined).toBe(0);
    for (let at = 0; at < 3; at += 1) await end.session.hear(concat(typeOf(5), tiny));
    expect(end.quarantined).toBe(1);
  }, 30_000);

  test('more than can be listened to is a flood, however small', async () => {
    const end = new End(marisol, teo);
    const small = await encodeMessage(hello('x'));
    const heard = Array.from({ length: 2_000 }, () => end.session.hear(small));
    expect(end.quarantined).toBe(0);
    heard.push(end.session.hear(small));
    expect(end.quarantined).toBe(1);
    await Promise.all(heard);
  });

  test('more than can be taken in is a flood', async () => {
    const end = new End(marisol, teo);
    const large = concat(Uint8Array.of(5), u32(1), new Uint8Array(9 * 1024 * 1024));
    const heard = Array.from({ length: 10 }, () => end.session.hear(large));
    expect(end.quarantined).toBe(1);
    await Promise.all(heard);
    expect(end.quarantined).toBe(1);
  });
});

const digestsOf = async (phone: Phone, other: Phone) => ({
  log: await phone.ledger.log.digest(),
  parts: Object.fromEntries(
    await Promise.all(
      phone.ledger
        .partsOf(other.identity.device)
        .filter((part) => phone.ledger.parts.includes(part))
        .map(async (part) => [part, await phone.ledger.digest(part)] as const),
    ),
  ),
});
