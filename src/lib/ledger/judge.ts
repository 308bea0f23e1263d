import type { Circle, Member } from '../domain/circle/circle';
import type { CirclePart, DeviceId, Hash } from '../domain/circle/record';
import { mayWrite } from '../domain/circle/mayWrite';
import { short, type Chain } from './causality';
import type { Documents } from './documents';
import {
  decodeEnvelope,
  hashOf,
  isSignedBy,
  openEnvelope,
  type Envelope,
  type EnvelopeHead,
} from './envelope';
import { branchOf, placeOf, proveFork, type Branch } from './forkProof';
import { writingOf, type Contents } from './judgeContent';
import { mayStart } from './mayStart';
import type { Outcome, VoidReason } from './outcome';
import type { PartLedger } from './partLedger';
import { splitStart } from './start';
import { noteUncovered } from './starts';
import { WaitingRoom } from './waitingRoom';

/** A document is judged anew so often in a row at most: each time more of it is known. */
const mostFolds = 8;

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

type Waits = Extract<Outcome, { kind: 'waits' }>;
type Refused = Waits | { readonly why: VoidReason };

/** Says of each envelope from outside what comes of it, by the order of checks (LED2), and keeps what waits. */
export class Judge {
  readonly #documents: Documents;
  readonly #contents: Contents;
  readonly #waiting = new WaitingRoom<Arrived>();
  /** What came and does not count as far as is known of forks now: it may when more is known. */
  readonly #lost = new WaitingRoom<Arrived>({ items: 1_000, bytes: 4 * 1024 * 1024 });
  /** How much was known of forks when each document was looked at last. */
  readonly #settled = new WeakMap<PartLedger, string>();

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

  /**
   * Judges anew where something stands that lost its place, or the other way round, since more is known of forks. Answers what
   * came of what was not kept yet.
   */
  async settle(): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const { part } of this.#documents.all)
      for (let left = mostFolds; left > 0 && this.#isMistaken(part); left -= 1)
        outcomes.push(...(await this.fold(part)));
    return outcomes;
  }

  #isMistaken(part: CirclePart): boolean {
    const ledger = this.#documents.of(part);
    const forks = this.#documents.forksOf(part);
    const known = `${this.#documents.log.forks.size} ${ledger.checkpoints.size}`;
    if (forks.length === 0 || this.#settled.get(ledger) === known) return false;
    this.#settled.set(ledger, known);
    return ledger.isMistaken(forks);
  }

