import { expect, test } from 'vitest';
import { Engine } from '../../../../src/lib/app/together/engine';
import { newChain } from '../../../../src/lib/app/newChain';
import { documentId } from '../../../../src/lib/app/planEntry';
import { PlanDocument, type PartName } from '../../../../src/lib/document/planDocument';
import type { Role } from '../../../../src/lib/domain/circle/roles';
import { beginCircle } from '../../../../src/lib/ledger/beginCircle';
import { randomBytes, toText } from '../../../../src/lib/ledger/bytes';
import { generateKeys, identityFrom, type Identity } from '../../../../src/lib/ledger/identity';
import { emptyShelf, memoryVault } from '../../../../src/lib/vault/memoryVault';

const plan = 'vega';
const nothing = new Uint8Array(0);
const vision = (value: string) =>
  ({ type: 'fieldChanged', table: 'plan', id: 'plan', field: 'vision', value }) as const;

/** One device: the tab that shows the plan, and the engine beside it, on one shelf. */
class Device {
  readonly shelf = emptyShelf();
  readonly vault = memoryVault(this.shelf);
  readonly identity: Identity;
  readonly document: PlanDocument;
  engine!: Engine;
  #written: Promise<void> = Promise.resolve();

  constructor(identity: Identity) {
    this.identity = identity;
    this.document = new PlanDocument({
      planId: plan,
      device: identity.device,
      newChain,
      talker: undefined,
    });
    this.document.onUpdate((part, update, chain) => {
      this.#written = this.#written.then(() => this.#keep(part, update, chain));
    });
  }

  /** The tab opens the plan, and its engine starts. */
  async open(circle: string): Promise<void> {
    await this.show();
    this.engine = await Engine.open(
      { vault: memoryVault(this.shelf), plan, circle, identity: this.identity },
      () => {},
    );
  }

  async show(): Promise<void> {
    for (const part of ['team', 'household'] as const) {
      const store = await this.vault.open(documentId(plan, part));
      store.onArrived((update) => {
        if (update.length > 0) this.document.apply(part, [update]);
      });
      await store.load((updates) => this.document.apply(part, updates));
    }
  }

  async write(value: string): Promise<void> {
    this.document.write([vision(value)], '2026-03-02T08:00:00.000Z');
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

/** Marisol's phone, whose plan is shared. */
const marisols = async (): Promise<{ marisol: Device; circle: string }> => {
  const marisol = await device();
  const { log, genesis } = await beginCircle(
    marisol.identity,
    { plan, name: 'Marisol', persons: ['marisol'], formerly: ['alone'] },
    '2026-03-02T08:00:00.000Z',
  );
  const before = new PlanDocument({ planId: plan, device: 'alone', newChain, talker: undefined });
  const made: Uint8Array[] = [];
  before.onUpdate((_part, update) => made.push(update));
  before.write([vision('We eat together')], '2026-03-01T08:00:00.000Z');
  const team = await marisol.vault.open(documentId(plan, 'team'));
  for (const update of made) await team.append(update);
  await (await marisol.vault.open(documentId(plan, 'circle'))).append(nothing, genesis);
  await marisol.open(log.id);
  await marisol.engine.begin();
  return { marisol, circle: log.id };
};

const letIn = async (
  by: Device,
  circle: string,
  role: Role,
  household: boolean,
): Promise<Device> => {
  const next = await device();
  const invitation = toText(randomBytes(32));
  const rights = { role, household, persons: ['teo'] };
  await by.engine.write({
    type: 'invite',
    invitation,
    ...rights,
    until: '2036-01-01T00:00:00Z',
    shown: 'room',
  });
  await by.engine.letIn({
    type: 'admit',
    device: next.identity.keys,
    name: 'Teo',
    ...rights,
    invitation,
    request: toText(randomBytes(32)),
  });
  const store = await next.vault.open(documentId(plan, 'circle'));
  for (const record of by.engine.records) await store.append(nothing, record);
  await next.open(circle);
  return next;
};

let wires = 0;

/** Lays a wire between two engines; what it gives cuts it. */
const connect = (a: Device, b: Device): (() => void) => {
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

test('LED4 what one writes stands on the other, and what was written apart comes when they meet again', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  const cut = connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together');
  await teo.write('We eat together on Sundays');
  await expect.poll(() => marisol.reads).toBe('We eat together on Sundays');
  cut();
  await marisol.write('We eat together on Sundays at six');
  expect(marisol.engine.status.onlyHere).toBe(1);
  connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together on Sundays at six');
  await expect.poll(() => marisol.engine.status.onlyHere).toBe(0);
  await expect
    .poll(() => [...marisol.engine.status.standings.values()].map(({ same }) => same))
    .toEqual([true]);
});

test('VAU6 an engine that is opened again goes on with what was kept', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'edit', true);
  connect(marisol, teo);
  await expect.poll(() => teo.engine.status.begun.length).toBe(2);
  await teo.engine.close();
  const again = await Engine.open(
    { vault: memoryVault(teo.shelf), plan, circle, identity: teo.identity },
    () => {},
  );
  expect(again.status.begun).toEqual(expect.arrayContaining(['team', 'household']));
  expect(again.status.waiting).toBe(0);
  teo.engine = again;
  await teo.write('On Sundays');
  connect(marisol, teo);
  await expect.poll(() => marisol.reads).toBe('On Sundays');
});

test('DOC10 who is not of the household gets its document neither as words nor sealed', async () => {
  const { marisol, circle } = await marisols();
  const renee = await letIn(marisol, circle, 'edit', false);
  connect(marisol, renee);
  await expect.poll(() => renee.reads).toBe('We eat together');
  expect(renee.engine.status.begun).toEqual(['team']);
  // Later she is one of them, and has all of it.
  await marisol.engine.write({
    type: 'changeRole',
    device: renee.identity.device,
    role: 'edit',
    household: true,
    persons: ['teo'],
  });
  await expect
    .poll(() => renee.engine.status.begun)
    .toEqual(expect.arrayContaining(['team', 'household']));
});

test('CIR2 a device that only reads cannot seal, and nothing of it is sent', async () => {
  const { marisol, circle } = await marisols();
  const teo = await letIn(marisol, circle, 'see', true);
  connect(marisol, teo);
  await expect.poll(() => teo.reads).toBe('We eat together');
  await expect(teo.write('Not mine to say')).rejects.toThrow('mayNotWrite');
});
