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
  const whole = Y.encodeStateAsUpdate(doc);
  if (whole.length <= size) return [whole];
  const { structs } = Y.decodeUpdate(whole);
  const pieces: Uint8Array[] = [];
  let piece = new Piece();
  for (const struct of inCausalOrder(structs as Struct[])) {
    piece.add(struct);
    if (piece.size < size) continue;
    pieces.push(piece.encode());
    piece = new Piece();
  }
  // Everything that is there stands in the pieces; beyond it there is only what was deleted.
  const rest = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
  return [...pieces, Y.mergeUpdates([piece.encode(), rest])];
};

/** Structs so that each comes after what it builds on; what builds on something that is not here comes last. */
const inCausalOrder = function* (structs: readonly Struct[]): Generator<Struct> {
  const waiting = new Map<number, Struct[]>();
  for (const struct of structs) {
    const known = waiting.get(struct.id.client);
    if (known) known.push(struct);
    else waiting.set(struct.id.client, [struct]);
  }
  const next = new Map<number, number>();
  const isHere = (id: Y.ID | null): boolean => {
    if (id === null) return true;
    const mine = waiting.get(id.client);
    if (!mine) return false;
    const first = mine[next.get(id.client) ?? 0];
    return first === undefined || id.clock < first.id.clock;
  };
  const isReady = (struct: Struct): boolean =>
    !(struct instanceof Y.Item) ||
    ([struct.origin, struct.rightOrigin, parentOf(struct)] as (Y.ID | null)[]).every(
      (id) => isHere(id) || id?.client === struct.id.client,
    );
  let moved = true;
  while (moved) {
    moved = false;
    for (const [client, own] of waiting) {
      let place = next.get(client) ?? 0;
      for (let struct = own[place]; struct && isReady(struct); struct = own[place]) {
        yield struct;
        next.set(client, ++place);
        moved = true;
      }
    }
  }
  for (const [client, own] of waiting) yield* own.slice(next.get(client) ?? 0);
};

const parentOf = (item: Y.Item): Y.ID | null =>
  // Read from bytes: the name of a root, or the id of what it stands in.
  typeof item.parent === 'object' && item.parent !== null && 'clock' in item.parent
    ? item.parent
    : null;

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
