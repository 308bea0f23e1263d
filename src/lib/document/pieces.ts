import * as Y from 'yjs';
import * as encoding from 'lib0/encoding';

/** Small enough to be applied without blocking a screen. */
const pieceSize = 96 * 1024;

type Struct = Y.Item | Y.GC | Y.Skip;

/**
 * The state of a document as updates in causal order, none much larger than 96 kB: applied one after the other, each
 * finds what it builds on. In another order Yjs takes many times longer. What is deleted comes with the last one.
 */
export const encodePieces = (doc: Y.Doc, size: number = pieceSize): Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  let piece = new Piece();
  for (const struct of inCausalOrder(doc.store.clients)) {
    piece.add(struct);
    if (piece.size < size) continue;
    pieces.push(piece.encode());
    piece = new Piece();
  }
  if (pieces.length === 0) return [Y.encodeStateAsUpdate(doc)];
  // Everything that is there stands in the pieces; beyond it there is what was deleted, and what waits for something.
  const rest = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
  return [...pieces, Y.mergeUpdates([piece.encode(), rest])];
};

/** The structs of a document so that each comes after what it builds on. */
const inCausalOrder = function* (
  clients: ReadonlyMap<number, readonly Struct[]>,
): Generator<Struct> {
  const waiting = [...clients].map(([client, structs]) => ({ client, structs, next: 0 }));
  /** Of each client, the clock from which on nothing was given out yet. */
  const given = new Map<number, number>();
  const isReady = (id: Y.ID | null | undefined, client: number): boolean =>
    !id || id.client === client || id.clock < (given.get(id.client) ?? 0);
  for (let moved = true; moved;) {
    moved = false;
    for (const one of waiting) {
      for (let struct = one.structs[one.next]; struct; struct = one.structs[one.next]) {
        if (
          struct instanceof Y.Item &&
          !(
            isReady(struct.origin, one.client) &&
            isReady(struct.rightOrigin, one.client) &&
            isReady(holderOf(struct), one.client)
          )
        )
          break;
        yield struct;
        one.next += 1;
        given.set(one.client, struct.id.clock + struct.length);
        moved = true;
      }
    }
  }
  // None is left where Yjs keeps what it promises; a word is not what that is tried on.
  for (const { structs, next } of waiting) yield* structs.slice(next);
};

/** The place of what an item stands in; absent: a root. */
const holderOf = ({ parent }: Y.Item): Y.ID | undefined =>
  (parent as Y.AbstractType<unknown> | null)?._item?.id;

/** Collects structs of several clients into one update. */
class Piece {
  size = 0;
  readonly #byClient = new Map<
    number,
    { clock: number; count: number; bytes: Y.UpdateEncoderV1 }
  >();

  add(struct: Struct): void {
    const { client, clock } = struct.id;
    let own = this.#byClient.get(client);
    if (!own) {
      own = { clock, count: 0, bytes: new Y.UpdateEncoderV1() };
      this.#byClient.set(client, own);
    }
    const before = encoding.length(own.bytes.restEncoder);
    struct.write(own.bytes, 0);
    own.count += 1;
    this.size += encoding.length(own.bytes.restEncoder) - before;
  }

  encode(): Uint8Array {
    const out = encoding.createEncoder();
    encoding.writeVarUint(out, this.#byClient.size);
    // Greatest client first: `Y.mergeUpdates` relies on it, and loses structs otherwise.
    const byClient = [...this.#byClient].sort(([a], [b]) => b - a);
    for (const [client, { clock, count, bytes }] of byClient) {
      encoding.writeVarUint(out, count);
      encoding.writeVarUint(out, client);
      encoding.writeVarUint(out, clock);
      encoding.writeUint8Array(out, encoding.toUint8Array(bytes.restEncoder));
    }
    // Nothing deleted: that comes with the last piece.
    encoding.writeVarUint(out, 0);
    return encoding.toUint8Array(out);
  }
}
