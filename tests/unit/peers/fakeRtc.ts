import { readSdp, writeSdp } from '../../../src/lib/peers/description';

const letters = (length: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) =>
    (byte & 15).toString(16),
  ).join('');

/** A data channel of a test: what one end sends the other hears a little later, unless the network is cut. */
export class FakeChannel {
  readyState: RTCDataChannelState = 'connecting';
  readonly bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  binaryType = '';
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  other: FakeChannel | undefined;
  /** What this end sends and does reaches nobody any more, and nobody is told. */
  isCut = false;
  readonly sent: Uint8Array[] = [];

  send(piece: Uint8Array): void {
    this.sent.push(piece.slice());
    const { other } = this;
    const data = new Uint8Array(piece).buffer;
    if (other && !this.isCut) queueMicrotask(() => other.onmessage?.({ data }));
  }

  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    const { other } = this;
    if (!other || this.isCut) return;
    // What was sent is heard, and thought about, before.
    setTimeout(() => {
      other.readyState = 'closed';
      other.onclose?.();
    }, 400);
  }
}

/** Every connection that a test made and has not closed, by its ICE name. */
const made = new Map<string, FakeConnection>();

/** An RTCPeerConnection of a test: two are connected once each knows the other's description and an address of it. */
export class FakeConnection {
  /** Which addresses it finds, as lines. */
  static finds: readonly string[] = ['candidate:1 1 udp 1 192.168.7.7 50000 typ host'];

  readonly channel = new FakeChannel();
  readonly ufrag = letters(8);
  readonly fingerprint = crypto.getRandomValues(new Uint8Array(32));
  localDescription: { readonly sdp: string } | null = null;
  connectionState: RTCPeerConnectionState = 'new';
  onicecandidate: ((event: { candidate: { candidate: string } | null }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  remote: string | undefined;
  readonly addresses: string[] = [];
  isClosed = false;

  constructor() {
    made.set(this.ufrag, this);
  }

  /** Those that are not closed. */
  static get open(): FakeConnection[] {
    return [...made.values()];
  }

  createDataChannel(): FakeChannel {
    return this.channel;
  }

  async setLocalDescription(): Promise<void> {
    const setup = this.remote === undefined ? 'actpass' : 'active';
    const { ufrag, fingerprint } = this;
    const sdp = writeSdp({ ufrag, pwd: letters(24), fingerprint, setup, candidates: [] });
    this.localDescription = { sdp };
    setTimeout(() => {
      for (const candidate of FakeConnection.finds)
        this.onicecandidate?.({ candidate: { candidate } });
      this.onicecandidate?.({ candidate: null });
    }, 10);
  }

  async setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    this.remote = readSdp(sdp)?.ufrag;
  }

  async addIceCandidate({ candidate }: { candidate: string }): Promise<void> {
    this.addresses.push(candidate);
    const other = made.get(this.remote ?? '');
    if (other?.remote !== this.ufrag || other.addresses.length === 0) return;
    const { channel } = this;
    if (channel.other) return;
    [channel.other, other.channel.other] = [other.channel, channel];
    for (const end of [channel, other.channel]) {
      end.readyState = 'open';
      queueMicrotask(() => end.onopen?.());
    }
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.isClosed = true;
    made.delete(this.ufrag);
    this.channel.close();
  }
}
