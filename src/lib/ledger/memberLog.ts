import { CircleLog } from '../domain/circle/circleLog';
import type { Circle } from '../domain/circle/circle';
import type {
  CircleId,
  DeviceId,
  DeviceKeys,
  Hash,
  KnownBody,
  LogRecord,
} from '../domain/circle/record';
import { hash, toText } from './bytes';
import { readEpoch } from './epoch';
import { isFork, type Fork } from './forkProof';
import { Forks } from './forks';
import type { Identity } from './identity';
import { checkRecord, decodeRecord, encodeRecord, type DecodedRecord } from './logRecord';
import { sealingKey } from './sealingKey';

/** How many earlier states of the log are kept at hand. */
const mostThens = 64;

/** What came of taking records in. */
interface Taken {
  readonly news: Uint8Array[];
  /** Of the news. */
  readonly hashes: Hash[];
  /** Epochs whose key is here now and was not before. */
  readonly opened: Hash[];
  /** How many were not authentic. */
  readonly dropped: number;
}

/** The log of who is in, as far as it is here, and the keys that it holds for this device. */
export class MemberLog {
  readonly id: CircleId;
  readonly #identity: Identity;
  readonly #records = new Map<Hash, { readonly record: LogRecord; readonly bytes: Uint8Array }>();
  /** Their writer, or something before them, is not here yet. */
  readonly #waiting = new Map<
    Hash,
    { readonly decoded: DecodedRecord; readonly bytes: Uint8Array }
  >();
  /** Keys of all devices that a record here names: an id is a hash of its keys, so that whether it is in is another question. */
  readonly #devices = new Map<DeviceId, DeviceKeys>();
  /** Keys of epochs, by the hash of the record that opened them. */
  readonly #keys = new Map<Hash, Uint8Array>();
  readonly #sealing = new Map<Hash, Promise<CryptoKey>>();
  readonly #thens = new Map<string, Circle>();
  /** Places at which somebody wrote twice: what the log says, and what was seen here. */
  readonly forks = new Forks();
  #seen: Fork[] = [];
  #folded: { readonly log: CircleLog; readonly circle: Circle } | undefined;

  constructor(id: CircleId, identity: Identity) {
    this.id = id;
    this.#identity = identity;
  }

  get circle(): Circle {
    return this.#fold.circle;
  }

