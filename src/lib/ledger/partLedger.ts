import type { DocumentKind } from '../document/kind';
import { clientId } from '../document/clientId';
import type { CirclePart, DeviceId, Hash } from '../domain/circle/record';
import { beginningIn, Causality, short, type Chain, type Covered } from './causality';
import { Replica } from './content/replica';
import type { EnvelopeHead } from './envelope';
import type { Branch } from './forkProof';
import { standingOf } from './forks';
import { Shelf } from './shelf';

/** What a start says before the document itself: for which envelopes it stands (LED5). */
export interface Covers {
  /** How many pieces it comes in. */
  readonly pieces: number;
  /** By chain, `device.chain`: its last envelope and the Yjs clock after it. */
  readonly chains: Readonly<Record<string, Covered>>;
  /** Up to which clock clients wrote that belong to no chain: what was there before anything was shared. */
  readonly base: readonly (readonly [client: number, clock: number])[];
}

/** One document of a plan as this device holds it: envelopes, what they build on, and a copy to judge by. */
export class PartLedger {
  readonly part: CirclePart;
  readonly causality = new Causality();
  readonly replica: Replica;
  /** All envelopes here that count, in the order they came. */
  readonly envelopes = new Shelf();
  /** Envelopes that are authentic and not allowed: nothing that builds on one counts. */
  readonly voids = new Set<Hash>();
  /** Those of them that lost their place to another branch (LED6). */
  readonly lost = new Set<Hash>();
  /** Starts that do not count because they stand for a branch that lost its place. */
  readonly unsound: Covers[] = [];
  /** What starts say that stood at each place, by the hash of their first piece, whether they count or not. */
  readonly checkpoints: Map<Hash, { readonly device: DeviceId; readonly covers: Covers }>;
  /** Kept envelopes that do not count now: they may when more is known. */
  readonly aside = new Map<Hash, Uint8Array>();
  /** What this device keeps and shows of the document is another one: it is to be replaced by what stands here. */
  isAnew = false;
  /** Epochs under which something came after they had been followed by another. */
  readonly late = new Set<Hash>();
  /** What each start that is here stands for, by its chain. */
  readonly starts = new Map<string, Covers>();
  readonly #documentId: string;
  #base: ReadonlyMap<number, number> | undefined;
  /** Starts that are coming in, by chain, and how many of their pieces are here: the first that is whole begins the part. */
  readonly #coming = new Map<string, { readonly covers: Covers; here: number }>();
  bytes = 0;

  constructor(
    plan: string,
    part: CirclePart,
    kind: DocumentKind,
    checkpoints: PartLedger['checkpoints'] = new Map(),
  ) {
    this.part = part;
    this.checkpoints = checkpoints;
    this.#documentId = `${plan}/${part}`;
    this.replica = new Replica(kind);
  }

  /** Whether there is anything to build on: a start is here, all of it. */
  get isBegun(): boolean {
    return this.#base !== undefined;
  }

