import type { Member } from './circle';
import { leastOf, type Claim } from './claims';
import type { DeviceId, DeviceKeys } from './record';

/** How a device came in, and what was said since about what it may. */
export interface Standing {
  readonly device: DeviceId;
  readonly keys: DeviceKeys;
  readonly name: string;
  readonly since: string;
  /** Who let it in, or else brought it first. */
  letInBy: DeviceId | undefined;
  /** The device that was let in, and brought this one or who brought it; its own id for one that was let in. */
  first: DeviceId;
  /** What steering devices said; as soon as one has, `brought` counts no more. */
  given: readonly Claim[];
  /** What came with being the second device of somebody. */
  brought: readonly Claim[];
  /** Who brought it, with the place of that record. */
  bringers: ReadonlyMap<DeviceId, number>;
  suspended: boolean;
}

/** The claims about a device that count. */
export const claimsOn = ({ given, brought }: Standing): readonly Claim[] =>
  given.length > 0 ? given : brought;

/** What a device may, of all that was said. */
export const memberOf = (standing: Standing): Member => {
  const { device, keys, name, since, letInBy, suspended } = standing;
  const { role, household, persons } = leastOf(claimsOn(standing));
  return {
    ...{ device, keys, name, persons, role, household, since, suspended },
    ...(letInBy === undefined ? {} : { letInBy }),
  };
};
