import { hasBit, type Bits } from './bits';
import { lesserRole, type Role } from './roles';

/** What one record says a device may; `place` is the record's place in the order. */
export interface Claim {
  readonly place: number;
  readonly role: Role;
  readonly household: boolean;
  readonly persons: readonly string[];
}

/** Claims after one more, whose writer knew `past`: what they knew of is replaced, the rest was said at the same time. */
export const withClaim = (claims: readonly Claim[], claim: Claim, past: Bits): Claim[] => [
  ...claims.filter(({ place }) => !hasBit(past, place)),
  claim,
];

/** What holds of claims made at the same time: of each right, the lesser. */
export const leastOf = (claims: readonly Claim[]): Omit<Claim, 'place'> =>
  claims.reduce((one, other) => ({
    place: 0,
    role: lesserRole(one.role, other.role),
    household: one.household && other.household,
    persons: one.persons.filter((person) => other.persons.includes(person)),
  }));
