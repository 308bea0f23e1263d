import type { CirclePart, Hash } from '../domain/circle/record';
import { mayWrite } from '../domain/circle/mayWrite';
import { ok, refuse, type Result } from '../domain/result';
import type { Chain } from './causality';
import type { ContentFault } from './content/faults';
import type { Documents } from './documents';
import { documentOf, sealEnvelope } from './envelope';
import type { Epochs } from './epochs';
import { writingOf, type Contents } from './judgeContent';
import type { PartLedger } from './partLedger';
import { joinStart } from './start';

/** How many heads of others an envelope names at most. */
const mostAfter = 255;

/** What was written here, sealed, and the records of epochs that had to be opened for it. */
export interface Sealed {
  readonly envelope: Uint8Array;
  readonly records: readonly Uint8Array[];
  /** Of a part that had not begun: what it begins with, to be kept before. */
  readonly start: readonly Uint8Array[];
}

/**
 * Why what was written here cannot be sealed. `notBegun`: the part's start has not come yet; `notKnown`: it builds on something
 * that another tab wrote and that is still on its way here; `ended`: this chain goes no further, for something in it does not count any more.
 */
export type SealRefusal = 'mayNotWrite' | 'noKey' | 'notBegun' | 'ended' | ContentFault;

/** A start, sealed, and the records of epochs that had to be opened for it. */
export interface Started {
  readonly envelopes: readonly Uint8Array[];
  readonly records: readonly Uint8Array[];
}

/** The pieces of a part's present state, each packed but the first: that one says besides what the start stands for. */
interface Packed {
  /** How often the copy had taken something in. */
  readonly taken: number;
  readonly first: Uint8Array;
  readonly rest: readonly Promise<Uint8Array>[];
}

const nothing = new Uint8Array(0);

/** Seals what is written here into envelopes of this device (LED1). */
export class Sealer {
  readonly #documents: Documents;
  readonly #epochs: Epochs;
  readonly #contents: Contents;
  readonly #packed = new WeakMap<PartLedger, Packed>();

  constructor(documents: Documents, epochs: Epochs, contents: Contents) {
    this.#documents = documents;
    this.#epochs = epochs;
    this.#contents = contents;
  }

  /** Seals an edit in a chain of this device. */
  async edit(
    part: CirclePart,
    chain: string,
    update: Uint8Array,
    at: string,
    newChain: () => string,
  ): Promise<Result<Sealed, SealRefusal>> {
    const { circle, device } = this.#documents;
    const member = circle.devices.get(device);
    if (!member || !mayWrite(member, part)) return refuse('mayNotWrite');
    const { epoch, records } = await this.#epochs.toSeal(part, at);
    if (epoch === undefined) return refuse('noKey');
    const ledger = this.#documents.of(part);
    // What is one person's own begins with the first thing written in it.
    const start =
      !ledger.isBegun && part.startsWith('mine/')
        ? await this.start(part, newChain(), at)
        : undefined;
    if (!ledger.isBegun) return refuse('notBegun');
    const begun = ledger.chainOf({ device, chain });
    if (begun.end) return refuse('ended');
    // What is not named is not known to who reads it.
    const after = leavesFor(ledger, begun);
    ledger.causality.learn(begun, after);
    const writing = writingOf(
      this.#documents.circle,
      member,
      begun,
      ledger.causality.nextClock(begun),
    );
    const judged = await this.#contents.judge(ledger, begun, update, writing);
    if (!judged.ok) return judged;
    const sealed = await this.#seal(ledger, begun, 'edit', epoch, update, after);
    judged.value.apply();
    ledger.keep(sealed.hash, sealed.bytes, begun, judged.value.clock, after);
    return ok({ envelope: sealed.bytes, records, start: start?.envelopes ?? [] });
  }

  /** Seals the present state of a part, in a chain of its own (LED5). */
  async start(part: CirclePart, chain: string, at: string): Promise<Started> {
    const { epoch, records } = await this.#epochs.toSeal(part, at);
    if (epoch === undefined) throw new Error('No epoch to seal a start under');
    const ledger = this.#documents.of(part);
    const { first, rest } = this.prepare(part);
    const covers = ledger.covers(1 + rest.length);
    const begun = ledger.chainOf({ device: this.#documents.device, chain });
    const envelopes: Uint8Array[] = [];
    if (!ledger.isBegun) ledger.beginStart(begun.key, covers);
    const contents = await Promise.all([joinStart(covers, first), ...rest]);
    for (const [place, content] of contents.entries()) {
      const after = leavesFor(ledger, begun);
      const sealed = await this.#seal(ledger, begun, 'start', epoch, content, after);
      ledger.causality.learn(begun, after);
      ledger.keep(sealed.hash, sealed.bytes, begun, ledger.causality.nextClock(begun), after);
      if (place === 0) {
        ledger.starts.set(begun.key, covers);
        ledger.checkpoints.set(sealed.hash, { device: begun.device, covers });
      }
      ledger.pieceCame(begun.key);
      envelopes.push(sealed.bytes);
    }
    return { envelopes, records };
  }

  /** Packs what a start of a part is made of, unless that was done: of a large plan it is most of the work. */
  prepare(part: CirclePart): Packed {
    const ledger = this.#documents.of(part);
    const { taken } = ledger.replica;
    const known = this.#packed.get(ledger);
    if (known?.taken === taken) return known;
    const [first = nothing, ...pieces] = ledger.replica.encode();
    const rest = pieces.map((piece) => joinStart(undefined, piece));
    const packed = { taken, first, rest };
    this.#packed.set(ledger, packed);
    return packed;
  }

  async #seal(
    ledger: PartLedger,
    chain: Chain,
    kind: 'edit' | 'start',
    epoch: Hash,
    content: Uint8Array,
    after: readonly Hash[],
  ): ReturnType<typeof sealEnvelope> {
    const { causality } = ledger;
    const { circle, identity, log } = this.#documents;
    const previous = causality.lastHash(chain);
    const key = await log.sealingKey(epoch);
    if (!key) throw new Error('The key of an epoch is not here');
    return sealEnvelope(
      identity,
      key,
      {
        kind,
        circle: circle.id,
        document: await documentOf(circle.id, ledger.part),
        chain: chain.key.slice(chain.device.length + 1),
        sequence: causality.lengthOf(chain) + 1,
        ...(previous === undefined ? {} : { previous }),
        after,
        members: circle.heads.slice(0, 255),
        epoch,
      },
      content,
    );
  }
}

/** What the next envelope of a chain names. */
const leavesFor = ({ causality }: PartLedger, chain: Chain): readonly Hash[] => {
  const previous = causality.lastHash(chain);
  return causality.leaves.filter((leaf) => leaf !== previous).slice(-mostAfter);
};