  /** Of the starts that are coming in, the one that is furthest; absent: none is. */
  get coming(): { readonly here: number; readonly pieces: number } | undefined {
    return [...this.#coming.values()]
      .map(({ here, covers: { pieces } }) => ({ here, pieces }))
      .sort((a, b) => b.here / b.pieces - a.here / a.pieces)[0];
  }

  /** Whether the next piece of a chain is one of a start that is coming in. */
  isComing(chain: string): boolean {
    return this.#coming.has(chain);
  }

  /** Whether all pieces of a start are here. */
  isWhole(chain: string): boolean {
    const known = this.causality.chain(chain);
    const { pieces = Infinity } = this.starts.get(chain) ?? {};
    return known !== undefined && this.causality.lengthOf(known) >= pieces;
  }

  get base(): ReadonlyMap<number, number> {
    return this.#base ?? nothing;
  }

  /** The chain of an envelope, begun if it is its first. */
  chainOf({ device, chain }: Pick<EnvelopeHead, 'device' | 'chain'>): Chain {
    const key = `${device}.${chain}`;
    return (
      this.causality.chain(key) ??
      this.causality.begin({ key, device, client: clientId(this.#documentId, device, chain) })
    );
  }

  /** The first piece of a start that this device may go on from. */
  beginStart(chain: string, covers: Covers): void {
    if (!this.isBegun) this.#coming.set(chain, { covers, here: 0 });
  }

  /** Another start of the same part was taken in: what was there before it is known too. */
  widen({ base }: Covers): void {
    const widened = new Map(this.#base);
    for (const [client, clock] of base)
      widened.set(client, Math.max(clock, widened.get(client) ?? 0));
    this.#base = widened;
  }

  /** A start that turned out to be none: another one is gone on from. */
  dropStart(chain: string): void {
    this.#coming.delete(chain);
    this.starts.delete(chain);
  }

  /** Whether the piece that was just applied is the last of a start, and the start brought less than it stands for. */
  fallsShort(chain: string): boolean {
    const coming = this.#coming.get(chain);
    if (!coming || coming.here + 1 < coming.covers.pieces) return false;
    const { clocks } = this.replica;
    const isHere = (client: number, clock: number): boolean => (clocks.get(client) ?? 0) >= clock;
    return !(
      coming.covers.base.every(([client, clock]) => isHere(client, clock)) &&
      Object.entries(coming.covers.chains).every(([key, { clock }]) =>
        isHere(this.#clientOf(key), clock),
      )
    );
  }

  /** Which of the branches at a place stands, given what stands before it. */
  standing(
    branches: readonly Branch[],
    before: (chain: string, sequence: number) => string | undefined,
  ): Hash | undefined {
    const [first] = branches;
    if (!first) return undefined;
    const { device, chain, sequence } = first.head;
    return standingOf(branches, before(`${device}.${chain}`, sequence - 1), ({ head, hash }) =>
      [...this.checkpoints.values()].some(
        (checkpoint) =>
          checkpoint.device !== head.device &&
          coveredAt(checkpoint.covers, `${device}.${chain}`, sequence) === hash.slice(0, short),
      ),
    );
  }

  /** The beginning of the hash that stands at a place here, or ends the chain there. */
  beginningAt(key: string, sequence: number): string | undefined {
    const chain = this.causality.chain(key);
    if (!chain) return undefined;
    return sequence === this.causality.lengthOf(chain) + 1
      ? chain.end?.hash.slice(0, short)
      : this.causality.beginningAt(chain, sequence);
  }

  /** Whether something stands here that lost its place, or the other way round. */
  isMistaken(forks: readonly (readonly Branch[])[]): boolean {
    const here = (chain: string, sequence: number) => this.beginningAt(chain, sequence);
    return (
      forks.some((branches) => {
        const stands = this.standing(branches, here);
        const [{ head } = { head: undefined }] = branches;
        if (stands === undefined || !head) return false;
        const now = here(`${head.device}.${head.chain}`, head.sequence);
        return this.lost.has(stands) || (now !== undefined && now !== stands.slice(0, short));
      }) ||
      [...this.starts.values()].some((covers) => !this.isSound(covers, forks)) ||
      this.unsound.some((covers) => this.isSound(covers, forks))
    );
  }

  /** Whether a start stands for nothing that lost its place. */
  isSound(covers: Covers, forks: readonly (readonly Branch[])[]): boolean {
    const covered = (chain: string, sequence: number) => coveredAt(covers, chain, sequence);
    return forks.every((branches) => {
      const stands = this.standing(branches, covered);
      const [{ head } = { head: undefined }] = branches;
      const now = head && covered(`${head.device}.${head.chain}`, head.sequence);
      return stands === undefined || now === undefined || now === stands.slice(0, short);
    });
  }

  /** One more piece of a start was applied: with the last one the part begins. */
  pieceCame(key: string): void {
    const coming = this.#coming.get(key);
    if (!coming) return;
    coming.here += 1;
    if (coming.here < coming.covers.pieces) return;
    this.#base = new Map(coming.covers.base);
    for (const [key, covered] of Object.entries(coming.covers.chains)) {
      const known = this.causality.chain(key);
      // Of another start some pieces may be here: all of it is better than what stands for it, a few are not.
      if (known && this.causality.lengthOf(known) >= covered.sequence) continue;
      if (known) this.causality.forget(known);
      const [device = ''] = key.split('.', 1);
      this.causality.begin({ key, device, client: this.#clientOf(key) }, covered);
    }
    this.#coming.clear();
  }

  #clientOf(key: string): number {
    const [device = '', chain = ''] = key.split('.', 2);
    return clientId(this.#documentId, device, chain);
  }

  /** What a start made now would stand for. */
  covers(pieces: number): Covers {
    const chains: Record<string, Covered> = {};
    const ours = new Set<number>();
    for (const chain of this.causality.chains) {
      ours.add(chain.client);
      const covered = this.causality.cover(chain);
      if (covered) chains[chain.key] = covered;
    }
    const base = [...(this.#base ?? this.replica.clocks)].filter(([client]) => !ours.has(client));
    return { pieces, chains, base };
  }

  /** An envelope counts: it is kept, and others may build on it. */
  keep(hash: Hash, bytes: Uint8Array, chain: Chain, clock: number, after: readonly Hash[]): void {
    this.causality.add(chain, hash, clock, after);
    this.envelopes.add(hash, bytes);
    this.bytes += bytes.length;
  }

  /** Whether all that can be read here came in an envelope: what this device could not seal yet did not. */
  get isExact(): boolean {
    return [...this.replica.clocks].every(([client, clock]) => {
      const chain = this.causality.chainOfClient(client);
      return clock === (chain ? this.causality.nextClock(chain) : this.base.get(client));
    });
  }

  /** Up to which sequence each chain is here; nothing, while the part has not begun. */
  get heads(): Readonly<Record<string, number>> {
    if (!this.isBegun) return {};
    return Object.fromEntries(
      [...this.causality.chains].map((chain) => [chain.key, this.causality.lengthOf(chain)]),
    );
  }

  /** The beginning of the hash of the last of each chain. */
  get tips(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.causality.chains].flatMap((chain) => {
        const last = this.causality.lastHash(chain);
        return last === undefined ? [] : [[chain.key, last.slice(0, short)]];
      }),
    );
  }

  /**
   * All that is here of the chains of which somebody else holds another envelope at the same place (LED6): where the two part
   * is for them to find.
   */
  unlike(
    heads: Readonly<Record<string, number>>,
    tips: Readonly<Record<string, string>>,
  ): Uint8Array[] {
    return Object.entries(tips).flatMap(([key, tip]) => {
      const chain = this.causality.chain(key);
      const here = chain && this.causality.beginningAt(chain, heads[key] ?? 0);
      if (!chain || here === undefined || here === tip) return [];
      return chain.hashes.flatMap((hash) => this.envelopes.get(hash) ?? []);
    });
  }

  /** What comes after these sequences, so that each finds what it builds on. */
  after(heads: Readonly<Record<string, number>>): Uint8Array[] {
    const missing: Uint8Array[] = [];
    for (const [hash, bytes] of this.envelopes) {
      const place = this.causality.placeOf(hash);
      if (place && place.sequence > (heads[place.chain.key] ?? 0)) missing.push(bytes);
    }
    return missing;
  }
}

/** The beginning of the hash that a start says stood at a place; absent where it does not stand for that one. */
const coveredAt = ({ chains }: Covers, chain: string, sequence: number): string | undefined => {
  const covered = Object.hasOwn(chains, chain) ? chains[chain] : undefined;
  return covered && beginningIn(covered.earlier, sequence);
};

const nothing: ReadonlyMap<number, number> = new Map();
