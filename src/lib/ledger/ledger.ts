import type { DocumentKind } from '../document/kind';
import type { Circle, Member } from '../domain/circle/circle';
import { currentEpoch } from '../domain/circle/currentEpoch';
import { mayWrite } from '../domain/circle/mayWrite';
import { isReader, readersOf } from '../domain/circle/readersOf';
import type { CirclePart, DeviceId, Hash, KnownBody } from '../domain/circle/record';
import { ok, refuse, type Result } from '../domain/result';
import { hash, toText, utf8 } from './bytes';
import type { Chain } from './causality';
import type { ContentFault, Writing } from './content/faults';
import { contentIn, decodeUpdate } from './content/structs';
import {
  decodeEnvelope,
  documentOf,
  isSignedBy,
  openEnvelope,
  sealEnvelope,
  type Envelope,
  type EnvelopeHead,
} from './envelope';
import { openEpoch } from './epoch';
import { openersOf } from './openersOf';
import { proveFork } from './forkProof';
import type { Identity } from './identity';
import { type MemberLog } from './memberLog';
import { PartLedger, type Covers } from './partLedger';
import { joinStart, splitStart } from './start';
import { WaitingRoom } from './waitingRoom';

/** What came of one envelope from outside (LED2). */
export type Outcome =
  /** It counts. `update`: what it changes here; absent where it only has its place (a start that stands for what is here already). */
  | {
      readonly kind: 'accepted';
      readonly part: CirclePart;
      readonly hash: Hash;
      readonly envelope: Uint8Array;
      readonly update: Uint8Array | undefined;
      readonly device: DeviceId;
    }
  | { readonly kind: 'held' }
  /** Not for this device to read. */
  | { readonly kind: 'elsewhere' }
  /** Not authentic: counts against who sent it. */
  | { readonly kind: 'dropped'; readonly why: 'malformed' | 'otherCircle' | 'signature' }
  /** A format of later: not for this version. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'waits'; readonly for: string }
  /** Authentic, and not allowed: counts against who wrote it; its chain ends there. */
  | {
      readonly kind: 'void';
      readonly why: VoidReason;
      readonly device: DeviceId;
      readonly chain: string;
    };

export type VoidReason =
  | 'afterVoid'
  | 'noMember'
  | 'mayNotWrite'
  | 'otherPart'
  | 'doesNotOpen'
  | 'fork'
  | 'badStart'
  | ContentFault;

/** How many heads of others an envelope names at most. */
const mostAfter = 255;

export interface LedgerOptions {
  readonly plan: string;
  readonly identity: Identity;
  readonly kind: DocumentKind;
}

/** What was written here, sealed, and the records of epochs that had to be opened for it. */
export interface Sealed {
  readonly envelope: Uint8Array;
  readonly records: readonly Uint8Array[];
  /** Of a part that had not begun: what it begins with, to be kept before. */
  readonly start: readonly Uint8Array[];
}

/**
 * Why what was written here cannot be sealed. `notBegun`: the part's start has not come yet; `notKnown`: it builds on something
 * that another tab wrote and that is still on its way here.
 */
export type SealRefusal = 'mayNotWrite' | 'noKey' | 'notBegun' | ContentFault;

/** A start, sealed, and the records of epochs that had to be opened for it. */
interface Started {
  readonly envelopes: readonly Uint8Array[];
  readonly records: readonly Uint8Array[];
}

/** A kept document: its envelopes in the order they were kept, and all of what they say. */
export interface KeptPart {
  readonly part: CirclePart;
  readonly envelopes: readonly Uint8Array[];
  readonly updates: readonly Uint8Array[];
}

interface Arrived {
  readonly bytes: Uint8Array;
  readonly envelope: Envelope;
  readonly hash: Hash;
  readonly part: CirclePart;
}

/**
 * All that a circle's devices wrote, as far as it is here and counts (LED1, LED2). What counts follows from what is here,
 * not from the order in which it came. Knows no storage, no network and no clock; what it is given one after another
 * it takes one after another.
 */
export class Ledger {
  readonly log: MemberLog;
  readonly #plan: string;
  readonly #identity: Identity;
  readonly #kind: DocumentKind;
  readonly #parts = new Map<CirclePart, PartLedger>();
  /** The id of a part's document → the part. */
  readonly #documents = new Map<string, CirclePart>();
  readonly #waiting = new WaitingRoom<Arrived>();
  /** Deleted content that had to be looked up in its envelope. */
  readonly #contents = new Map<string, unknown>();
  #last: Promise<unknown> = Promise.resolve();

