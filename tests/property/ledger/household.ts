import { familyPlanKind } from '../../../src/lib/document/familyPlanKind';
import { PlanDocument, type PartName } from '../../../src/lib/document/planDocument';
import type { Change } from '../../../src/lib/domain/plan/change';
import type { CirclePart, KnownBody } from '../../../src/lib/domain/circle/record';
import type { Role } from '../../../src/lib/domain/circle/roles';
import { beginCircle } from '../../../src/lib/ledger/beginCircle';
import { randomBytes, toText } from '../../../src/lib/ledger/bytes';
import { generateKeys, identityFrom, type Identity } from '../../../src/lib/ledger/identity';
import { Ledger } from '../../../src/lib/ledger/ledger';
import { MemberLog } from '../../../src/lib/ledger/memberLog';
import type { Outcome } from '../../../src/lib/ledger/outcome';

export const newChain = (): string => toText(randomBytes(16));
const plan = 'vega';

/** One person's device: what it shows, what it keeps, and what it would say to others. */
export class Phone {
  readonly name: string;
  readonly identity: Identity;
  ledger: Ledger;
  document: PlanDocument;
  /** All that this device ever kept, by part, as it came. */
  readonly kept = new Map<CirclePart, { envelopes: Uint8Array[]; updates: Uint8Array[] }>();
  readonly outcomes: Outcome[] = [];
  /** How often a document was replaced. */
  folds = 0;
  /** The device's clock, in minutes from the true one. */
  skew = 0;
  #minute = 0;

  constructor(name: string, identity: Identity, ledger: Ledger) {
    this.name = name;
    this.identity = identity;
    this.ledger = ledger;
    this.document = this.#open();
  }

  get at(): string {
    return new Date(Date.UTC(2026, 2, 2, 8, ++this.#minute + this.skew)).toISOString();
  }

  #made: { part: PartName; update: Uint8Array; chain: string }[] = [];

  #open(): PlanDocument {
    const document = new PlanDocument({
      planId: plan,
      device: this.identity.device,
      newChain,
      talker: undefined,
    });
    document.onUpdate((part, update, chain) => this.#made.push({ part, update, chain }));
    return document;
  }

  of(part: CirclePart): { envelopes: Uint8Array[]; updates: Uint8Array[] } {
    const known = this.kept.get(part) ?? { envelopes: [], updates: [] };
    this.kept.set(part, known);
    return known;
  }

  /** Writes, seals and keeps. */
  async write(...changes: Change[]): Promise<void> {
    this.document.write(changes, this.at);
    await this.sealed();
  }

  async undo(): Promise<void> {
    this.document.undo();
    await this.sealed();
  }

  async redo(): Promise<void> {
    this.document.redo();
    await this.sealed();
  }

  async sealed(): Promise<void> {
    for (const { part, update, chain } of this.#made.splice(0)) {
      const sealed = await this.ledger.seal(part, chain, update, this.at, newChain);
      if (!sealed.ok) throw new Error(`${this.name}: ${sealed.refusal}`);
      this.of(part).envelopes.push(...sealed.value.start, sealed.value.envelope);
      this.of(part).updates.push(update);
    }
  }

  /** Seals the present state of a part in a chain of its own. */
  async begin(part: CirclePart): Promise<readonly Uint8Array[]> {
    const { envelopes } = await this.ledger.sealStart(part, newChain(), this.at);
    this.of(part).envelopes.push(...envelopes);
    return envelopes;
  }

  /** Takes in what another device sends. */
  async hear(envelopes: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    const outcomes = await this.ledger.take(envelopes);
    await this.#take(outcomes);
    await this.due();
    return outcomes;
  }

  async hearRecords(records: readonly Uint8Array[]): Promise<void> {
    await this.#take((await this.ledger.takeRecords(records)).outcomes);
    await this.due();
  }

  /** Opens epochs and seals starts for those who lack them. */
  async due(): Promise<void> {
    await this.ledger.rotateDue(this.at);
    for (const { part, envelopes } of await this.ledger.startsDue(newChain, this.at))
      this.of(part).envelopes.push(...envelopes);
  }

  async #take(outcomes: readonly Outcome[]): Promise<void> {
    this.outcomes.push(...outcomes);
    for (const outcome of outcomes) {
      if (outcome.kind !== 'accepted' || outcome.isKept) continue;
      const kept = this.of(outcome.part);
      kept.envelopes.push(outcome.envelope);
      if (!outcome.update) continue;
      kept.updates.push(outcome.update);
      this.document.apply(outcome.part as PartName, [outcome.update]);
    }
    this.#replace();
    for (const fork of this.ledger.log.takeForks()) await this.ledger.write(fork, this.at);
  }

  /** What is kept and shown of a document is replaced where other things stand now (LED6). */
  #replace(): void {
    for (const part of this.ledger.anew) {
      const ledger = this.ledger.part(part);
      this.of(part).updates = ledger.replica.encode();
      ledger.isAnew = false;
      this.folds += 1;
      this.document.replace(part as PartName, this.of(part).updates);
    }
  }

