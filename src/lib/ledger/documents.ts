import type { DocumentKind } from '../document/kind';
import type { Circle } from '../domain/circle/circle';
import { isReader } from '../domain/circle/readersOf';
import type { CirclePart, DeviceId, KnownBody } from '../domain/circle/record';
import { documentOf } from './envelope';
import type { Branch } from './forkProof';
import type { Identity } from './identity';
import type { MemberLog } from './memberLog';
import { PartLedger } from './partLedger';

export interface LedgerOptions {
  readonly plan: string;
  readonly identity: Identity;
  readonly kind: DocumentKind;
}

/** The documents of a plan as this device holds them, by the names that its members have for them. */
export class Documents {
  readonly identity: Identity;
  readonly log: MemberLog;
  readonly #plan: string;
  readonly #kind: DocumentKind;
  readonly #parts = new Map<CirclePart, PartLedger>();
  /** The id of a part's document → the part. */
  readonly #names = new Map<string, CirclePart>();

  constructor({ plan, identity, kind }: LedgerOptions, log: MemberLog) {
    this.#plan = plan;
    this.identity = identity;
    this.#kind = kind;
    this.log = log;
  }

  get circle(): Circle {
    return this.log.circle;
  }

  get device(): DeviceId {
    return this.identity.device;
  }

  /** The documents that a device reads. */
  readBy(device: DeviceId): readonly CirclePart[] {
    const member = this.circle.devices.get(device);
    return member ? this.#all().filter((part) => isReader(member, part)) : [];
  }

  /** One of them, begun when it is first asked for. */
  of(part: CirclePart): PartLedger {
    let ledger = this.#parts.get(part);
    if (!ledger) {
      ledger = new PartLedger(this.#plan, part, this.#kind);
      this.#parts.set(part, ledger);
    }
    return ledger;
  }

  /** All that were begun here. */
  get all(): readonly PartLedger[] {
    return [...this.#parts.values()];
  }

  /** A document from nothing, in place of the one that is here. */
  anew(part: CirclePart): PartLedger {
    const ledger = new PartLedger(this.#plan, part, this.#kind, this.of(part).checkpoints);
    this.#parts.set(part, ledger);
    return ledger;
  }

  /** The part whose document has this id; absent where nobody known could write to such a one. */
  named(document: string): CirclePart | undefined {
    return this.#names.get(document);
  }

  /** The branches at each forked place of a part. */
  forksOf(part: CirclePart): readonly (readonly Branch[])[] {
    const [id] = [...this.#names].find(([, named]) => named === part) ?? [''];
    return this.log.forks.of(id);
  }

  /** Works out the ids of the documents of everybody who stands in the log by now. */
  async name(): Promise<void> {
    const named = new Set(this.#names.values());
    for (const part of this.#all())
      if (!named.has(part)) this.#names.set(await documentOf(this.circle.id, part), part);
  }

  /** Writes a record of the log. */
  async write(body: KnownBody, at: string): Promise<Uint8Array> {
    const bytes = await this.log.write(body, at);
    await this.name();
    return bytes;
  }

  #all(): readonly CirclePart[] {
    const people = [...this.circle.devices.values()].flatMap(({ persons }) => persons);
    return ['team', 'household', ...[...new Set(people)].map((id) => `mine/${id}` as const)];
  }
}