  constructor({ plan, identity, kind }: LedgerOptions, log: MemberLog) {
    this.#plan = plan;
    this.#identity = identity;
    this.#kind = kind;
    this.log = log;
  }

  get circle(): Circle {
    return this.log.circle;
  }

  get device(): DeviceId {
    return this.#identity.device;
  }

  /** How many envelopes wait for something. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** The documents that this device reads. */
  get parts(): readonly CirclePart[] {
    return this.partsOf(this.device);
  }

  /** The documents that a device reads. */
  partsOf(device: DeviceId): readonly CirclePart[] {
    const member = this.circle.devices.get(device);
    if (!member) return [];
    const mine = this.#people().map((id) => `mine/${id}` as const);
    return (['team', 'household', ...mine] as CirclePart[]).filter((part) =>
      isReader(member, part),
    );
  }

  part(part: CirclePart): PartLedger {
    let ledger = this.#parts.get(part);
    if (!ledger) {
      ledger = new PartLedger(this.#plan, part, this.#kind);
      this.#parts.set(part, ledger);
    }
    return ledger;
  }

  /** Takes in what this device kept of a document: it was judged when it came. */
  restore({ part, envelopes, updates }: KeptPart): Promise<void> {
    return this.#inTurn(async () => {
      await this.#nameParts();
      const ledger = this.part(part);
      ledger.replica.restore(updates);
      const opened = await Promise.all(envelopes.map((bytes) => this.#reopen(bytes)));
      for (const one of opened) {
        if (!one) continue;
        const { bytes, hash: of, head, content } = one;
        const chain = ledger.chainOf(head);
        if (head.sequence !== ledger.causality.lengthOf(chain) + 1) continue;
        const start =
          head.kind === 'start' && content ? splitStart(content, head.sequence === 1) : undefined;
        if (start?.covers) {
          ledger.starts.set(chain.key, start.covers);
          ledger.beginStart(chain.key, start.covers);
        }
        ledger.causality.learn(chain, head.after);
        const before = ledger.causality.nextClock(chain);
        ledger.keep(
          of,
          bytes,
          chain,
          head.kind === 'edit' ? clockAfter(content, before) : before,
          head.after,
        );
        if (start) ledger.pieceCame(chain.key);
      }
    });
  }

  /** Takes records of the log in. Answers those that are news, and how many were not authentic. */
  takeRecords(records: readonly Uint8Array[]): Promise<{
    readonly news: readonly Uint8Array[];
    readonly dropped: number;
    readonly outcomes: readonly Outcome[];
  }> {
    return this.#inTurn(async () => {
      const { news, dropped, hashes, opened } = await this.log.take(records);
      if (news.length === 0) return { news, dropped, outcomes: [] };
      await this.#nameParts();
      const freed = [
        ...hashes.flatMap((one) => this.#waiting.take(`record ${one}`)),
        ...opened.flatMap((one) => this.#waiting.take(`key ${one}`)),
        ...[...this.circle.devices.keys()].flatMap((one) => this.#waiting.take(`device ${one}`)),
      ];
      return { news, dropped, outcomes: await this.#takeAll(freed) };
    });
  }

  /** Writes a record of the log. Answers its bytes, to be kept and sent. */
  write(body: KnownBody, at: string): Promise<Uint8Array> {
    return this.#inTurn(() => this.#write(body, at));
  }

  /** Takes envelopes in, and what waited for them. */
  take(envelopes: readonly Uint8Array[]): Promise<Outcome[]> {
    return this.#inTurn(async () => {
      const outcomes: Outcome[] = [];
      for (const bytes of envelopes) {
        const arrived = await this.#read(bytes);
        if ('kind' in arrived) outcomes.push(arrived);
        else outcomes.push(...(await this.#takeAll([arrived])));
      }
      return outcomes;
    });
  }

  /**
   * Seals what was written here in a chain of this device. Answers the envelope and, where a new epoch had to be opened
   * first, its record.
   */
  seal(
    part: CirclePart,
    chain: string,
    update: Uint8Array,
    at: string,
    newChain: () => string,
  ): Promise<Result<Sealed, SealRefusal>> {
    return this.#inTurn(async () => {
      const member = this.circle.devices.get(this.device);
      if (!member || !mayWrite(member, part)) return refuse('mayNotWrite');
      const { epoch, records } = await this.#epochFor(part, at);
      if (epoch === undefined) return refuse('noKey');
      const ledger = this.part(part);
      // What is one person's own begins with the first thing written in it.
      const start =
        !ledger.isBegun && part.startsWith('mine/')
          ? await this.#sealStart(part, newChain(), at)
          : undefined;
      if (!ledger.isBegun) return refuse('notBegun');
      const begun = ledger.chainOf({ device: this.device, chain });
      // What is not named is not known to who reads it.
      const after = leavesFor(ledger, begun);
      ledger.causality.learn(begun, after);
      const writing = writingOf(this.circle, member, begun, ledger.causality.nextClock(begun));
      const judged = await this.#judgeContent(ledger, begun, update, writing);
      if (!judged.ok) return judged;
      const envelope = await this.#seal(ledger, begun, 'edit', epoch, update, after);
      judged.value.apply();
      const of = toText(await hash(envelope));
      ledger.keep(of, envelope, begun, judged.value.clock, after);
      return ok({ envelope, records, start: start?.envelopes ?? [] });
    });
  }

  /**
   * Seals the present state of a part for who comes new, under the present epoch, which all its readers can open (LED5).
   * In a chain of its own.
   */
  sealStart(part: CirclePart, chain: string, at: string): Promise<Started> {
    return this.#inTurn(() => this.#sealStart(part, chain, at));
  }

  async #sealStart(part: CirclePart, chain: string, at: string): Promise<Started> {
    const { epoch, records } = await this.#epochFor(part, at);
    if (epoch === undefined) throw new Error('No epoch to seal a start under');
    const ledger = this.part(part);
    const pieces = ledger.replica.encode();
    const covers = ledger.covers(pieces.length);
    const begun = ledger.chainOf({ device: this.device, chain });
    const envelopes: Uint8Array[] = [];
    if (!ledger.isBegun) ledger.beginStart(begun.key, covers);
    for (const [place, piece] of pieces.entries()) {
      const content = joinStart(place === 0 ? covers : undefined, piece);
      const after = leavesFor(ledger, begun);
      const envelope = await this.#seal(ledger, begun, 'start', epoch, content, after);
      const of = toText(await hash(envelope));
      ledger.causality.learn(begun, after);
      ledger.keep(of, envelope, begun, ledger.causality.nextClock(begun), after);
      if (place === 0) ledger.starts.set(begun.key, covers);
      ledger.pieceCame(begun.key);
      envelopes.push(envelope);
    }
    return { envelopes, records };
  }

