import { concat, type Bytes } from '../ledger/bytes';

/** An address at which one end may be reached: UDP, first component. */
export interface Candidate {
  /** `host`: its own (or a made-up local name), `srflx`: as the internet sees it, `relay`: a TURN server's. */
  readonly kind: 'host' | 'srflx' | 'relay';
  readonly address: string;
  readonly port: number;
}

const KINDS = ['host', 'srflx', 'relay'] as const;
const PREFERENCE = { host: 126, srflx: 100, relay: 0 };

/** The line of an RTCIceCandidate. Absent: empty, TCP, or nothing that is passed on. */
export const readCandidate = (line: string): Candidate | undefined => {
  const [, component, protocol, , address, port, , kind] = line.trim().split(/\s+/);
  const known = KINDS.find((one) => one === kind);
  if (component !== '1' || protocol?.toLowerCase() !== 'udp' || !known || !address)
    return undefined;
  const candidate = { kind: known, address: address.toLowerCase(), port: Number(port) };
  if (!Number.isInteger(candidate.port) || candidate.port < 1 || candidate.port > 65_535)
    return undefined;
  return packAddress(candidate.address) ? candidate : undefined;
};

/** A line of an SDP. `at` is its place among its kind: earlier ones are preferred. */
export const writeCandidate = ({ kind, address, port }: Candidate, at: number): string => {
  const priority = PREFERENCE[kind] * 2 ** 24 + (65_535 - at) * 256 + 255;
  const related = kind === 'host' ? '' : ' raddr 0.0.0.0 rport 0';
  return `candidate:${at + 1} 1 udp ${priority} ${address} ${port} typ ${kind}${related}`;
};

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\.local$/;

const unhex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

const ipv4 = (address: string): Bytes | undefined => {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return Uint8Array.from(parts, Number);
};

const ipv6 = (address: string): Bytes | undefined => {
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const written = groups.flat();
  const missing = 8 - written.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  if (!written.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  const [head = [], tail = []] = groups;
  const all = [...head, ...Array<string>(missing).fill('0'), ...tail];
  return unhex(all.map((group) => group.padStart(4, '0')).join(''));
};

/** The kind of an address (0 IPv4, 1 IPv6, 2 a name made up by the browser: uuid.local) and its bytes. */
const packAddress = (address: string): { form: number; bytes: Bytes } | undefined => {
  const local = UUID.exec(address);
  if (local) return { form: 2, bytes: unhex(local.slice(1).join('')) };
  const four = ipv4(address);
  if (four) return { form: 0, bytes: four };
  const six = ipv6(address);
  return six && { form: 1, bytes: six };
};

const unpackAddress = (form: number, bytes: Uint8Array): string => {
  if (form === 0) return bytes.join('.');
  const digits = hex(bytes);
  if (form === 2)
    return `${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}.local`;
  return (digits.match(/.{4}/g) ?? []).map((group) => group.replace(/^0{1,3}/, '')).join(':');
};

/** Bytes: kind and form in one, the port, the address. */
export const packCandidate = ({ kind, address, port }: Candidate): Bytes => {
  const packed = packAddress(address);
  if (!packed) throw new TypeError('an address that was not read by readCandidate');
  return concat([KINDS.indexOf(kind) | (packed.form << 2), port >> 8, port & 255], packed.bytes);
};

/** Absent: damaged. `next` is where the bytes go on. */
export const unpackCandidate = (
  bytes: Uint8Array,
  at: number,
): { candidate: Candidate; next: number } | undefined => {
  const [head = 255, high = 0, low = 0] = bytes.subarray(at, at + 3);
  const kind = KINDS[head & 3];
  const form = head >> 2;
  const next = at + 3 + (form === 0 ? 4 : 16);
  const port = high * 256 + low;
  if (!kind || form > 2 || port === 0 || next > bytes.length) return undefined;
  return {
    candidate: { kind, address: unpackAddress(form, bytes.subarray(at + 3, next)), port },
    next,
  };
};

/** Whether it says nothing of where this device is (PEER5). */
export const isHidden = ({ kind }: Candidate): boolean => kind === 'relay';

/** Whether looking it up would ask the neighbours on the local network. */
export const isLocalName = ({ address }: Candidate): boolean => address.endsWith('.local');