  /** Everything another device lacks of what both read. */
  async tell(other: Phone): Promise<void> {
    await other.hearRecords(this.ledger.log.records());
    const parts = this.ledger.partsOf(other.identity.device);
    for (const part of this.ledger.parts.filter((one) => parts.includes(one))) {
      const { heads, tips } = other.ledger.part(part);
      await other.hear([
        ...this.ledger.part(part).unlike(heads, tips),
        ...this.ledger.missing(part, heads, other.identity.device),
      ]);
    }
  }

  /** The app is closed and opened again: only what was kept is there. */
  async restart(): Promise<void> {
    const records = this.ledger.log.records();
    const log = new MemberLog(this.ledger.log.id, this.identity);
    await log.take(records);
    this.ledger = new Ledger({ plan, identity: this.identity, kind: familyPlanKind }, log);
    this.document.destroy();
    this.document = this.#open();
    for (const [part, kept] of this.kept) {
      await this.ledger.restore({ part, ...kept });
      this.document.apply(part as PartName, kept.updates);
    }
    this.#replace();
  }
}

/** Marisol's phone, alone with a plan, begins a circle. */
export const firstPhone = async (changes: readonly Change[] = []): Promise<Phone> => {
  const identity = await identityFrom(await generateKeys());
  const alone = new PlanDocument({ planId: plan, device: 'alone', newChain: () => 'before' });
  const made: { part: PartName; update: Uint8Array }[] = [];
  alone.onUpdate((part, update) => made.push({ part, update }));
  alone.write([...changes], '2026-03-01T08:00:00.000Z');
  const { circle, genesis } = await beginCircle(
    identity,
    { plan, name: 'Marisol', persons: ['marisol'], formerly: ['alone'] },
    '2026-03-02T08:00:00.000Z',
  );
  const log = new MemberLog(circle, identity);
  await log.take([genesis]);
  const ledger = new Ledger({ plan, identity, kind: familyPlanKind }, log);
  const phone = new Phone('Marisol', identity, ledger);
  for (const part of ['team', 'household'] as const) {
    const updates = made.filter((one) => one.part === part).map(({ update }) => update);
    phone.of(part).updates.push(...updates);
    phone.document.apply(part, updates);
    await ledger.restore({ part, envelopes: [], updates });
    const { envelopes } = await ledger.sealStart(part, newChain(), phone.at);
    phone.of(part).envelopes.push(...envelopes);
  }
  return phone;
};

/** Somebody who may lets a new phone in, and sends it what it needs. */
export const join = async (
  by: Phone,
  name: string,
  rights: { role: Role; household: boolean; persons?: string[] },
): Promise<Phone> => {
  const identity = await identityFrom(await generateKeys());
  const persons = rights.persons ?? [name.toLowerCase()];
  const { role, household } = rights;
  const invitation = toText(randomBytes(32));
  const until = '2036-03-02T08:00:00.000Z';
  const invite = { invitation, role, household, persons, until, shown: 'room' } as const;
  await by.ledger.write({ type: 'invite', ...invite }, by.at);
  const request = toText(randomBytes(32));
  const admit = { device: identity.keys, name, persons, role, household, invitation, request };
  return enter(by, name, identity, { type: 'admit', ...admit });
};

/** Another phone of the same person. */
export const bring = async (by: Phone, name: string): Promise<Phone> => {
  const identity = await identityFrom(await generateKeys());
  return enter(by, name, identity, { type: 'addDevice', device: identity.keys, name });
};

const enter = async (
  by: Phone,
  name: string,
  identity: Identity,
  body: Extract<KnownBody, { type: 'admit' | 'addDevice' }>,
): Promise<Phone> => {
  await by.ledger.write(body, by.at);
  await by.ledger.rotateDue(by.at);
  const starts = await by.ledger.startsDue(newChain, by.at);
  for (const { part, envelopes } of starts) by.of(part).envelopes.push(...envelopes);
  const phone = empty(by, name, identity);
  await by.tell(phone);
  return phone;
};

const empty = (by: Phone, name: string, identity: Identity): Phone => {
  const log = new MemberLog(by.ledger.log.id, identity);
  return new Phone(name, identity, new Ledger({ plan, identity, kind: familyPlanKind }, log));
};

/** A device as it is right after it was let in: it has the log, and nothing of the plan. */
export const letInOnly = async (by: Phone, { name, identity }: Phone): Promise<Phone> => {
  const phone = empty(by, name, identity);
  await phone.hearRecords(by.ledger.log.records());
  return phone;
};
