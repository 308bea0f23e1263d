import type { CirclePart, DeviceId, Hash } from '../domain/circle/record';
import { mayWrite } from '../domain/circle/mayWrite';
import { hash, toText } from './bytes';
import type { Chain } from './causality';
import type { Documents } from './documents';
import { decodeEnvelope, isSignedBy, openEnvelope, type Envelope } from './envelope';
import { proveFork } from './forkProof';
import { writingOf, type Contents } from './judgeContent';
import { mayStart } from './mayStart';
import type { Outcome, VoidReason } from './outcome';
import type { PartLedger } from './partLedger';
import { splitStart } from './start';
import { noteUncovered } from './starts';
import { WaitingRoom } from './waitingRoom';

interface Arrived {
  readonly bytes: Uint8Array;
  readonly envelope: Envelope;
  readonly hash: Hash;
  readonly part: CirclePart;
  /** What could be found out about it by itself when it came; absent where its writer or its key was not known. */
  readonly begun?: Begun | undefined;
}

/** Under way: one after another, each of many envelopes would wait for the browser's cryptography several times. */
interface Begun {
  readonly signed: Promise<boolean>;
  readonly opened: ReturnType<typeof openEnvelope>;
}

/** Says of each envelope from outside what comes of it, by the order of checks (LED2), and keeps what waits. */
export class Judge {
  readonly #documents: Documents;
  readonly #contents: Contents;
  readonly #waiting = new WaitingRoom<Arrived>();

  constructor(documents: Documents, contents: Contents) {
    this.#documents = documents;
    this.#contents = contents;
  }

