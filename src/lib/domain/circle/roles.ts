/** What a device may do in a circle (CIR2): `steer` decides who is in, `edit` writes, `see` reads. */
export type Role = 'steer' | 'edit' | 'see';

const rank: Readonly<Record<Role, number>> = { see: 0, edit: 1, steer: 2 };

/** A role as this version understands it: what it does not know reads, and never more. */
export const roleOf = (code: string): Role => (code === 'steer' || code === 'edit' ? code : 'see');

/** Whether `role` gives no more than `other`. */
export const isAtMost = (role: Role, other: Role): boolean => rank[role] <= rank[other];

/** The role that gives less. */
export const lesserRole = (one: Role, other: Role): Role => (isAtMost(one, other) ? one : other);
