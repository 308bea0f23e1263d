import { Engine } from '../../../../src/lib/app/together/engine';
import { newChain } from '../../../../src/lib/app/newChain';
import { documentId } from '../../../../src/lib/app/planEntry';
import { PlanDocument, type PartName } from '../../../../src/lib/document/planDocument';
import type { Role } from '../../../../src/lib/domain/circle/roles';
import type { Change } from '../../../../src/lib/domain/plan/change';
import { beginCircle } from '../../../../src/lib/ledger/beginCircle';
import { randomBytes, toText } from '../../../../src/lib/ledger/bytes';
import { generateKeys, identityFrom, type Identity } from '../../../../src/lib/ledger/identity';
import { emptyShelf, memoryVault } from '../../../../src/lib/vault/memoryVault';

export const plan = 'vega';
export const nothing = new Uint8Array(0);
export const vision = (value: string) =>
  ({ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value }) as const;

/** One device: the tab that shows the plan, and the engine beside it, on one shelf. */
export class Device {
  readonly shelf = emptyShelf();
  readonly vault = memoryVault(this.shelf);
  readonly identity: Identity;
  readonly document: PlanDocument;
  engine!: Engine;
  #written: Promise<void> = Promise.resolve();

  /** @param chain what its runs are called, where two devices are one */
  constructor(identity: Identity, chain: () => string = newChain) {
    this.identity = identity;
    this.document = new PlanDocument({
      planId: plan,
      device: identity.device,
      newChain: chain,
      talker: undefined,
    });
    this.document.onUpdate((part, update, chain) => {
      this.#written = this.#written.then(() => this.#keep(part, update, chain));
    });
  }

  /** The tab opens the plan, and its engine starts. */
  async open(circle: string, most?: number): Promise<void> {
    await this.show();
    this.engine = await Engine.open(
      { vault: memoryVault(this.shelf), plan, circle, identity: this.identity },
      () => {},
      Date.now,
      most,
    );
  }

  async show(): Promise<void> {
    for (const part of ['team', 'household'] as const) {
      const store = await this.vault.open(documentId(plan, part));
      store.onArrived((arrived) => {
        const updates = arrived.map(({ update }) => update);
        this.document.apply(
          part,
          updates.filter(({ length }) => length > 0),
        );
      });
      await store.load((updates) => this.document.apply(part, updates));
    }
  }

  write(value: string): Promise<void> {
    return this.does(vision(value));
  }

  async does(...changes: Change[]): Promise<void> {
    this.document.write(changes, '2026-03-02T08:00:00.000Z');
    await this.#written;
  }

  get reads(): string | undefined {
    return this.document.reading.plan?.vision;
  }

  async #keep(part: PartName, update: Uint8Array, chain: string): Promise<void> {
    const sealed = await this.engine.seal(part, chain, update);
    if (typeof sealed === 'string') throw new Error(sealed);
    const store = await this.vault.open(documentId(plan, part));
    await store.append(update, sealed);
  }
}

const device = async (): Promise<Device> => new Device(await identityFrom(await generateKeys()));

/** Marisol's phone, whose plan is shared. `before`: what happens between the log's beginning and the engine's. */
export const marisols = async (
  before: (marisol: Device) => Promise<void> = async () => {},
): Promise<{ marisol: Device; circle: string }> => {
  const marisol = await device();
  const { circle, genesis } = await beginCircle(
    marisol.identity,
    { plan, name: 'Marisol', persons: ['marisol'], formerly: ['alone'] },
    '2026-03-02T08:00:00.000Z',
  );
  const alone = new PlanDocument({ planId: plan, device: 'alone', newChain, talker: undefined });
  const made: Uint8Array[] = [];
  alone.onUpdate((_part, update) => made.push(update));
  alone.write([vision('We eat together')], '2026-03-01T08:00:00.000Z');
  const team = await marisol.vault.open(documentId(plan, 'team'));
  for (const update of made) await team.append(update);
  await (await marisol.vault.open(documentId(plan, 'circle'))).append(nothing, genesis);
  await before(marisol);
  await marisol.open(circle);
  await marisol.engine.begin();
  return { marisol, circle };
};

export const letIn = async (
  by: Device,
  circle: string,
  role: Role,
  household: boolean,
  next?: Device,
): Promise<Device> => {
  const comes = next ?? (await device());
  const invitation = toText(randomBytes(32));
  const rights = { role, household, persons: ['teo'] };
  await by.engine.write({
    type: 'invite',
    invitation,
    ...rights,
    until: '2036-01-01T00:00:00Z',
    shown: 'room',
  });
  const { records } = await by.engine.letIn({
    type: 'admit',
    device: comes.identity.keys,
    name: 'Teo',
    ...rights,
    invitation,
    request: toText(randomBytes(32)),
  });
  const store = await comes.vault.open(documentId(plan, 'circle'));
  for (const record of records) await store.append(nothing, record);
  await comes.open(circle);
  return comes;
};

let wires = 0;

/** Lays a wire between two engines; what it gives cuts it. */
export const connect = (a: Device, b: Device): (() => void) => {
  const id = ++wires;
  let cut = false;
  const to = (other: Device) => ({
    send: async (message: Uint8Array) => {
      if (!cut) void other.engine.hear(id, message.slice());
    },
    quarantine: () => {
      throw new Error('nobody here is a stranger');
    },
  });
  a.engine.connect(id, b.identity.device, to(b));
  b.engine.connect(id, a.identity.device, to(a));
  return () => {
    cut = true;
    a.engine.disconnect(id);
    b.engine.disconnect(id);
  };
};
