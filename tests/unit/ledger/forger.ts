import * as Y from 'yjs';
import { clientId } from '../../../src/lib/document/clientId';
import { currentEpoch } from '../../../src/lib/domain/circle/currentEpoch';
import type { CirclePart, Hash } from '../../../src/lib/domain/circle/record';
import { documentOf, sealEnvelope, type EnvelopeHead } from '../../../src/lib/ledger/envelope';
import type { Identity } from '../../../src/lib/ledger/identity';
import { newChain, type Phone } from '../../property/ledger/household';

/** What an envelope says besides what an honest app would. */
export interface Lie extends Partial<EnvelopeHead> {
  readonly key?: CryptoKey;
  readonly identity?: Identity;
}

/** Somebody who has a phone of the circle, its keys and all it holds, and writes whatever they like. */
export class Forger {
  readonly phone: Phone;
  readonly part: CirclePart;
  readonly chain: string;
  /** The client id that belongs to the chain. */
  readonly client: number;
  readonly doc = new Y.Doc();
  sequence = 0;
  previous: Hash | undefined;

  constructor(phone: Phone, part: CirclePart = 'team', chain = newChain()) {
    this.phone = phone;
    this.part = part;
    this.chain = chain;
    this.client = clientId(`vega/${part}`, phone.identity.device, chain);
    this.doc.clientID = this.client;
    this.look();
  }

  /** `device.chain`, as the keys of what it may write begin. */
  get name(): string {
    return `${this.phone.identity.device}.${this.chain}`;
  }

  /** Takes in what the phone holds by now. */
  look(): this {
    for (const piece of this.phone.ledger.part(this.part).replica.encode())
      Y.applyUpdate(this.doc, piece);
    return this;
  }

  /** Becomes a copy of another one of the same chain. */
  take({ doc, sequence, previous }: Forger): void {
    // Yjs would take another one, and say so.
    this.doc.clientID = 0;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(doc));
    this.doc.clientID = this.client;
    this.sequence = sequence;
    this.previous = previous;
  }

  /** What this writes, as one update. */
  update(write: (doc: Y.Doc) => void): Uint8Array {
    const made: Uint8Array[] = [];
    const note = (update: Uint8Array): number => made.push(update);
    this.doc.on('update', note);
    this.doc.transact(() => write(this.doc));
    this.doc.off('update', note);
    return made[0] ?? Y.encodeStateAsUpdate(new Y.Doc());
  }

  /** The next envelope of the chain, sealed and signed, with whatever lie. */
  async seal(content: Uint8Array, { key, identity, ...lie }: Lie = {}): Promise<Uint8Array> {
    const { ledger } = this.phone;
    const { circle, log } = ledger;
    const epoch = lie.epoch ?? currentEpoch(circle, this.part)?.epoch ?? '';
    const sealing = key ?? (await log.sealingKey(epoch));
    if (!sealing) throw new Error('No key to seal with');
    const previous = 'previous' in lie ? lie.previous : this.previous;
    const { bytes, hash } = await sealEnvelope(
      identity ?? this.phone.identity,
      sealing,
      {
        kind: 'edit',
        circle: circle.id,
        document: await documentOf(circle.id, this.part),
        chain: this.chain,
        sequence: this.sequence + 1,
        after: ledger.part(this.part).causality.leaves.filter((leaf) => leaf !== previous),
        members: circle.heads,
        ...lie,
        ...(previous === undefined ? {} : { previous }),
        epoch,
      },
      content,
    );
    this.sequence = (lie.sequence ?? this.sequence + 1) as number;
    this.previous = hash;
    return bytes;
  }

  /** The next envelope of the chain, with what this writes. */
  async write(write: (doc: Y.Doc) => void, lie: Lie = {}): Promise<Uint8Array> {
    return this.seal(this.update(write), lie);
  }
}
