import { familyPlanKind } from '../../../../src/lib/document/familyPlanKind';
import { PlanDocument } from '../../../../src/lib/document/planDocument';
import { currentEpoch } from '../../../../src/lib/domain/circle/currentEpoch';
import type { KnownBody } from '../../../../src/lib/domain/circle/record';
import { readCircle } from '../../../../src/lib/app/together/circleEntry';
import { ourKeys } from '../../../../src/lib/app/together/ourKeys';
import { newChain } from '../../../../src/lib/app/newChain';
import { documentId } from '../../../../src/lib/app/planEntry';
import { hash, toText } from '../../../../src/lib/ledger/bytes';
import { deriveRoom, type RoomSecrets } from '../../../../src/lib/ledger/deriveRoom';
import {
  decodeEnvelope,
  documentOf,
  openEnvelope,
  sealEnvelope,
  type EnvelopeHead,
} from '../../../../src/lib/ledger/envelope';
import { identityFrom, type Identity } from '../../../../src/lib/ledger/identity';
import { Ledger } from '../../../../src/lib/ledger/ledger';
import { encodeRecord } from '../../../../src/lib/ledger/logRecord';
import { MemberLog } from '../../../../src/lib/ledger/memberLog';
import { decodeMessage } from '../../../../src/lib/ledger/sync/messages';
import { Assembler, FRAME } from '../../../../src/lib/peers/frames';
import type { Handshaker } from '../../../../src/lib/peers/port';
import { IndexedDbDocumentStore } from '../../../../src/lib/vault/documentStore';
import { indexedDbVault } from '../../../../src/lib/vault/indexedDbVault';

/** What an envelope says besides what an honest app would. */
export interface Lie extends Partial<EnvelopeHead> {
  readonly identity?: Identity;
}

/** All that this browser keeps of a shared plan, opened with its own keys: what an app of one's own could do with it. */
export class Held {
  private constructor(
    readonly plan: string,
    readonly identity: Identity,
    readonly log: MemberLog,
    readonly ledger: Ledger,
    /** By each document of the plan that has a database here, its own included that it may not read. */
    readonly parts: ReadonlyMap<string, { envelopes: Uint8Array[]; updates: Uint8Array[] }>,
  ) {}

  static async of(plan: string): Promise<Held> {
    const vault = await indexedDbVault(undefined, () => ({ IndexedDbDocumentStore }));
    const entry = await readCircle(vault, plan);
    if (!entry) throw new Error('nothing is shared here');
    const identity = await identityFrom(await ourKeys(vault, plan));
    const log = new MemberLog(entry.circle, identity);
    const ledger = new Ledger({ plan, identity, kind: familyPlanKind }, log);
    const prefix = `lived-plan:${plan}/`;
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const parts = new Map<string, { envelopes: Uint8Array[]; updates: Uint8Array[] }>();
    for (const name of names.filter((one) => one.startsWith(prefix))) {
      const part = name.slice(prefix.length);
      const store = await vault.open(documentId(plan, part));
      const kept = { envelopes: [] as Uint8Array[], updates: [] as Uint8Array[] };
      await store.load((some) => kept.updates.push(...some));
      await store.envelopes((some) => kept.envelopes.push(...some));
      await store.close();
      parts.set(part, kept);
    }
    await ledger.takeRecords(parts.get('circle')?.envelopes ?? []);
    for (const part of ledger.parts) {
      const kept = parts.get(part);
      if (kept) await ledger.restore({ part, ...kept });
    }
    await vault.close();
    return new Held(plan, identity, log, ledger, parts);
  }

  /** Where the circle meets. */
  async room(): Promise<RoomSecrets> {
    const key = this.ledger.roomKey();
    if (!key) throw new Error('no key of the room');
    return deriveRoom(key);
  }

  /** As this device proves itself to the others. */
  get handshaker(): Handshaker {
    return {
      scope: this.log.id,
      key: this.identity.keys.sign,
      sign: (bytes) => this.identity.sign('peer', bytes),
      admits: () => true,
    };
  }

  /** Every word that can be read here of all that is kept, whatever its document: the content of envelopes, and updates. */
  async words(): Promise<string> {
    const bytes: Uint8Array[] = [];
    for (const { envelopes, updates } of this.parts.values()) {
      bytes.push(...updates, ...envelopes);
      bytes.push(...(await this.contents(envelopes)));
    }
    return bytes.map((one) => new TextDecoder().decode(one)).join('\n');
  }