  /** Judges all that is here of a part anew, as if it came now: what is kept and shown of it is to be replaced (LED6). */
  async fold(part: CirclePart): Promise<Outcome[]> {
    const before = this.#documents.of(part);
    const waiting = [this.#waiting, this.#lost].flatMap((room) =>
      room.takeWhere((one) => one.part === part),
    );
    const ledger = this.#documents.anew(part);
    for (const [hash, bytes] of [...before.envelopes, ...before.aside])
      ledger.aside.set(hash, bytes);
    ledger.isAnew = true;
    const outcomes: Outcome[] = [];
    outcomes.push(...(await this.take([...ledger.aside.values()])));
    outcomes.push(...(await this.#takeAll(waiting)));
    // Not one by one: all of it is replaced.
    return outcomes.map((one) => (one.kind === 'accepted' ? { ...one, update: undefined } : one));
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
    const of = await hashOf(decoded.value);
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
      if (outcome.kind === 'void' && (outcome.why === 'fork' || outcome.why === 'afterVoid'))
        this.#lost.add(one.hash, { ...one, begun: undefined }, one.bytes.length, foldKey(one.part));
      if (outcome.kind !== 'accepted' && outcome.kind !== 'void') continue;
      const { device, chain, sequence } = one.envelope.head;
      queue.push(
        ...this.#waiting.take(nameKey(one.hash)),
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

    // What a start says that stood where is known before anything is judged by it.
    const before = await this.#noteCheckpoint(arrived, ledger);
    // One of before this device's time, which its own start stands for, it need not open.
    if (before) return ledger.causality.has(of) ? { kind: 'held' } : before;
    const goesOnFrom = head.kind === 'start' && !ledger.isBegun;
    if (!ledger.isBegun && !goesOnFrom) return { kind: 'waits', for: `start ${part}` };
    if (head.previous !== undefined && this.#isLost(ledger, head.previous))
      return this.#lose(arrived, ledger, 'afterVoid');
    const known = ledger.causality.chain(`${head.device}.${head.chain}`);
    const length = known ? ledger.causality.lengthOf(known) : 0;
    const isTaken = head.sequence <= length || (known?.end && head.sequence === length + 1);
    if (isTaken && known?.end?.hash !== of) return this.#forked(arrived, ledger, known);
    if (known?.end) return end('afterVoid');
    if (head.sequence > length + 1)
      return { kind: 'waits', for: placeKey(part, head.device, head.chain, head.sequence) };
    // The one it follows is another than the one that is here, which may go on.
    if (known && length > 0 && head.previous !== ledger.causality.lastHash(known))
      return { kind: 'waits', for: nameKey(head.previous ?? '') };
    if (await this.#losesPlace(arrived, ledger)) return this.#lose(arrived, ledger, 'fork');

    if (head.after.some((one) => this.#isLost(ledger, one))) return end('afterVoid');
    const missing = head.after.find((one) => !ledger.causality.has(one));
    if (missing !== undefined && !goesOnFrom) return { kind: 'waits', for: nameKey(missing) };
    const rights = this.#rightsOf(head, part);
    if ('kind' in rights) return rights;
    if ('why' in rights) return end(rights.why);
    const opened = await this.#open(arrived);
    if ('kind' in opened) return opened;
    if ('why' in opened) return end(opened.why);

    const chain = ledger.chainOf(head);
    // Anybody can find a chain whose client id another one has, for it is short.
    const owner = ledger.causality.chainOfClient(chain.client);
    if ((owner && owner !== chain) || ledger.base.has(chain.client)) return end('otherClient');
    if (head.kind === 'start') return this.#takeStart(arrived, ledger, chain, opened.content);
    ledger.causality.learn(chain, head.after);
    const { then, writer } = rights;
    const writing = writingOf(then, writer, chain, ledger.causality.nextClock(chain));
    const judged = await this.#contents.judge(ledger, chain, opened.content, writing);
    if (!judged.ok) return end(judged.refusal);
    judged.value.apply();
    ledger.keep(of, arrived.bytes, chain, judged.value.clock, head.after);
    this.#noteLate(ledger, head.epoch);
    return accepted(arrived, ledger, opened.content);
  }

  /** Something came under an epoch that was followed by another before its writer heard of that. */
  #noteLate(ledger: PartLedger, epoch: Hash): void {
    const epochs = this.#documents.circle.epochs.get(ledger.part) ?? [];
    if (epochs.some(({ previous }) => previous.includes(epoch))) ledger.late.add(epoch);
  }

  /** What its writer might do, as far as they knew. */
  #rightsOf(
    head: EnvelopeHead,
    part: CirclePart,
  ): { readonly then: Circle; readonly writer: Member } | Refused {
    const { log } = this.#documents;
    const then = log.at(head.members);
    if (!then)
      return { kind: 'waits', for: `record ${head.members.find((one) => !log.has(one)) ?? ''}` };
    const writer = then.devices.get(head.device);
    if (!writer) return { why: 'noMember' };
    if (!mayWrite(writer, part)) return { why: 'mayNotWrite' };
    return head.kind === 'start' && !mayStart(writer, part)
      ? { why: 'mayNotWrite' }
      : { then, writer };
  }

  async #open({
    envelope,
    part,
    begun,
  }: Arrived): Promise<{ readonly content: Uint8Array } | Refused> {
    const { log, circle } = this.#documents;
    const { epoch } = envelope.head;
    if (!circle.epochs.get(part)?.some((one) => one.epoch === epoch))
      return log.has(epoch) ? { why: 'otherPart' } : { kind: 'waits', for: `record ${epoch}` };
    const key = log.sealingKey(epoch);
    if (!key) return { kind: 'waits', for: `key ${epoch}` };
    const opened = await (begun?.opened ?? key.then((known) => openEnvelope(envelope, known)));
    return opened.ok ? { content: opened.value } : { why: 'doesNotOpen' };
  }

  /** Remembers for which branches a start stands, whether it counts or not: that does not hang on itself. */
  async #noteCheckpoint(arrived: Arrived, ledger: PartLedger): Promise<Waits | undefined> {
    const { part, hash } = arrived;
    const { head } = arrived.envelope;
    if (head.kind !== 'start' || head.sequence > 1 || ledger.checkpoints.has(hash))
      return undefined;
    const rights = this.#rightsOf(head, part);
    if ('kind' in rights) return rights;
    const opened = 'why' in rights ? rights : await this.#open(arrived);
    if ('kind' in opened) return opened;
    const start = 'why' in opened ? undefined : await splitStart(opened.content, true);
    if (start?.covers) ledger.checkpoints.set(hash, { device: head.device, covers: start.covers });
    return undefined;
  }

  /** Whether an envelope is known not to count: as void, or as a branch that lost its place. */
  #isLost(ledger: PartLedger, hash: Hash): boolean {
    const branches = this.#documents.log.forks.with(hash);
    const stands = branches && ledger.standing(branches, (...at) => ledger.beginningAt(...at));
    return ledger.voids.has(hash) || (stands !== undefined && stands !== hash);
  }

  /** Not allowed where it stands; another may stand there, so that its chain does not end. */
  #lose({ envelope: { head }, hash }: Arrived, ledger: PartLedger, why: VoidReason): Outcome {
    ledger.voids.add(hash);
    if (why === 'fork') ledger.lost.add(hash);
    return { kind: 'void', why, device: head.device, chain: head.chain };
  }

