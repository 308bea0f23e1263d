import { untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { thisDevice } from '../app/device';
import {
  dropDraft,
  keepDraft,
  readDraft,
  stepsWithDraft,
  type Draft,
  type DraftKind,
} from '../app/drafts';
import {
  noFaces,
  pinOpens,
  withoutFace,
  withPin,
  withNobody,
  withTalker,
  type Faces,
} from '../app/faces';
import { keptOrNot, type Kept } from '../app/keptOrNot';
import {
  OpenPlan,
  type Command,
  type DrawGlimpses,
  type Offer,
  type PlanState,
  type Ran,
  type StorageTrouble,
} from '../app/openPlan';
import { planStanding, type PlanStanding } from '../app/planStanding';
import { TryDrafts, type TryDraft } from '../app/tryDrafts';
import { dayAt, isDay, type Day } from '../domain/day';
import type { Json } from '../domain/json';
import type { PlanReading } from '../domain/plan/reading';
import type { Id, Person } from '../domain/plan/schema';
import type { TodayWindow } from '../domain/plan/selectToday';
import { address } from './address';

/** An open plan whose changes the screens follow. */
class LivePlan {
  plan: OpenPlan | undefined;
  drafts: TryDrafts | undefined;
  readonly opened: Promise<{ plan: OpenPlan; drafts: TryDrafts }>;
  readonly #subscribe: () => void;

  constructor(readonly id: string) {
    this.opened = this.#open();
    this.#subscribe = createSubscriber((update) => {
      const stops: (() => void)[] = [];
      let stopped = false;
      void this.opened.then(({ plan, drafts }) => {
        if (stopped) return;
        stops.push(plan.onChanged(update), drafts.onChanged(update));
        update();
      });
      return () => {
        stopped = true;
        for (const stop of stops) stop();
      };
    });
  }

  /** The plan, followed by whoever asks inside an effect. */
  get followed(): OpenPlan | undefined {
    this.#subscribe();
    return this.plan;
  }

  async close(): Promise<void> {
    const { plan, drafts } = await this.opened;
    await drafts.doneAll();
    drafts.close();
    await plan.close();
  }

  async #open(): Promise<{ plan: OpenPlan; drafts: TryDrafts }> {
    const device = await thisDevice();
    const plan = new OpenPlan(this.id, device, Date.now, (...seen) =>
      drawGlimpses(this.id, ...seen),
    );
    const drafts = new TryDrafts(plan, device.vault);
    this.plan = plan;
    this.drafts = drafts;
    void plan.ready.then(() => drafts.open());
    return { plan, drafts };
  }
}

type Drawing = (planId: string, ...seen: Parameters<DrawGlimpses>) => ReturnType<DrawGlimpses>;
let drawGlimpses: Drawing = async () => [];

/** Tells how Today's first cards are drawn for the next start. The shell knows; this module draws nothing. */
export const glimpsesAreDrawnBy = (drawing: Drawing): void => {
  drawGlimpses = drawing;
};

let live: LivePlan | undefined;

/** The plan that the address names, opened when it is first asked for; the one before is let go of. */
const livePlan = (): LivePlan | undefined => {
  const id = address.p;
  if (id === undefined) return undefined;
  if (live?.id !== id) {
    const before = live;
    live = untrack(() => new LivePlan(id));
    void before?.close();
  }
  return live;
};

/** Turns when the day may have turned: each half minute that the page is seen, and when it comes back to the front. */
const followClock = createSubscriber((update) => {
  const timer = setInterval(update, 30_000);
  document.addEventListener('visibilitychange', update);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', update);
  };
});

const followed = (): OpenPlan | undefined => livePlan()?.followed;

