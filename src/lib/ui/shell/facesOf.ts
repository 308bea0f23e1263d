import type { Day } from '$lib/domain/day';
import { supportTypes, isOneOf } from '$lib/domain/plan/codes';
import type { PlanReading } from '$lib/domain/plan/reading';
import type { Id, Person } from '$lib/domain/plan/schema';

/** The faces to choose from when somebody says who they are. */
export interface Faces {
  /** Who uses this device, in the order they came to it. */
  readonly known: readonly Person[];
  /** Everybody else who has not left: the household first, then from near to far. */
  readonly others: readonly Person[];
}

/** Who can be talking on this device; nobody while the plan is not open. */
export const facesOf = (
  reading: PlanReading | undefined,
  deviceUsers: readonly Id[],
  today: Day,
): Faces => {
  const people = [...(reading?.people.values() ?? [])].filter(
    ({ leftOn }) => leftOn === undefined || leftOn > today,
  );
  const known = deviceUsers
    .map((id) => people.find((person) => person.id === id))
    .filter((person) => person !== undefined);
  const others = people
    .filter((person) => !deviceUsers.includes(person.id))
    .sort((a, b) => nearness(a) - nearness(b));
  return { known, others };
};

const nearness = ({ household, supportType }: Person): number => {
  if (household) return -1;
  return isOneOf(supportTypes, supportType)
    ? supportTypes.indexOf(supportType)
    : supportTypes.length;
};