  /** Whether another branch is known to stand at a place that is free here (LED6). */
  async #losesPlace({ envelope, hash }: Arrived, ledger: PartLedger): Promise<boolean> {
    const { forks } = this.#documents.log;
    const [known] = forks.at(placeOf(envelope.head));
    if (!known) return false;
    await this.#prove(known, await branchOf(envelope));
    return !this.#stands(ledger, envelope.head, hash);
  }

  #stands(ledger: PartLedger, head: EnvelopeHead, hash: Hash): boolean {
    const branches = this.#documents.log.forks.at(placeOf(head));
    return ledger.standing(branches, (...at) => ledger.beginningAt(...at)) === hash;
  }

  /** Another envelope at a place that is taken (LED6). */
  async #forked(arrived: Arrived, ledger: PartLedger, chain: Chain | undefined): Promise<Outcome> {
    const { envelope, part, hash } = arrived;
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
    await this.#prove(await branchOf(other.value), await branchOf(envelope));
    return this.#stands(ledger, head, hash)
      ? { kind: 'waits', for: foldKey(part) }
      : this.#lose(arrived, ledger, 'fork');
  }

  async #prove(one: Branch, other: Branch): Promise<void> {
    const { log } = this.#documents;
    const known = log.forks.at(placeOf(one.head));
    if ([one, other].some(({ hash }) => !known.some((branch) => branch.hash === hash)))
      await log.noteFork(proveFork(one, other));
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
    const start = await splitStart(content, head.sequence === 1);
    if (!start) return end();
    if (start.covers && !ledger.isSound(start.covers, this.#documents.forksOf(ledger.part))) {
      ledger.unsound.push(start.covers);
      chain.end ??= { hash: arrived.hash, bytes: arrived.bytes };
      return this.#lose(arrived, ledger, 'afterVoid');
    }
    if (start.covers) {
      ledger.starts.set(chain.key, start.covers);
      ledger.beginStart(chain.key, start.covers);
    }
    // Devices of one person may have begun it at once: both beginnings count.
    const also = ledger.isBegun && ledger.part.startsWith('mine/');
    const mine = ledger.isComing(chain.key) || also;
    if (also && start.covers) ledger.widen(start.covers);
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
    if (start.covers) noteUncovered(ledger, chain.key, start.covers);
    this.#noteLate(ledger, head.epoch);
    return accepted(arrived, ledger, mine ? start.piece : undefined);
  }
}

const accepted = (
  { envelope, part, hash, bytes }: Arrived,
  ledger: PartLedger,
  update: Uint8Array | undefined,
): Outcome => {
  const isKept = ledger.aside.delete(hash);
  if (isKept) ledger.isAnew = true;
  return {
    kind: 'accepted',
    part,
    hash,
    envelope: bytes,
    update: isKept ? undefined : update,
    isKept,
    device: envelope.head.device,
  };
};

const placeKey = (part: CirclePart, device: DeviceId, chain: string, sequence: number): string =>
  `place ${part} ${device}.${chain} ${sequence}`;

/** By its beginning, as starts name what they stand for. */
const nameKey = (hash: Hash): string => `envelope ${hash.slice(0, short)}`;

const foldKey = (part: CirclePart): string => `fold ${part}`;