  /**
   * Seals starts for those who read a part since this device opened it for them, and can begin with none that is here: they
   * were let in by somebody who does not read it, or got more rights (LED5).
   */
  async startsDue(
    newChain: () => string,
    at: string,
  ): Promise<readonly (Started & { readonly part: CirclePart })[]> {
    const starts = [];
    for (const part of this.parts)
      if (this.#lacksStart(part))
        starts.push({ part, ...(await this.sealStart(part, newChain(), at)) });
    return starts;
  }

  #lacksStart(part: CirclePart): boolean {
    const own = this.circle.devices.get(this.device);
    if (!own || !mayStart(own, part) || !this.part(part).isBegun) return false;
    const epochs = this.circle.epochs.get(part) ?? [];
    return [...readersOf(this.circle, part)].some(
      (device) =>
        device !== this.device &&
        epochs.find(({ readers }) => readers.has(device))?.by === this.device &&
        !this.#startFor(part, device),
    );
  }

  /** The newest start here that was sealed for a device among others. */
  #startFor(part: CirclePart, device: DeviceId): Covers | undefined {
    const ledger = this.part(part);
    const epochs = new Map(
      (this.circle.epochs.get(part) ?? []).map(({ epoch, readers }) => [epoch, readers]),
    );
    const start = [...ledger.starts].findLast(([chain]) => {
      const first = ledger.causality.chain(chain)?.hashes[0];
      const bytes = first === undefined ? undefined : ledger.envelopes.get(first);
      return bytes !== undefined && epochs.get(headOf(bytes).epoch)?.has(device);
    });
    return start?.[1];
  }

  /** What another device lacks of a part, given how far its chains are. Who holds nothing begins with a start that it can open. */
  missing(
    part: CirclePart,
    heads: Readonly<Record<string, number>>,
    device: DeviceId,
  ): readonly Uint8Array[] {
    const ledger = this.part(part);
    if (Object.keys(heads).length > 0) return ledger.after(heads);
    const covers = this.#startFor(part, device);
    return covers ? ledger.after(headsOf(covers)) : [];
  }

  /** A short text for what is here of a part: equal texts, equal envelopes. */
  async digest(part: CirclePart): Promise<string> {
    const { causality } = this.part(part);
    const lines = [...causality.chains]
      .flatMap((chain) => {
        const last = causality.lastHash(chain);
        return last === undefined ? [] : [`${chain.key} ${last}`];
      })
      .sort();
    return toText((await hash(utf8(lines.join('\n')))).subarray(0, 16));
  }

  /** The key to meet under: of the newest epoch of the room that this device can open. */
  roomKey(): Uint8Array | undefined {
    const epochs = this.circle.epochs.get('room') ?? [];
    const newest = epochs.findLast(({ epoch }) => this.log.keys.has(epoch));
    return newest && this.log.keys.get(newest.epoch);
  }

  /**
   * Opens the epochs that are due, as far as this device may: somebody reads a part now who did not before, or two were let
   * in at once by devices that had not heard of each other. Answers their records, to be kept and sent.
   */
  rotateDue(at: string): Promise<readonly Uint8Array[]> {
    return this.#inTurn(async () => {
      const records: Uint8Array[] = [];
      for (const part of ['room', ...this.parts] as CirclePart[])
        records.push(...(await this.#epochFor(part, at)).records);
      return records;
    });
  }

  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #write(body: KnownBody, at: string): Promise<Uint8Array> {
    const bytes = await this.log.write(body, at);
    await this.#nameParts();
    return bytes;
  }

  /** Everybody for whom some device speaks. */
  #people(): string[] {
    return [...new Set([...this.circle.devices.values()].flatMap(({ persons }) => persons))];
  }

  async #nameParts(): Promise<void> {
    const mine = this.#people().map((id) => `mine/${id}` as const);
    for (const part of ['team', 'household', ...mine] as CirclePart[]) {
      if ([...this.#documents.values()].includes(part)) continue;
      this.#documents.set(await documentOf(this.circle.id, part), part);
    }
  }

  /** The epoch to seal under, opened where one is due and this device may; else the newest that it has the key of. */
  async #epochFor(
    part: CirclePart,
    at: string,
  ): Promise<{ readonly epoch: Hash | undefined; readonly records: readonly Uint8Array[] }> {
    const current = currentEpoch(this.circle, part);
    const late = this.#late(part);
    if (current && late.size === 0 && this.log.keys.has(current.epoch))
      return { epoch: current.epoch, records: [] };
    const member = this.circle.devices.get(this.device);
    if (member && (member.role === 'steer' || part.startsWith('mine/'))) {
      const { body } = await openEpoch(this.circle, part, this.log.keys, late);
      const record = await this.#write(body, at);
      const opened = currentEpoch(this.circle, part);
      if (opened) return { epoch: opened.epoch, records: [record] };
    }
    const epochs = this.circle.epochs.get(part) ?? [];
    return { epoch: epochs.findLast(({ epoch }) => this.log.keys.has(epoch))?.epoch, records: [] };
  }

  /**
   * Epochs under which something came that not all who read the part now can open: its writer had not heard of them yet.
   */
  #late(part: CirclePart): ReadonlySet<Hash> {
    const epochs = this.circle.epochs.get(part) ?? [];
    const late = this.#parts.get(part)?.late;
    if (!late || late.size === 0) return none;
    const readers = [...readersOf(this.circle, part)];
    return new Set(
      epochs
        .filter((epoch) => late.has(epoch.epoch) && this.log.keys.has(epoch.epoch))
        .filter((epoch) => {
          const openers = openersOf(epoch, epochs);
          return !readers.every((device) => openers.has(device));
        })
        .map(({ epoch }) => epoch),
    );
  }

  async #seal(
    ledger: PartLedger,
    chain: Chain,
    kind: 'edit' | 'start',
    epoch: Hash,
    content: Uint8Array,
    after: readonly Hash[],
  ): Promise<Uint8Array> {
    const { causality } = ledger;
    const previous = causality.lastHash(chain);
    const key = await this.log.sealingKey(epoch);
    if (!key) throw new Error('The key of an epoch is not here');
    return sealEnvelope(
      this.#identity,
      key,
      {
        kind,
        circle: this.circle.id,
        document: await documentOf(this.circle.id, ledger.part),
        chain: chain.key.slice(chain.device.length + 1),
        sequence: causality.lengthOf(chain) + 1,
        ...(previous === undefined ? {} : { previous }),
        after,
        members: this.circle.heads.slice(0, 255),
        epoch,
      },
      content,
    );
  }

  /** The first checks: size, format, document, and whether it is held already. */
  async #read(bytes: Uint8Array): Promise<Arrived | Outcome> {
    const decoded = decodeEnvelope(bytes);
    if (!decoded.ok)
      return decoded.refusal === 'newer'
        ? { kind: 'newer' }
        : { kind: 'dropped', why: 'malformed' };
    const { head } = decoded.value;
    if (head.circle !== this.circle.id) return { kind: 'dropped', why: 'otherCircle' };
    const part = this.#documents.get(head.document);
    if (part === undefined || !this.parts.includes(part)) return { kind: 'elsewhere' };
    const of = toText(await hash(bytes));
    if (this.part(part).envelopes.has(of) || this.#waiting.has(of)) return { kind: 'held' };
    return { bytes, envelope: decoded.value, hash: of, part };
  }

  /** Judges these, and whatever waited for them. */
  async #takeAll(arrived: readonly Arrived[]): Promise<Outcome[]> {
    const queue = [...arrived];
    const outcomes: Outcome[] = [];
    for (let at = 0; at < queue.length; at += 1) {
      const one = queue[at] as Arrived;
      const ledger = this.part(one.part);
      const wasBegun = ledger.isBegun;
      const outcome = await this.#judge(one);
      outcomes.push(outcome);
      // Some waited for it, and some for pieces of other starts, which nobody needs any more.
      if (ledger.isBegun && !wasBegun)
        queue.push(...this.#waiting.takeWhere(({ part }) => part === one.part));
      if (outcome.kind === 'waits') this.#waiting.add(one.hash, one, one.bytes.length, outcome.for);
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
    const { envelope, part, hash: of } = arrived;
    const { head } = envelope;
    const ledger = this.part(part);
    if (ledger.envelopes.has(of)) return { kind: 'held' };
    const end = (why: VoidReason): Outcome => {
      ledger.chainOf(head).end ??= { hash: of, bytes: arrived.bytes };
      ledger.voids.add(of);
      return { kind: 'void', why, device: head.device, chain: head.chain };
    };

    const member = this.circle.devices.get(head.device);
    if (!member) return { kind: 'waits', for: `device ${head.device}` };
    if (!(await isSignedBy(envelope, member.keys.sign)))
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
    const then = this.log.at(head.members);
    if (!then) {
      const record = head.members.find((one) => !this.log.has(one)) ?? '';
      return { kind: 'waits', for: `record ${record}` };
    }
    const writer = then.devices.get(head.device);
    if (!writer) return end('noMember');
    if (writer.suspended || !mayWrite(writer, part)) return end('mayNotWrite');
    if (head.kind === 'start' && !mayStart(writer, part)) return end('mayNotWrite');

    const epoch = this.circle.epochs.get(part)?.find((one) => one.epoch === head.epoch);
    if (!epoch)
      return this.log.has(head.epoch)
        ? end('otherPart')
        : { kind: 'waits', for: `record ${head.epoch}` };
    const key = await this.log.sealingKey(head.epoch);
    if (!key) return { kind: 'waits', for: `key ${head.epoch}` };
    const opened = await openEnvelope(envelope, key);
    if (!opened.ok) return end('doesNotOpen');

    const chain = ledger.chainOf(head);
    // Anybody can find a chain whose client id another one has, for it is short.
    const owner = ledger.causality.chainOfClient(chain.client);
    if ((owner && owner !== chain) || ledger.base.has(chain.client)) return end('otherClient');
    if (head.kind === 'start') return this.#takeStart(arrived, ledger, chain, opened.value);
    ledger.causality.learn(chain, head.after);
    const writing = writingOf(then, writer, chain, ledger.causality.nextClock(chain));
    const judged = await this.#judgeContent(ledger, chain, opened.value, writing);
    if (!judged.ok) return end(judged.refusal);
    judged.value.apply();
    ledger.keep(of, arrived.bytes, chain, judged.value.clock, head.after);
    this.#noteLate(ledger, head.epoch);
    return accepted(arrived, opened.value);
  }

  /** Something came under an epoch that was followed by another before its writer heard of that. */
  #noteLate(ledger: PartLedger, epoch: Hash): void {
    const epochs = this.circle.epochs.get(ledger.part) ?? [];
    if (epochs.some(({ previous }) => previous.includes(epoch))) ledger.late.add(epoch);
  }

  /** Content that was deleted has to be looked up in its envelope; it is judged once more when it is here. */
  async #judgeContent(
    ledger: PartLedger,
    chain: Chain,
    update: Uint8Array,
    writing: Omit<Writing, 'knows' | 'was'>,
  ): Promise<ReturnType<PartLedger['replica']['judge']>> {
    for (;;) {
      const wanted: (readonly [client: number, clock: number])[] = [];
      const judged = ledger.replica.judge(update, {
        ...writing,
        knows: (client, clock) => ledger.causality.knows(chain, client, clock, ledger.base),
        was: (client, clock) => {
          const place = `${ledger.part} ${client} ${clock}`;
          if (!this.#contents.has(place)) wanted.push([client, clock]);
          return this.#contents.get(place);
        },
      });
      if (wanted.length === 0) return judged;
      for (const [client, clock] of wanted)
        this.#contents.set(
          `${ledger.part} ${client} ${clock}`,
          await this.#contentAt(ledger, client, clock),
        );
    }
  }

  async #contentAt(ledger: PartLedger, client: number, clock: number): Promise<unknown> {
    const chain = ledger.causality.chainOfClient(client);
    const of = chain && ledger.causality.hashOfClock(chain, clock);
    const bytes = of === undefined ? undefined : ledger.envelopes.get(of);
    const opened = bytes && (await this.#reopen(bytes));
    return opened?.content && contentIn(opened.content, clock);
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
    this.log.noteFork(await proveFork(other.value, envelope));
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

  /** A kept envelope, read and opened again. */
  async #reopen(bytes: Uint8Array): Promise<
    | {
        readonly bytes: Uint8Array;
        readonly hash: Hash;
        readonly head: EnvelopeHead;
        readonly content: Uint8Array | undefined;
      }
    | undefined
  > {
    const decoded = decodeEnvelope(bytes);
    if (!decoded.ok) return undefined;
    const { head } = decoded.value;
    const key = await this.log.sealingKey(head.epoch);
    const opened = key && (await openEnvelope(decoded.value, key));
    return {
      bytes,
      hash: toText(await hash(bytes)),
      head,
      content: opened?.ok ? opened.value : undefined,
    };
  }
}