  get #fold(): { readonly log: CircleLog; readonly circle: Circle } {
    if (this.#folded) return this.#folded;
    const log = new CircleLog(
      [...this.#records.values()].map(({ record }) => record),
      this.id,
    );
    return (this.#folded = { log, circle: log.now() });
  }

  get keys(): ReadonlyMap<Hash, Uint8Array> {
    return this.#keys;
  }

  get hashes(): readonly Hash[] {
    return [...this.#records.keys()];
  }

  has(record: Hash): boolean {
    return this.#records.has(record);
  }

  /** The circle as somebody knew it who had heard of these heads alone; `undefined` while something of it is not here. */
  at(heads: readonly Hash[]): Circle | undefined {
    const name = heads.join(' ');
    const known = this.#thens.get(name);
    if (known) return known;
    if (!heads.every((one) => this.#records.has(one))) return undefined;
    const then = this.#fold.log.at(heads);
    // What lies behind a head never changes.
    if (then) this.#thens.set(name, then);
    // Whoever names the same heads in ever other orders fills no memory.
    for (const oldest of this.#thens.keys())
      if (this.#thens.size > mostThens) this.#thens.delete(oldest);
    return then;
  }

  /** All records but these. */
  records(but: ReadonlySet<Hash> = new Set()): readonly Uint8Array[] {
    return [...this.#records].flatMap(([of, { bytes }]) => (but.has(of) ? [] : [bytes]));
  }

  sealingKey(epoch: Hash): Promise<CryptoKey> | undefined {
    const known = this.#sealing.get(epoch);
    if (known) return known;
    const key = this.#keys.get(epoch);
    if (!key) return undefined;
    const sealing = sealingKey(key);
    this.#sealing.set(epoch, sealing);
    return sealing;
  }

  /** Takes records in, whatever their order. */
  async take(records: readonly Uint8Array[]): Promise<Taken> {
    let dropped = 0;
    for (const bytes of records) {
      if (this.#records.has(toText(await hash(bytes)))) continue;
      const decoded = await decodeRecord(bytes);
      if (!decoded.ok) dropped += decoded.refusal === 'malformed' ? 1 : 0;
      else this.#waiting.set(decoded.value.record.hash, { decoded: decoded.value, bytes });
    }
    const news: Uint8Array[] = [];
    const hashes: Hash[] = [];
    for (let moved = true; moved;) {
      moved = false;
      for (const [of, { decoded, bytes }] of this.#waiting) {
        if (!decoded.record.prev.every((one) => this.#records.has(one))) continue;
        const checked = await checkRecord(decoded, (device) => this.#devices.get(device));
        if (checked === 'unknownDevice') continue;
        this.#waiting.delete(of);
        if (checked === 'forged' || !(await this.#isProven(decoded.record))) {
          dropped += 1;
          continue;
        }
        this.#records.set(of, { record: decoded.record, bytes });
        this.#noteKeys(decoded.record);
        if (decoded.record.body.type === 'fork') await this.forks.note(decoded.record.body);
        news.push(bytes);
        hashes.push(of);
        this.#folded = undefined;
        moved = true;
      }
    }
    this.#bound();
    const keys = new Set(this.#keys.keys());
    if (news.length > 0) await this.#readKeys();
    const opened = [...this.#keys.keys()].filter((epoch) => !keys.has(epoch));
    return { news, hashes, opened, dropped };
  }

  /** Writes a record after all that is known here. */
  async write(body: KnownBody, at: string): Promise<Uint8Array> {
    const bytes = await encodeRecord(this.#identity, { prev: this.circle.heads, at, body });
    const { news, hashes } = await this.take([bytes]);
    if (news.length === 0 || this.circle.refused.includes(hashes[0] ?? ''))
      throw new Error(`A record written here does not count: ${body.type}`);
    return bytes;
  }

  /** Two envelopes at one place were seen (LED6): to be written into the log. */
  async noteFork(fork: Fork): Promise<void> {
    this.#seen.push(fork);
    await this.forks.note(fork);
  }

  /** What was seen of that since this was asked last. */
  takeForks(): readonly Fork[] {
    return this.#seen.splice(0);
  }

  /** A short text for what is here: equal texts, equal logs. */
  async digest(): Promise<string> {
    const lines = [...this.#records.keys()].sort().join('\n');
    return toText((await hash(new TextEncoder().encode(lines))).subarray(0, 16));
  }

  #noteKeys({ body, named }: LogRecord): void {
    if (named !== undefined && 'device' in body && typeof body.device === 'object')
      this.#devices.set(named, body.device);
  }

  async #isProven({ body }: LogRecord): Promise<boolean> {
    if (body.type !== 'fork') return true;
    const keys = this.#devices.get(body.device);
    return keys !== undefined && isFork(body, this.id, keys.sign);
  }

  async #readKeys(): Promise<void> {
    for (const { record } of this.#records.values()) {
      if (record.body.type !== 'rotate' || this.#keys.has(record.hash)) continue;
      // What may not be written opens nothing.
      if (this.circle.refused.includes(record.hash)) continue;
      const read = await readEpoch(this.#identity, this.circle, record);
      if (!read.ok) continue;
      this.#keys.set(record.hash, read.value.key);
      for (const [epoch, key] of read.value.earlier)
        if (!this.#keys.has(epoch)) this.#keys.set(epoch, key);
    }
    // A key is the one of every epoch that committed to it, whatever was sealed for this device there.
    for (const epochs of this.circle.epochs.values()) {
      const held = new Map<string, Uint8Array>();
      for (const { epoch, commitment } of epochs) {
        const key = this.#keys.get(epoch);
        if (key) held.set(commitment, key);
      }
      for (const { epoch, commitment } of epochs) {
        const key = held.get(commitment);
        if (key && !this.#keys.has(epoch)) this.#keys.set(epoch, key);
      }
    }
  }

  /** What waits has an end. */
  #bound(): void {
    for (const of of this.#waiting.keys()) {
      if (this.#waiting.size <= 2_000) return;
      this.#waiting.delete(of);
    }
  }
}
