import type {
  Adjustment,
  Agreement,
  StepVersion,
  Try,
} from '../../../../src/lib/domain/plan/schema';
import { calendar, type RawPlan } from './plans';

/**
 * FIT, GAP and MEND once more, slowly and obviously, from the words of domain.md §5 and of the format's readings.
 * It knows nothing of the selectors: it works on the records as they stand and searches through all of them every time.
 */
export const slowFigures = (plan: RawPlan, day: string) => {
  const fit: Record<string, object> = {};
  const steps: Record<string, object> = {};
  let off = 0;
  let trying = 0;
  let drifting = 0;
  const ownWays: Record<string, boolean> = {};
  const mended: number[] = [];

  for (const step of plan.steps) {
    const current = currentVersion(plan, step.id, day);
    if (current) fit[current.id] = fitOf(plan, current.id, day);
    if (current && isBeingTried(plan, step.id, day)) {
      trying += 1;
      const run = driftingRun(plan, step.id, current, day);
      const since = newestWord(plan, step.id, current, day);
      const patience = Math.max(14, 2 * (current.expectEveryDays ?? 7));
      if (run.length >= 2) {
        off += 1;
        drifting += 1;
        steps[step.id] = { state: 'drifting', since: run[0]?.on };
        ownWays[step.id] =
          run.filter((t) => t.outcome !== 'ownWay' || t.helped === 'no').length === 0;
      } else if (number(day) - number(since) > patience) {
        off += 1;
        steps[step.id] = { state: 'silent', since };
      } else steps[step.id] = { state: 'lived' };
    }
    for (const version of versionsThatCount(plan, step.id)) {
      const days = mending(plan, step.id, version, day);
      if (days !== undefined) mended.push(days);
    }
  }

  return {
    figures: {
      fit,
      steps,
      gap: { off, trying, share: trying === 0 ? null : Number((off / trying).toFixed(3)) },
      mend: { times: mended.length, medianDays: middle(mended), open: drifting },
    },
    ownWays,
  };
};

/** Days are counted on a calendar, one by one. */
const number = (day: string): number => {
  for (let at = 0; at < calendar.length; at += 1) if (calendar[at] === day) return at;
  throw new Error(`${day} is not in the calendar`);
};

const isHouseholds = (plan: RawPlan, id: string | undefined): boolean =>
  plan.people.some((person) => person.id === id && person.household === true);

/** An answer that says who was household when it was written is believed; of others it is asked now. */
const wasHouseholds = (plan: RawPlan, { household }: Agreement, id: string): boolean => {
  if (household === undefined) return isHouseholds(plan, id);
  for (const one of household) if (one === id) return true;
  return false;
};

/** An agreement counts if the household person wrote it or a household person did for them (PLAN5). */
const yesDays = (plan: RawPlan, of: { adjustment?: string; version?: string }) =>
  plan.agreements
    .filter((one) => one.answer === 'yes')
    .filter((one) =>
      of.adjustment === undefined
        ? one.adjustmentId === undefined && one.versionId === of.version
        : one.adjustmentId === of.adjustment,
    )
    .filter((one) => wasHouseholds(plan, one, one.by))
    .filter(
      (one) =>
        one.enteredBy === undefined ||
        one.enteredBy === one.by ||
        wasHouseholds(plan, one, one.enteredBy),
    )
    .map((one) => ({ on: one.on, id: one.id }))
    .sort(byDayThenId);

const byDayThenId = (a: { on: string; id: string }, b: { on: string; id: string }): number =>
  a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1;

const latest = (...days: string[]): string => [...days].sort()[days.length - 1] ?? '';

/** The day an adjustment was agreed; absent: it was not. */
const agreedOn = (plan: RawPlan, adjustment: Adjustment): string | undefined => {
  if (adjustment.state === 'agreed') return adjustment.on;
  const first = yesDays(plan, { adjustment: adjustment.id })[0];
  return first && latest(adjustment.on, first.on);
};

/** Decisions are the agreed adjustments, ordered by day, then id. */
const decisions = (plan: RawPlan, stepId: string) => {
  const agreed = [];
  for (const adjustment of plan.adjustments) {
    const on = agreedOn(plan, adjustment);
    if (adjustment.stepId === stepId && on !== undefined)
      agreed.push({ on, id: adjustment.id, kinds: adjustment.kinds });
  }
  return agreed.sort(byDayThenId);
};

/** All first yeses to versions of a step, the earliest first. */
const yesesToVersions = (plan: RawPlan, stepId: string) =>
  plan.stepVersions
    .filter((version) => version.stepId === stepId)
    .flatMap((version) =>
      yesDays(plan, { version: version.id }).map((yes) => ({ ...yes, versionId: version.id })),
    )
    .sort(byDayThenId);

/** Versions of a step, without those named only by adjustments that are not agreed; with the day they began. */
const versionsThatCount = (plan: RawPlan, stepId: string): StepVersion[] => {
  const isIdea = plan.steps.find((step) => step.id === stepId)?.status === 'idea';
  const found: StepVersion[] = [];
  for (const version of plan.stepVersions) {
    if (version.stepId !== stepId) continue;
    // A change of another step cannot make this step's version.
    const naming = plan.adjustments.filter(
      (one) => one.toVersion === version.id && one.stepId === stepId,
    );
    if (naming.length === 0) {
      const firstYes = yesesToVersions(plan, stepId)[0];
      const from =
        isIdea && firstYes?.versionId === version.id
          ? latest(version.from, firstYes.on)
          : version.from;
      found.push({ ...version, from });
      continue;
    }
    const agreed = naming
      .map((one) => ({ on: agreedOn(plan, one) ?? '', id: one.id, came: one.state === 'agreed' }))
      .filter((one) => one.on !== '')
      .sort(byDayThenId)[0];
    if (agreed)
      found.push({
        ...version,
        from: agreed.came ? version.from : latest(version.from, agreed.on),
      });
  }
  return found.sort((a, b) => byDayThenId({ on: a.from, id: a.id }, { on: b.from, id: b.id }));
};