  /** How many envelopes wait for something. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Judges envelopes in their order, and what waited for them. */
  async take(envelopes: readonly Uint8Array[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const arrived of await Promise.all(envelopes.map((bytes) => this.#read(bytes)))) {
      if ('kind' in arrived) outcomes.push(arrived);
      else if (this.#waiting.has(arrived.hash)) outcomes.push({ kind: 'held' });
      else outcomes.push(...(await this.#takeAll([arrived])));
    }
    return outcomes;
  }

  /** Judges what waited for something of the log: records by their hashes, keys by their epochs. */
  async takeWaiting(records: readonly Hash[], keys: readonly Hash[]): Promise<Outcome[]> {
    return this.#takeAll([
      ...records.flatMap((one) => this.#waiting.take(`record ${one}`)),
      ...keys.flatMap((one) => this.#waiting.take(`key ${one}`)),
      ...[...this.#documents.circle.devices.keys()].flatMap((one) =>
        this.#waiting.take(`device ${one}`),
      ),
    ]);
  }

  /** The first checks: size, format, document, and whether it is held already. */
  async #read(bytes: Uint8Array): Promise<Arrived | Outcome> {
    const decoded = decodeEnvelope(bytes);
    if (!decoded.ok)
      return decoded.refusal === 'newer'
        ? { kind: 'newer' }
        : { kind: 'dropped', why: 'malformed' };
    const { head } = decoded.value;
    if (head.circle !== this.#documents.circle.id) return { kind: 'dropped', why: 'otherCircle' };
    const part = this.#documents.named(head.document);
    const { device } = this.#documents;
    if (part === undefined || !this.#documents.readBy(device).includes(part))
      return { kind: 'elsewhere' };
    const of = toText(await hash(bytes));
    if (this.#documents.of(part).envelopes.has(of) || this.#waiting.has(of))
      return { kind: 'held' };
    return { bytes, envelope: decoded.value, hash: of, part, begun: this.#begin(decoded.value) };
  }

  #begin(envelope: Envelope): Begun | undefined {
    const { circle, log } = this.#documents;
    const member = circle.devices.get(envelope.head.device);
    const key = log.sealingKey(envelope.head.epoch);
    if (!member || !key) return undefined;
    const signed = isSignedBy(envelope, member.keys.sign);
    const opened = key.then((known) => openEnvelope(envelope, known));
    // What goes wrong is heard where it is judged, if it ever comes to that.
    for (const one of [signed, opened]) one.catch(() => {});
    return { signed, opened };
  }

  /** Judges these, and whatever waited for them. */
  async #takeAll(arrived: readonly Arrived[]): Promise<Outcome[]> {
    const queue = [...arrived];
    const outcomes: Outcome[] = [];
    for (let at = 0; at < queue.length; at += 1) {
      const one = queue[at] as Arrived;
      const ledger = this.#documents.of(one.part);
      const wasBegun = ledger.isBegun;
      const outcome = await this.#judge(one);
      outcomes.push(outcome);
      // Some waited for it, and some for pieces of other starts, which nobody needs any more.
      if (ledger.isBegun && !wasBegun)
        queue.push(...this.#waiting.takeWhere(({ part }) => part === one.part));
      if (outcome.kind === 'waits')
        this.#waiting.add(one.hash, { ...one, begun: undefined }, one.bytes.length, outcome.for);
      if (outcome.kind !== 'accepted' && outcome.kind !== 'void') continue;
      const { device, chain, sequence } = one.envelope.head;
      queue.push(
        ...this.#waiting.take(`envelope ${one.hash}`),
        ...this.#waiting.take(placeKey(one.part, device, chain, sequence + 1)),
        // This device began the part itself meanwhile.
        ...(ledger.isBegun ? this.#waiting.take(`start ${one.part}`) : []),
      );
    }
    return outcomes;
  }

  async #judge(arrived: Arrived): Promise<Outcome> {
    const { envelope, part, hash: of, begun } = arrived;
    const { head } = envelope;
    const ledger = this.#documents.of(part);
    if (ledger.envelopes.has(of)) return { kind: 'held' };
    const end = (why: VoidReason): Outcome => {
      ledger.chainOf(head).end ??= { hash: of, bytes: arrived.bytes };
      ledger.voids.add(of);
      return { kind: 'void', why, device: head.device, chain: head.chain };
    };

    const member = this.#documents.circle.devices.get(head.device);
    if (!member) return { kind: 'waits', for: `device ${head.device}` };
    if (!(await (begun?.signed ?? isSignedBy(envelope, member.keys.sign))))
      return { kind: 'dropped', why: 'signature' };

    const goesOnFrom = head.kind === 'start' && !ledger.isBegun;
    if (!ledger.isBegun && !goesOnFrom) return { kind: 'waits', for: `start ${part}` };
    const known = ledger.causality.chain(`${head.device}.${head.chain}`);
    const length = known ? ledger.causality.lengthOf(known) : 0;
    if (head.sequence <= length) return this.#forked(arrived, ledger, known);
    if (known?.end)
      return head.sequence === length + 1 && known.end.hash !== of
        ? this.#forked(arrived, ledger, known)
        : end('afterVoid');
    if (head.sequence > length + 1)
      return { kind: 'waits', for: placeKey(part, head.device, head.chain, head.sequence) };
    if (known && head.previous !== ledger.causality.lastHash(known) && length > 0) {
      // The one it follows is another than the one that is here, which may go on.
      const { previous = '' } = head;
      if (!ledger.voids.has(previous)) return { kind: 'waits', for: `envelope ${previous}` };
      ledger.voids.add(of);
      return { kind: 'void', why: 'afterVoid', device: head.device, chain: head.chain };
    }

    if (head.after.some((one) => ledger.voids.has(one))) return end('afterVoid');
    const missing = head.after.find((one) => !ledger.causality.has(one));
    if (missing !== undefined && !goesOnFrom) return { kind: 'waits', for: `envelope ${missing}` };
    const then = this.#documents.log.at(head.members);
    if (!then) {
      const record = head.members.find((one) => !this.#documents.log.has(one)) ?? '';
      return { kind: 'waits', for: `record ${record}` };
    }
    const writer = then.devices.get(head.device);
    if (!writer) return end('noMember');
    if (writer.suspended || !mayWrite(writer, part)) return end('mayNotWrite');
    if (head.kind === 'start' && !mayStart(writer, part)) return end('mayNotWrite');

    const epoch = this.#documents.circle.epochs.get(part)?.find((one) => one.epoch === head.epoch);
    if (!epoch)
      return this.#documents.log.has(head.epoch)
        ? end('otherPart')
        : { kind: 'waits', for: `record ${head.epoch}` };
    const key = await this.#documents.log.sealingKey(head.epoch);
    if (!key) return { kind: 'waits', for: `key ${head.epoch}` };
    const opened = await (begun?.opened ?? openEnvelope(envelope, key));
    if (!opened.ok) return end('doesNotOpen');

    const chain = ledger.chainOf(head);
    // Anybody can find a chain whose client id another one has, for it is short.
    const owner = ledger.causality.chainOfClient(chain.client);
    if ((owner && owner !== chain) || ledger.base.has(chain.client)) return end('otherClient');
    if (head.kind === 'start') return this.#takeStart(arrived, ledger, chain, opened.value);
    ledger.causality.learn(chain, head.after);
    const writing = writingOf(then, writer, chain, ledger.causality.nextClock(chain));
    const judged = await this.#contents.judge(ledger, chain, opened.value, writing);
    if (!judged.ok) return end(judged.refusal);
    judged.value.apply();
    ledger.keep(of, arrived.bytes, chain, judged.value.clock, head.after);
    this.#noteLate(ledger, head.epoch);
    return accepted(arrived, opened.value);
  }

  /** Something came under an epoch that was followed by another before its writer heard of that. */
  #noteLate(ledger: PartLedger, epoch: Hash): void {
    const epochs = this.#documents.circle.epochs.get(ledger.part) ?? [];
    if (epochs.some(({ previous }) => previous.includes(epoch))) ledger.late.add(epoch);
  }

  /** Another envelope at a place that is taken (LED6). */
  async #forked(
    { envelope, hash: arrivedHash }: Arrived,
    ledger: PartLedger,
    chain: Chain | undefined,
  ): Promise<Outcome> {
    const { head } = envelope;
    const of = chain && ledger.causality.hashAt(chain, head.sequence);
    const isEnd = chain !== undefined && head.sequence > ledger.causality.lengthOf(chain);
    const bytes = isEnd
      ? chain.end?.bytes
      : of === undefined
        ? undefined
        : ledger.envelopes.get(of);
    const other = bytes && decodeEnvelope(bytes);
    // Covered by a start: which one stands there cannot be told any more.
    if (!other?.ok) return { kind: 'held' };
    this.#documents.log.noteFork(await proveFork(other.value, envelope));
    ledger.voids.add(arrivedHash);
    return { kind: 'void', why: 'fork', device: head.device, chain: head.chain };
  }

  async #takeStart(
    arrived: Arrived,
    ledger: PartLedger,
    chain: Chain,
    content: Uint8Array,
  ): Promise<Outcome> {
    const { head } = arrived.envelope;
    const end = (): Outcome => {
      ledger.dropStart(chain.key);
      chain.end ??= { hash: arrived.hash, bytes: arrived.bytes };
      ledger.voids.add(arrived.hash);
      return { kind: 'void', why: 'badStart', device: head.device, chain: head.chain };
    };
    const start = splitStart(content, head.sequence === 1);
    if (!start) return end();
    if (start.covers) {
      ledger.starts.set(chain.key, start.covers);
      ledger.beginStart(chain.key, start.covers);
    }
    // Devices of one person may have begun it at once: both beginnings count.
    const also = ledger.isBegun && ledger.part.startsWith('mine/');
    const mine = ledger.isComing(chain.key) || also;
    if (also && start.covers) ledger.widen(start.covers);
    if (!mine && !ledger.isBegun) return end();
    // One start is enough to begin with; another is kept for whoever needs it.
    if (mine) {
      const judged = ledger.replica.judgeStart(start.piece);
      if (!judged.ok) return end();
      judged.value.apply();
      if (ledger.fallsShort(chain.key)) return end();
    }
    ledger.causality.learn(chain, head.after);
    ledger.keep(arrived.hash, arrived.bytes, chain, ledger.causality.nextClock(chain), head.after);
    ledger.pieceCame(chain.key);
    if (!mine && start.covers) noteUncovered(ledger, start.covers);
    this.#noteLate(ledger, head.epoch);
    return accepted(arrived, mine ? start.piece : undefined);
  }
}

const accepted = (
  { envelope, part, hash: of, bytes }: Arrived,
  update: Uint8Array | undefined,
): Outcome => ({
  kind: 'accepted',
  part,
  hash: of,
  envelope: bytes,
  update,
  device: envelope.head.device,
});

const placeKey = (part: CirclePart, device: DeviceId, chain: string, sequence: number): string =>
  `place ${part} ${device}.${chain} ${sequence}`;
