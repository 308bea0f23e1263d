import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';

/** A relay (TURN, RFC 8656) that knows just enough for two browsers, over UDP and IPv4, for as long as a test lasts. */
export interface Relay {
  /** As people write it down. */
  readonly url: string;
  readonly username: string;
  readonly credential: string;
  /** Its own address, which hides all others. */
  readonly address: string;
  /** Packets that it passed on. */
  passedOn(): number;
  close(): void;
}

const cookie = 0x2112a442;
const realm = 'lived-plan.test';
const nonce = 'once';

/** What a request asks for; the answer to it has 0x100 more, a refusal 0x110. */
const asks = { binding: 1, allocate: 3, refresh: 4, permit: 8, bind: 9 } as const;
const indications = { send: 0x16, data: 0x17 } as const;
const attributes = {
  integrity: 0x0008,
  error: 0x0009,
  channel: 0x000c,
  lifetime: 0x000d,
  peer: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  relayed: 0x0016,
  mapped: 0x0020,
} as const;

type Place = Pick<RemoteInfo, 'address' | 'port'>;

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const attribute = (type: number, value: Buffer): Buffer =>
  Buffer.concat([u16(type), u16(value.length), value, Buffer.alloc((4 - (value.length % 4)) % 4)]);

/** XORed with the cookie, as every address is. */
const writePlace = ({ address, port }: Place): Buffer => {
  const bytes = Buffer.from(address.split('.').map(Number));
  return Buffer.concat([
    Buffer.from([0, 1]),
    u16(port ^ (cookie >>> 16)),
    u32((bytes.readUInt32BE() ^ cookie) >>> 0),
  ]);
};

const readPlace = (value: Buffer): Place => ({
  port: value.readUInt16BE(2) ^ (cookie >>> 16),
  address: [...u32((value.readUInt32BE(4) ^ cookie) >>> 0)].join('.'),
});

const read = (packet: Buffer): Map<number, Buffer> => {
  const found = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= packet.length;) {
    const length = packet.readUInt16BE(at + 2);
    found.set(packet.readUInt16BE(at), packet.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return found;
};

const write = (type: number, id: Buffer, parts: readonly Buffer[], key?: Buffer): Buffer => {
  const body = Buffer.concat(parts);
  const head = (length: number) => Buffer.concat([u16(type), u16(length), u32(cookie), id]);
  if (!key) return Buffer.concat([head(body.length), body]);
  const signed = Buffer.concat([head(body.length + 24), body]);
  const integrity = createHmac('sha1', key).update(signed).digest();
  return Buffer.concat([signed, attribute(attributes.integrity, integrity)]);
};

/** This machine as others see it: no browser looks for others at a loopback address. */
const ownAddress = (): string => {
  const all = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
};

const bound = (address: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, address, () => resolve(socket));
  });

/** Begins to relay. */
export const startRelay = async (): Promise<Relay> => {
  const address = ownAddress();
  const username = 'vega';
  const credential = randomBytes(6).toString('hex');
  const key = createHash('md5').update(`${username}:${realm}:${credential}`).digest();
  const socket = await bound(address);
  /** By where a browser is: the socket that stands for it, and which number means which peer. */
  const clients = new Map<string, { relayed: Socket; channels: Map<number, Place> }>();
  let passedOn = 0;

  const allocate = async (from: RemoteInfo) => {
    const name = `${from.address}:${from.port}`;
    const known = clients.get(name);
    if (known) return known;
    const relayed = await bound(address);
    const client = { relayed, channels: new Map<number, Place>() };
    clients.set(name, client);
    relayed.on('message', (data, peer) => {
      passedOn += 1;
      const [channel] =
        [...client.channels].find(
          ([, one]) => one.port === peer.port && one.address === peer.address,
        ) ?? [];
      const packet =
        channel === undefined
          ? write(indications.data, randomBytes(12), [
              attribute(attributes.peer, writePlace(peer)),
              attribute(attributes.data, data),
            ])
          : Buffer.concat([u16(channel), u16(data.length), data]);
      socket.send(packet, from.port, from.address);
    });
    return client;
  };

  const hear = async (packet: Buffer, from: RemoteInfo): Promise<void> => {
    const type = packet.readUInt16BE(0);
    const client = clients.get(`${from.address}:${from.port}`);
    if (type >= 0x4000) {
      const peer = client?.channels.get(type);
      const data = packet.subarray(4, 4 + packet.readUInt16BE(2));
      if (peer) client?.relayed.send(data, peer.port, peer.address);
      return;
    }
    const id = packet.subarray(8, 20);
    const given = read(packet);
    const peer = given.get(attributes.peer);
    if (type === indications.send) {
      const data = given.get(attributes.data);
      if (peer && data) client?.relayed.send(data, readPlace(peer).port, readPlace(peer).address);
      return;
    }
    const say = (parts: readonly Buffer[], signed = true): void => {
      socket.send(
        write(type + 0x100, id, parts, signed ? key : undefined),
        from.port,
        from.address,
      );
    };
    const mapped = attribute(attributes.mapped, writePlace(from));
    if (type === asks.binding) return say([mapped], false);
    if (!given.has(attributes.integrity)) {
      const refusal = [
        attribute(attributes.error, Buffer.concat([Buffer.from([0, 0, 4, 1]), Buffer.from('who')])),
        attribute(attributes.realm, Buffer.from(realm)),
        attribute(attributes.nonce, Buffer.from(nonce)),
      ];
      return socket.send(write(type + 0x110, id, refusal), from.port, from.address);
    }
    const lifetime = attribute(attributes.lifetime, u32(600));
    if (type === asks.allocate) {
      const { relayed } = await allocate(from);
      return say([attribute(attributes.relayed, writePlace(relayed.address())), lifetime, mapped]);
    }
    const channel = given.get(attributes.channel)?.readUInt16BE(0);
    if (type === asks.bind && channel !== undefined && peer)
      client?.channels.set(channel, readPlace(peer));
    say(type === asks.refresh ? [lifetime] : []);
  };
  socket.on('message', (packet, from) => void hear(packet, from));

  return {
    url: `turn:${address}:${socket.address().port}`,
    username,
    credential,
    address,
    passedOn: () => passedOn,
    close: () => {
      socket.close();
      for (const { relayed } of clients.values()) relayed.close();
    },
  };
};