/** Under which circumstances a member writes, as a state of the log says. */
const writingOf = (
  circle: Circle,
  member: Member,
  chain: Chain,
  clock: number,
): Omit<Writing, 'knows' | 'was'> => ({
  device: member.device,
  chain: chain.key,
  formerly: member.letInBy === undefined ? circle.formerly : [],
  client: chain.client,
  clock,
  steers: member.role === 'steer',
  household: member.household,
  persons: member.persons,
});

const none: ReadonlySet<Hash> = new Set();

/** Whether a device may say how a part stands: who steers, and in a person's own document their devices (LED5). */
const mayStart = (member: Member, part: CirclePart): boolean =>
  mayWrite(member, part) && (member.role === 'steer' || part.startsWith('mine/'));

/** What the next envelope of a chain names. */
const leavesFor = ({ causality }: PartLedger, chain: Chain): readonly Hash[] => {
  const previous = causality.lastHash(chain);
  return causality.leaves.filter((leaf) => leaf !== previous).slice(-mostAfter);
};

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

/** Whoever begins with that start needs the keys of all that it does not stand for. */
const noteUncovered = (ledger: PartLedger, covers: Covers): void => {
  for (const bytes of ledger.after(headsOf(covers))) ledger.late.add(headOf(bytes).epoch);
};

const headsOf = ({ chains }: Covers): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(chains).map(([chain, { sequence }]) => [chain, sequence]));

const headOf = (bytes: Uint8Array): EnvelopeHead => {
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) throw new Error('A kept envelope cannot be read');
  return decoded.value.head;
};

/** The Yjs clock after an update of one client. */
const clockAfter = (update: Uint8Array | undefined, before: number): number => {
  const decoded = update && decodeUpdate(update);
  const last = decoded?.ok ? decoded.value.structs.at(-1) : undefined;
  return last ? last.id.clock + last.length : before;
};
