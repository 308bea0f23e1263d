import type { Circle } from '../domain/circle/circle';
import type { Fallen } from '../document/fallenOut';
import type { CirclePart, DeviceId, KnownBody } from '../domain/circle/record';
import type { Result } from '../domain/result';
import { hash, toText, utf8 } from './bytes';
import { decodeEnvelope, hashOf } from './envelope';
import { Documents, type LedgerOptions } from './documents';
import { Epochs } from './epochs';
import { Judge } from './judge';
import { Contents } from './judgeContent';
import { restore, type KeptPart } from './kept';
import { mayStart } from './mayStart';
import type { MemberLog } from './memberLog';
import type { Outcome } from './outcome';
import type { PartLedger } from './partLedger';
import { Sealer, type Sealed, type SealRefusal, type Started } from './sealer';
import { lacksStart, missing } from './starts';

/**
 * All that a circle's devices wrote, as far as it is here and counts (LED1, LED2). What counts follows from what is here,
 * not from the order in which it came. Knows no storage, no network and no clock; what it is given one after another
 * it takes one after another.
 */
export class Ledger {
  readonly log: MemberLog;
  readonly #documents: Documents;
  readonly #epochs: Epochs;
  readonly #judge: Judge;
  readonly #sealer: Sealer;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LedgerOptions, log: MemberLog) {
    this.log = log;
    this.#documents = new Documents(options, log);
    this.#epochs = new Epochs(this.#documents);
    const contents = new Contents(this.#documents);
    this.#judge = new Judge(this.#documents, contents);
    this.#sealer = new Sealer(this.#documents, this.#epochs, contents);
  }

  get circle(): Circle {
    return this.log.circle;
  }

  get device(): DeviceId {
    return this.#documents.device;
  }

  /** How many envelopes wait for something. */
  get waiting(): number {
    return this.#judge.waiting;
  }

  /** The documents that this device reads. */
  get parts(): readonly CirclePart[] {
    return this.partsOf(this.device);
  }

  /** The documents that a device reads. */
  partsOf(device: DeviceId): readonly CirclePart[] {
    return this.#documents.readBy(device);
  }

  part(part: CirclePart): PartLedger {
    return this.#documents.of(part);
  }

  /** Takes in what this device kept of a document: where nobody wrote twice, without judging it once more. */
  restore(kept: KeptPart): Promise<void> {
    return this.#inTurn(async () => {
      await this.#documents.name();
      const { part, envelopes, updates } = kept;
      if (this.#documents.forksOf(part).length === 0) return restore(this.#documents, kept);
      for (const bytes of envelopes) {
        const decoded = decodeEnvelope(bytes);
        if (decoded.ok) this.part(part).aside.set(await hashOf(decoded.value), bytes);
      }
      await this.#judge.fold(part);
      await this.#judge.settle();
      // It may have been closed before what is kept was replaced.
      const ledger = this.part(part);
      ledger.isAnew = !(await ledger.replica.readsAs(updates));
    });
  }

  /** The parts of which this device keeps and shows something else than what stands here now. */
  get anew(): readonly CirclePart[] {
    return this.parts.filter((part) => this.part(part).isBegun && this.part(part).isAnew);
  }

  /** Whether a chain of this device goes no further. */
  isOver(part: CirclePart, chain: string): boolean {
    return this.part(part).causality.chain(`${this.device}.${chain}`)?.end !== undefined;
  }

  /** What this device wrote that stands in these updates of a part and counts no more. `goOn`: what is still to be sealed. */
  fallenOut(
    part: CirclePart,
    updates: readonly Uint8Array[],
    goOn: readonly Uint8Array[],
  ): readonly Fallen[] {
    const { causality, replica } = this.part(part);
    const own = [...causality.chains].filter(({ device }) => device === this.device);
    const clients = new Set(own.map(({ client }) => client));
    return replica.lacks(updates, goOn, {
      names: [this.device],
      isClient: (client) => clients.has(client),
    });
  }

  /** Judges all of a part anew, for what can be read from it is not what others read (LED6). */
  fold(part: CirclePart): Promise<void> {
    return this.#inTurn(async () => {
      await this.#judge.fold(part);
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
      await this.#documents.name();
      const outcomes = await this.#judge.takeWaiting(hashes, opened);
      return { news, dropped, outcomes: [...outcomes, ...(await this.#judge.settle())] };
    });
  }

  /** Writes a record of the log. Answers its bytes, to be kept and sent. */
  write(body: KnownBody, at: string): Promise<Uint8Array> {
    return this.#inTurn(() => this.#documents.write(body, at));
  }

  /** Takes envelopes in, and what waited for them. */
  take(envelopes: readonly Uint8Array[]): Promise<Outcome[]> {
    return this.#inTurn(async () => [
      ...(await this.#judge.take(envelopes)),
      ...(await this.#judge.settle()),
    ]);
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
    return this.#inTurn(() => this.#sealer.edit(part, chain, update, at, newChain));
  }

  /**
   * Seals the present state of a part for who comes new, under the present epoch, which all its readers can open (LED5).
   * In a chain of its own.
   */
  sealStart(part: CirclePart, chain: string, at: string): Promise<Started> {
    return this.#inTurn(() => this.#sealer.start(part, chain, at));
  }

  /** Somebody may be let in soon: makes ready what can be of the starts that are sealed for them. */
  prepareStarts(): void {
    const own = this.circle.devices.get(this.device);
    for (const part of this.parts)
      if (own && mayStart(own, part) && this.part(part).isBegun) this.#sealer.prepare(part);
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
      if (lacksStart(this.#documents, part))
        starts.push({ part, ...(await this.sealStart(part, newChain(), at)) });
    return starts;
  }

  /** What another device lacks of a part, given how far its chains are. */
  missing(
    part: CirclePart,
    heads: Readonly<Record<string, number>>,
    device: DeviceId,
  ): readonly Uint8Array[] {
    return missing(this.#documents, part, heads, device);
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

  /**
   * A short text for what can be read from a part: equal texts, equal words. Absent while it holds something that is in no
   * envelope. Works through all of it.
   */
  async reading(part: CirclePart): Promise<string | undefined> {
    const { isBegun, isExact, replica } = this.part(part);
    return isBegun && isExact ? replica.reading() : undefined;
  }

  /** The key to meet under: of the newest epoch of the room that this device can open. */
  roomKey(): Uint8Array | undefined {
    return this.#epochs.roomKey;
  }

  /**
   * Opens the epochs that are due, as far as this device may: somebody reads a part now who did not before, or two were let
   * in at once by devices that had not heard of each other. Answers their records, to be kept and sent.
   */
  rotateDue(at: string): Promise<readonly Uint8Array[]> {
    return this.#inTurn(() => this.#epochs.due(at));
  }

  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
