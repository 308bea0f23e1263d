import type { Day } from '../day';
import { isOneOf, supportTypes, type SupportType } from './codes';
import type { PlanReading } from './reading';
import type { Id, Person, Tie } from './schema';
import { selectCurrentVersion } from './selectCurrentVersion';
import { byRank, selectPeopleInOrder } from './selectInOrder';
import { selectStatus } from './selectStatus';

/** A step that somebody does or helps with. */
export interface HelpedIn {
  readonly stepId: Id;
  /** What is done, in the words of the newest version they were part of. */
  readonly action: string;
  readonly as: 'doer' | 'helper';
  /** How they help (`doFor`, `doWith`, `cheerOn`); absent for a doer. */
  readonly mode: string | undefined;
  /** Whether they are part of what is being tried on the day. */
  readonly now: boolean;
}

export interface PersonRow {
  readonly person: Person;
  readonly tie: Tie | undefined;
  /** Steps by rank; kept when the person has gone (PLAN13). Never what they did or did not do (PLAN16). */
  readonly helpsIn: readonly HelpedIn[];
}

/** Who is in the family's life on a day. */
export interface PeoplePage {
  readonly household: readonly PersonRow[];
  /** Everyone else by support type, in the order of the codes; `other` is a code this version does not know. */
  readonly support: readonly {
    readonly supportType: SupportType | 'other';
    readonly people: readonly PersonRow[];
  }[];
  /** Those who have left by the day; nothing of what they did is lost. */
  readonly gone: readonly PersonRow[];
}

/** The people of a plan: household first, then by support type, those who have gone apart (design.md, *People*). */
export const selectPeople = (reading: PlanReading, day: Day): PeoplePage => {
  const helped = helpedByPerson(reading, day);
  const ties = [...reading.ties.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = selectPeopleInOrder(reading).map((person) => ({
    person,
    tie: ties.find(({ personId }) => personId === person.id),
    helpsIn: helped.get(person.id) ?? [],
  }));
  const isGone = ({ person }: PersonRow): boolean =>
    person.leftOn !== undefined && person.leftOn <= day;
  const here = rows.filter((row) => !isGone(row));
  const outside = here.filter(({ person }) => person.household !== true);
  return {
    household: here.filter(({ person }) => person.household === true),
    support: [...supportTypes, 'other' as const]
      .map((supportType) => ({
        supportType,
        people: outside.filter(({ person }) => shownSupport(person) === supportType),
      }))
      .filter(({ people }) => people.length > 0),
    gone: rows.filter(isGone),
  };
};

const shownSupport = ({ supportType }: Person): SupportType | 'other' =>
  isOneOf(supportTypes, supportType) ? supportType : 'other';

const helpedByPerson = (reading: PlanReading, day: Day): Map<Id, HelpedIn[]> => {
  const helped = new Map<Id, HelpedIn[]>();
  for (const history of [...reading.steps.values()].sort((a, b) => byRank(a.step, b.step))) {
    const current = selectCurrentVersion(history, day);
    const isTried = selectStatus(history, day) === 'trying';
    const seen = new Set<Id>();
    for (const version of history.versions.filter((v) => v.counts && v.from <= day).reverse()) {
      const parts = [
        ...(version.doers ?? []).map((id) => ({ id, as: 'doer' as const, mode: undefined })),
        ...(version.helpers ?? []).map(({ personId, mode }) => ({
          id: personId,
          as: 'helper' as const,
          mode,
        })),
      ];
      for (const { id, as, mode } of parts) {
        if (seen.has(id)) continue;
        seen.add(id);
        const now = isTried && version === current;
        const row = { stepId: history.step.id, action: version.action, as, mode, now };
        helped.set(id, [...(helped.get(id) ?? []), row]);
      }
    }
  }
  return helped;
};
