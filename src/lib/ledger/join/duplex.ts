/** A connection on which people join: reliable, in order, and its other end has proven its key. */
export interface Duplex {
  /** The Ed25519 public key of the other end, 32 bytes as text. */
  readonly key: string;
  send(message: Uint8Array): void;
  /** Returns how to stop listening. */
  onMessage(listener: (message: Uint8Array) => void): () => void;
  onClose(listener: () => void): () => void;
  close(): void;
}
