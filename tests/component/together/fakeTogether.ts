import type {
  CodeRefusal,
  InvitationView,
  Joining,
  JoiningView,
  KnockView,
  MemberView,
  Together,
  TogetherRefusal,
  TogetherView,
} from '../../../src/lib/app/together/port';
import { ok, refuse, type Result } from '../../../src/lib/domain/result';

const minute = 60_000;
const at = (from: number): string => new Date(Date.now() + from).toISOString();

/** Marisol's phone, on which a test looks. */
export const marisols: MemberView = {
  device: 'marisol',
  name: 'Marisol’s phone',
  persons: ['marisol'],
  role: 'steer',
  household: true,
  isThis: true,
  since: '2026-05-01T17:00:00.000Z',
  letInBy: undefined,
  isHere: true,
  heardFrom: undefined,
  hasAll: undefined,
  differs: false,
  suspended: false,
};

/** Teo's phone, of the household. */
export const teos: MemberView = {
  ...marisols,
  device: 'teo',
  name: 'Teo’s phone',
  persons: ['teo'],
  isThis: false,
  letInBy: 'Marisol’s phone',
  isHere: false,
  heardFrom: at(-2 * 60 * minute),
  hasAll: true,
};

/** Renee's laptop, from a service. */
export const renees: MemberView = {
  ...teos,
  device: 'renee',
  name: 'Renee’s laptop',
  persons: ['renee'],
  role: 'edit',
  household: false,
  heardFrom: at(-3 * 60 * minute),
};

export const sentToInes: InvitationView = {
  id: 'ines',
  persons: ['ines'],
  role: 'edit',
  household: false,
  shown: 'sent',
  until: at(6 * 24 * 60 * minute),
  link: 'https://plan.example/join/#i=AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA',
};

export const knockOfAna = (over: Partial<KnockView> = {}): KnockView => ({
  id: 'k1',
  name: 'Ana',
  invitation: { ...sentToInes, id: 'ana', persons: [], shown: 'room', until: at(9 * minute) },
  sets: [
    ['sol', 'piano', 'taxi'],
    ['limón', 'radio', 'kiwi'],
    ['hotel', 'tango', 'mango'],
    ['panda', 'cactus', 'final'],
  ],
  ...over,
});

/** Shared, with Teo and Renee in. */
export const sharedView: TogetherView = {
  circle: 'circle',
  members: [marisols, teos, renees],
  invitations: [sentToInes],
  knocks: [],
  meeting: 'direct',
  servers: [],
  signaling: [],
  signalingOffered: [],
  ownServers: false,
  presence: false,
  connected: 2,
  trouble: undefined,
  onlyHere: 0,
  unsealed: 0,
  arriving: undefined,
  unkept: undefined,
  heavy: [],
  maySteer: true,
  keysStay: true,
};

/** On this device only, never shared. */
export const aloneView: TogetherView = {
  ...sharedView,
  circle: undefined,
  members: [],
  invitations: [],
  meeting: undefined,
  connected: 0,
};

/** A plan among devices in memory; what is asked of it is noted. */
export class FakeTogether implements Together {
  readonly asked: [string, ...unknown[]][] = [];
  /** What the next request that may be refused answers. */
  refusal: TogetherRefusal | undefined;
  codeRefusal: CodeRefusal | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(public view: TogetherView = sharedView) {}