/** The plan at hand, as the screens see it. Every getter is reactive. */
export const here = {
  get id(): string | undefined {
    return address.p;
  },
  get state(): PlanState {
    if (address.p === undefined) return 'missing';
    return followed()?.state ?? 'opening';
  },
  /** The whole plan; absent until it is open. */
  get reading(): PlanReading | undefined {
    return followed()?.reading;
  },
  /** Today's cards as they were kept; painted before the plan is open. */
  get window(): TodayWindow | undefined {
    return followed()?.window;
  },
  /** How much of a plan is here that this device was let into; absent when all of it is. */
  get coming(): OpenPlan['coming'] {
    return followed()?.coming;
  },
  get names(): readonly string[] {
    return followed()?.entry?.names ?? [];
  },
  get timeZone(): string {
    return followed()?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  },
  /** Today where the plan lives (PLAN12). */
  get today(): Day {
    followClock();
    return followed()?.today ?? dayAt(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  },
  /** The earlier day that is looked at; absent while it is today. */
  get past(): Day | undefined {
    const day = address.d;
    return day !== undefined && isDay(day) && day < this.today ? day : undefined;
  },
  get day(): Day {
    return this.past ?? this.today;
  },
  /** Who is talking; absent when somebody has to be asked. */
  get talker(): Person | undefined {
    followClock();
    const plan = followed();
    const id = plan?.talker;
    return id === undefined ? undefined : plan?.reading?.people.get(id);
  },
  /** Whether who is talking may answer for the household (PLAN5); so does whoever did not say who they are yet. */
  get mayAnswer(): boolean {
    return this.talker === undefined || this.talker.household === true;
  },
  get readOnly(): undefined | 'past' | 'onlyReads' | 'needsNewerApp' {
    if (this.past) return 'past';
    if (followed()?.onlyReads) return 'onlyReads';
    return followed()?.canWrite === false ? 'needsNewerApp' : undefined;
  },
  get trouble(): StorageTrouble | undefined {
    return followed()?.trouble;
  },
  /** Stored pieces that could not be read and were put aside. */
  get damaged(): number {
    return followed()?.damaged ?? 0;
  },
  get isExample(): boolean {
    const plan = followed();
    return plan?.reading?.about.example ?? plan?.entry?.example ?? false;
  },
  /** Whether this device gets what is only for the household. */
  get readsHousehold(): boolean {
    return followed()?.readsHousehold !== false;
  },
  /** Whether the plan was shared with other devices. */
  get isShared(): boolean {
    return followed()?.isShared === true;
  },
  get canUndo(): boolean {
    followClock();
    return followed()?.canUndo ?? false;
  },
  get canRedo(): boolean {
    followClock();
    return followed()?.canRedo ?? false;
  },
  get offers(): readonly Offer[] {
    return followed()?.offers ?? [];
  },
  /** The plan's people whose device wrote something; nobody where the plan is on this device only. */
  personsOf: (device: string): readonly Id[] => followed()?.personsOf(device) ?? [],
  /** Today as somebody who comes new may see it until the plan is there. */
  todayFor: (household: boolean): Promise<string | undefined> =>
    withPlan(async (plan) => (await import('../app/todayFor')).todayFor(plan, household)),
  undo: (): Promise<Ran> => withPlan((plan) => plan.undo()),
  redo: (): Promise<Ran> => withPlan((plan) => plan.redo()),
  choose: (offer: Offer, value: Json | undefined): Promise<Ran> =>
    withPlan((plan) => plan.choose(offer, value)),
};

const withPlan = async <Value>(use: (plan: OpenPlan) => Promise<Value>): Promise<Value> => {
  const at = livePlan();
  if (!at) throw new Error('no plan stands in the address');
  return use((await at.opened).plan);
};

/** Resolves once the plan that the address names is open: before that, nobody can be said to be talking. */
export const whenOpen = (): Promise<void> => withPlan((plan) => plan.ready);

/** What came of doing something: kept, the question "Who are you?" closed, or why not. */
export type Acted = 'saved' | 'closed' | Exclude<Ran, string>;

/** Runs a command of the domain as who is talking, if that is known: nobody is asked in the middle of something else. */
export const actIfKnown = <Input>(command: Command<Input>, input: Input): Promise<Ran> =>
  withPlan((plan) => plan.run(command, input));

/**
 * Runs a command of the domain as who is talking, about that person or `about`. Asks "Who are you?" first when nobody is.
 * Resolves once it is durable.
 */
export const act = async <Input>(
  command: Command<Input>,
  input: Input,
  about?: Id,
): Promise<Acted> =>
  withPlan(async (plan) => {
    const ran = await plan.run(command, input, { about });
    if (ran !== 'whoIsTalking') return ran;
    if ((await askWho()) === undefined) return 'closed';
    const again = await plan.run(command, input, { about });
    return again === 'whoIsTalking' ? 'closed' : again;
  });

/**
 * Whether it stands on the screen, kept or not: a form that was filled in has done its work, and would do it twice.
 * Of what is not kept the shell speaks until it is.
 */
export const stands = (came: Acted): boolean =>
  came === 'saved' || (came !== 'closed' && came.kind === 'notKept');

/** The open question "Who are you?"; the shell shows it. */
let question = $state.raw<{ readonly answer: (id: Id | undefined) => void } | undefined>();

export const who = {
  get question() {
    return question;
  },
  get faces(): Faces {
    return followed()?.faces ?? noFaces;
  },
  /** Whether a PIN has to be typed for this face. */
  needsPin: (id: Id): boolean =>
    followed()?.faces.people.find((face) => face.id === id)?.pin !== undefined,
  /** Somebody said who they are. False when the PIN does not open that face. */
  choose: (id: Id, pin = ''): Promise<boolean> =>
    withPlan(async (plan) => {
      if (!(await pinOpens(plan.faces, plan.id, id, pin))) return false;
      await plan.talk(id);
      question?.answer(id);
      return true;
    }),
  /** Who is talking is done: whoever writes next is asked, also where one person alone uses this device (UNSAFE). */
  stop: (): Promise<void> =>
    withPlan(async (plan) => {
      await keptOrNot(plan.changeFaces(withNobody));
    }),
  close: (): void => question?.answer(undefined),
};

/** "Someone else": opens the row of faces. Resolves with who was chosen; absent when it was closed. */
export const askWho = (): Promise<Id | undefined> =>
  new Promise((resolve) => {
    question?.answer(undefined);
    question = {
      answer: (id) => {
        question = undefined;
        resolve(id);
      },
    };
  });

/** Who is talking, asked if nobody is; absent when the question was closed. For before somebody begins to write. */
export const knowWho = async (): Promise<Id | undefined> => here.talker?.id ?? askWho();

/** The people who use this device for the plan at hand. */
export const deviceUsers = {
  get all(): Faces['people'] {
    return followed()?.faces.people ?? [];
  },
  add: (id: Id): Promise<void> =>
    withPlan((plan) =>
      plan.changeFaces((faces) => ({ ...faces, people: withTalker(faces, id, 0).people })),
    ),
  remove: (id: Id): Promise<void> =>
    withPlan((plan) => plan.changeFaces((faces) => withoutFace(faces, id))),
  /** `undefined` takes the PIN away. */
  setPin: (id: Id, pin: string | undefined): Promise<void> =>
    withPlan((plan) => plan.changeFaces((faces) => withPin(faces, plan.id, id, pin))),
};

const withDrafts = async <Value>(use: (drafts: TryDrafts) => Promise<Value>): Promise<Value> => {
  const at = livePlan();
  if (!at) throw new Error('no plan stands in the address');
  return use((await at.opened).drafts);
};

/** The tries being told (PLAN6). */
export const drafts = {
  of: (stepId: Id): TryDraft | undefined => {
    const at = livePlan();
    return at?.followed && at.drafts?.of(stepId);
  },
  /** Durable when it resolves with `saved`. */
  keep: (stepId: Id, draft: Omit<TryDraft, 'id' | 'kept'>, goingOn?: Id): Promise<Kept> =>
    withDrafts((all) => all.keep(stepId, draft, goingOn)),
  done: (stepId: Id): Promise<Ran | undefined> => withDrafts((all) => all.done(stepId)),
  drop: (stepId: Id): Promise<void> => withDrafts((all) => all.drop(stepId)),
  doneAll: (): Promise<void> => withDrafts((all) => all.doneAll()),
};

const draftsOf = (kind: DraftKind) => ({
  read: async (of: string): Promise<Draft | undefined> =>
    withPlan(async (plan) => readDraft((await thisDevice()).vault, plan.id, kind, of)),
  keep: async (of: string, draft: Draft): Promise<Kept> =>
    withPlan(async (plan) =>
      keptOrNot(keepDraft((await thisDevice()).vault, plan.id, kind, of, draft)),
    ),
  /** What there are drafts of. */
  all: async (): Promise<readonly string[]> =>
    withPlan(async (plan) => stepsWithDraft((await thisDevice()).vault, plan.id, kind)),
  drop: async (of: string): Promise<void> =>
    withPlan(async (plan) => {
      await keptOrNot(dropDraft((await thisDevice()).vault, plan.id, kind, of));
    }),
});

/** A sentence being changed, by its step; kept until it is proposed (DOC6: a step's draft is local). */
export const adjustDraft = draftsOf('adjust');

/** An answer that was tapped before anybody said whose it is, by its step (PLAN6). */
export const tapDraft = draftsOf('tap');

/** Words that wait for whose they are, by the place where they stand in the plan. */
export const wordsDraft = draftsOf('words');

/** Where a plan of this device stands; the one that was just left, as it was left. Absent when it was never open here. */
export const standingOf = async (planId: string): Promise<PlanStanding | undefined> => {
  if (live?.id === planId) await (await live.opened).plan.noted();
  return planStanding(planId);
};

/** Lets go of a plan that leaves this device, so that nothing of it is written once it is gone. */
export const letGoOf = async (planId: string): Promise<void> => {
  if (live?.id !== planId) return;
  const before = live;
  live = undefined;
  await before.close();
};