  /** Of which documents there were envelopes in pieces that came over the wire: a connection's name and base64 each. */
  async documentsIn(traffic: readonly string[]): Promise<string[]> {
    const names = new Map<string, string>();
    const mine = [...this.ledger.circle.devices.values()].flatMap(({ persons }) => persons);
    for (const part of ['team', 'household', ...mine.map((person) => `mine/${person}`)])
      names.set(await documentOf(this.log.id, part), part);
    const wires = new Map<string, Assembler>();
    const found = new Set<string>();
    for (const piece of traffic) {
      const [wire = '', text = ''] = piece.split(' ');
      const assembler = wires.get(wire) ?? new Assembler();
      wires.set(wire, assembler);
      const frame = assembler.take(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
      if (typeof frame !== 'object' || frame.kind !== FRAME.message) continue;
      const message = await decodeMessage(frame.bytes);
      if (!message.ok || message.value.type !== 'envelopes') continue;
      for (const bytes of message.value.envelopes) {
        const decoded = decodeEnvelope(bytes);
        if (decoded.ok) found.add(names.get(decoded.value.head.document) ?? 'of another document');
      }
    }
    return [...found];
  }

  /** What these envelopes say, as far as this device has a key for it. */
  async contents(envelopes: readonly Uint8Array[]): Promise<Uint8Array[]> {
    const contents: Uint8Array[] = [];
    for (const bytes of envelopes) {
      const decoded = decodeEnvelope(bytes);
      const keys = [...this.log.keys.keys()];
      if (!decoded.ok) continue;
      for (const epoch of keys) {
        const key = await this.log.sealingKey(epoch);
        const opened = key && (await openEnvelope(decoded.value, key));
        if (opened?.ok) contents.push(opened.value);
      }
    }
    return contents;
  }

  /** What an app would write that lets everybody: other words for the vision, and a try, in a chain of its own. */
  write(words: string, at: string): { readonly update: Uint8Array; readonly chain: string } {
    const { device } = this.identity;
    const document = new PlanDocument({ planId: this.plan, device, newChain });
    document.apply('team', this.parts.get('team')?.updates ?? []);
    const was = String(document.tables.get('plan')?.get('plan')?.vision);
    const [id, like] = [...(document.tables.get('tries') ?? [])][0] ?? [];
    if (id === undefined) throw new Error('no try to write one like');
    const fact = { ...like, id: `forged ${id}`, words };
    const updates: Uint8Array[] = [];
    let chain = '';
    document.onUpdate((_part, update, of) => {
      updates.push(update);
      chain = of;
    });
    document.write(
      [
        { type: 'textEdited', table: 'plan', id: 'plan', field: 'vision', was, now: words },
        { type: 'factRecorded', table: 'tries', id: fact.id, fact, readers: 'team' },
      ],
      at,
    );
    document.destroy();
    const [update] = updates;
    if (!update || updates.length > 1) throw new Error('not one update');
    return { update, chain };
  }

  /** Seals and signs something for the team, with whatever lie, and asks nobody whether it may. */
  async seal(
    { update, chain }: { readonly update: Uint8Array; readonly chain: string },
    { identity = this.identity, ...lie }: Lie = {},
  ): Promise<Uint8Array> {
    const { circle } = this.ledger;
    const epoch = currentEpoch(circle, 'team')?.epoch ?? '';
    const key = await this.log.sealingKey(epoch);
    if (!key) throw new Error('no key to seal with');
    const head = {
      kind: 'edit' as const,
      circle: circle.id,
      document: await documentOf(circle.id, 'team'),
      chain,
      sequence: 1,
      after: [...this.ledger.part('team').causality.leaves],
      members: circle.heads,
      epoch,
      ...lie,
    };
    return (await sealEnvelope(identity, key, head, update)).bytes;
  }

  /** Writes a record of the log, and asks nobody whether it may. */
  record(body: KnownBody, at: string): Promise<Uint8Array> {
    return encodeRecord(this.identity, { prev: this.ledger.circle.heads, at, body });
  }

  /** What counts here: hashes of envelopes by document and of records; what the log says of each device; who wrote. */
  async counted() {
    const name = async (bytes: Uint8Array): Promise<string> => toText(await hash(bytes));
    const counted: Record<string, string[]> = {};
    for (const [part, { envelopes }] of this.parts)
      counted[part] = (await Promise.all(envelopes.map(name))).sort();
    const roles = Object.fromEntries(
      [...this.ledger.circle.devices.values()].map((one) => [one.name, one.role]),
    );
    const writers = new Set<string>();
    for (const { envelopes } of this.parts.values())
      for (const bytes of envelopes) {
        const decoded = decodeEnvelope(bytes);
        if (decoded.ok) writers.add(decoded.value.head.device);
      }
    return { counted, roles, writers: [...writers].sort() };
  }
}