  /** The view changes, from afar or by what was asked. */
  change(patch: Partial<TogetherView>): void {
    this.view = { ...this.view, ...patch };
    for (const listener of this.#listeners) listener();
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  getReady(): void {}

  async share(): Promise<Result<undefined, TogetherRefusal>> {
    return this.#answer('share', undefined, () =>
      this.change({ circle: 'circle', members: [marisols] }),
    );
  }

  async chooseMeeting(...input: Parameters<Together['chooseMeeting']>): Promise<void> {
    this.asked.push(['chooseMeeting', ...input]);
    this.change({ meeting: input[0] });
  }

  async setServers(
    ...input: Parameters<Together['setServers']>
  ): Promise<Result<undefined, TogetherRefusal>> {
    this.asked.push(['setServers', ...input]);
    const [servers, signaling, whose] = input;
    this.change({ servers, signaling, ownServers: whose === 'device' });
    return ok(undefined);
  }

  async serversOfAll(): Promise<void> {
    this.asked.push(['serversOfAll']);
    this.change({ servers: [], signaling: [], ownServers: false });
  }

  async takeFrom(...input: Parameters<Together['takeFrom']>): Promise<void> {
    this.asked.push(['takeFrom', ...input]);
    const [device, more] = input;
    this.change({
      heavy: this.view.heavy
        .filter((one) => one.device !== device || !more)
        .map((one) => ({ ...one, isLeft: true })),
    });
  }

  async setPresence(on: boolean): Promise<void> {
    this.asked.push(['setPresence', on]);
    this.change({ presence: on });
  }

  async invite(
    input: Parameters<Together['invite']>[0],
  ): Promise<Result<InvitationView, TogetherRefusal>> {
    const made: InvitationView = {
      ...input,
      id: `invitation-${String(this.asked.length)}`,
      until: at(input.shown === 'room' ? 10 * minute : 7 * 24 * 60 * minute),
      link: `${sentToInes.link ?? ''}${String(this.asked.length)}`,
    };
    return this.#answer(
      'invite',
      made,
      () => this.change({ invitations: [...this.view.invitations, made] }),
      input,
    );
  }

  async revoke(id: string): Promise<void> {
    this.asked.push(['revoke', id]);
    this.change({ invitations: this.view.invitations.filter((one) => one.id !== id) });
  }

  async letIn(
    ...input: Parameters<Together['letIn']>
  ): Promise<Result<undefined, TogetherRefusal>> {
    return this.#answer('letIn', undefined, () => this.change({ knocks: [] }), ...input);
  }

  async notNow(knock: string): Promise<void> {
    this.asked.push(['notNow', knock]);
    this.change({ knocks: [] });
  }

  async changeRole(
    ...input: Parameters<Together['changeRole']>
  ): Promise<Result<undefined, TogetherRefusal>> {
    const [device, rights] = input;
    return this.#answer(
      'changeRole',
      undefined,
      () =>
        this.change({
          members: this.view.members.map((one) =>
            one.device === device ? { ...one, ...rights } : one,
          ),
        }),
      ...input,
    );
  }

  async whatsNew(): Promise<Result<Blob, TogetherRefusal>> {
    return this.#answer('whatsNew', new Blob(['sealed']), () => {});
  }

  async takeIn(file: Blob): Promise<Result<number, TogetherRefusal>> {
    return this.#answer('takeIn', 3, () => {}, file);
  }

  async offerByCode(): ReturnType<Together['offerByCode']> {
    this.asked.push(['offerByCode']);
    return {
      code: 'LPOFFER'.repeat(20),
      accept: async (answer) => {
        this.asked.push(['accept', answer]);
        return this.codeRefusal ? refuse(this.codeRefusal) : ok(undefined);
      },
      cancel: () => this.asked.push(['cancel']),
    };
  }

  async startAgain(): Promise<Result<string, TogetherRefusal>> {
    return this.#answer('startAgain', 'new-plan', () => {});
  }

  #answer<Value>(
    what: string,
    value: Value,
    then: () => void,
    ...input: readonly unknown[]
  ): Result<Value, TogetherRefusal> {
    this.asked.push([what, ...input]);
    if (this.refusal) return refuse(this.refusal);
    then();
    return ok(value);
  }
}

/** Joining in memory: a test says what comes next. */
export class FakeJoining implements Joining {
  stopped = false;
  wentOn = 0;
  readonly #listeners = new Set<() => void>();

  constructor(public view: JoiningView = { step: 'meeting' }) {}

  change(view: JoiningView): void {
    this.view = view;
    for (const listener of this.#listeners) listener();
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  goOn(): void {
    this.wentOn += 1;
  }

  stop(): void {
    this.stopped = true;
  }
}