const currentVersion = (plan: RawPlan, stepId: string, day: string): StepVersion | undefined => {
  let current;
  for (const version of versionsThatCount(plan, stepId)) if (version.from <= day) current = version;
  return current;
};

/** A current version, no idea, and the newest decision is not keep, rest, letGo or done. */
const isBeingTried = (plan: RawPlan, stepId: string, day: string): boolean => {
  if (plan.steps.find((step) => step.id === stepId)?.status === 'idea') {
    const began = [...decisions(plan, stepId), ...yesesToVersions(plan, stepId)].filter(
      (one) => one.on <= day,
    );
    if (began.length === 0) return false;
  }
  let newest: readonly string[] = [];
  for (const decision of decisions(plan, stepId)) if (decision.on <= day) newest = decision.kinds;
  for (const kind of newest) if (['keep', 'rest', 'letGo', 'done'].includes(kind)) return false;
  return true;
};

/** Tries of a version up to a day, ordered by day, then id, without those taken back or superseded by another. */
const triesOf = (plan: RawPlan, versionId: string, day: string): Try[] => {
  const standing = plan.tries.filter(
    (one) => !plan.takeBacks.some((back) => back.what === 'try' && back.tryId === one.id),
  );
  return standing
    .filter((one) => !standing.some((other) => other !== one && other.supersedes === one.id))
    .filter((one) => one.versionId === versionId && one.on <= day)
    .sort(byDayThenId);
};

const knownOutcomes = ['worked', 'partly', 'ownWay', 'noHelp', 'didNotHappen'];
const withoutBadWeeks = (tries: Try[]): Try[] =>
  tries.filter((one) => knownOutcomes.includes(one.outcome));

/** FIT, counted in halves so that the cut at .6 is exact. */
const fitOf = (plan: RawPlan, versionId: string, day: string): object => {
  const all = withoutBadWeeks(triesOf(plan, versionId, day));
  const last = all.slice(Math.max(0, all.length - 5));
  if (last.length < 3) return { word: 'stillLearning' };
  let happened = 0;
  let helped = 0;
  let known = 0;
  for (const one of last) {
    if (one.outcome === 'didNotHappen') continue;
    happened += one.outcome === 'worked' || one.outcome === 'noHelp' ? 2 : 1;
    let halves: number | undefined;
    if (one.helped === undefined) {
      if (one.outcome === 'worked') halves = 2;
      if (one.outcome === 'partly') halves = 1;
      if (one.outcome === 'noHelp') halves = 0;
    }
    if (one.helped === 'yes') halves = 2;
    if (one.helped === 'some') halves = 1;
    if (one.helped === 'no') halves = 0;
    if (halves !== undefined) {
      known += 1;
      helped += halves;
    }
  }
  const share = (halves: number, of: number): number => Number((halves / 2 / of).toFixed(3));
  const doing = share(happened, last.length);
  if (happened === 0) return { word: 'rethink', do: doing, help: null };
  if (known === 0) return { word: 'stillLearning' };
  const does = happened * 10 >= 12 * last.length;
  const helps = helped * 10 >= 12 * known;
  const words = { do: doing, help: share(helped, known) };
  if (does && helps) return { word: 'fits', ...words };
  if (helps) return { word: 'helpsWhenItHappens', ...words };
  if (does) return { word: 'doableNotHelping', ...words };
  return { word: 'rethink', ...words };
};

const isApart = (one: Try): boolean => ['didNotHappen', 'ownWay', 'noHelp'].includes(one.outcome);

/** The newest tries that are all apart: walks back from the end until one is not. */
const endOf = (tries: Try[]): Try[] => {
  const run: Try[] = [];
  for (const one of [...tries].reverse()) {
    if (!isApart(one)) break;
    run.unshift(one);
  }
  return run;
};

const driftingRun = (plan: RawPlan, stepId: string, version: StepVersion, day: string): Try[] => {
  let tries = withoutBadWeeks(triesOf(plan, version.id, day));
  for (const decision of decisions(plan, stepId))
    if (decision.on <= day && decision.on > version.from)
      tries = tries.filter((one) => one.on > decision.on);
  return endOf(tries);
};

const newestWord = (plan: RawPlan, stepId: string, version: StepVersion, day: string): string =>
  latest(
    version.from,
    ...triesOf(plan, version.id, day).map((one) => one.on),
    ...decisions(plan, stepId)
      .map((one) => one.on)
      .filter((on) => on <= day),
  );

/** Days from the first try of the run that ends a version's tries to the version's next decision. */
const mending = (
  plan: RawPlan,
  stepId: string,
  version: StepVersion,
  day: string,
): number | undefined => {
  const next = decisions(plan, stepId).filter((one) => one.on > version.from)[0];
  if (!next || next.on > day) return undefined;
  const run = endOf(withoutBadWeeks(triesOf(plan, version.id, next.on)));
  const first = run[0];
  return run.length >= 2 && first ? number(next.on) - number(first.on) : undefined;
};

/** The median: the middle one, or half-way between the two in the middle. */
const middle = (numbers: number[]): number | null => {
  const left = [...numbers].sort((a, b) => a - b);
  while (left.length > 2) {
    left.pop();
    left.shift();
  }
  if (left.length === 0) return null;
  return left.reduce((sum, one) => sum + one, 0) / left.length;
};
