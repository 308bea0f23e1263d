import type { Meeting, MemberView, Role } from '../../app/together/port';
import type { Person } from '../../domain/plan/schema';

/** Where an invitation stands on its way; each is a place of its own for "back". */
const steps = ['who', 'what', 'see', 'meet', 'how', 'room', 'sent', 'codes', 'knock'] as const;
export type InviteStep = (typeof steps)[number];

/** Who is invited: a person of the plan by id, somebody new, or another device of one's own. */
export type Invited = string;
export const somebodyNew = 'new';
export const mine = 'mine';

/** What a device may do and read. */
export interface Rights {
  readonly role: Role;
  readonly household: boolean;
}

/** Where the address leads; a step that needs to know who begins with who. */
export const inviteStepOf = (
  step: string | undefined,
  invited: Invited | undefined,
  invitation: string | undefined,
): InviteStep => {
  const known = steps.find((one) => one === step) ?? 'who';
  if (known === 'knock' || invited !== undefined) return known;
  return invitation !== undefined && (known === 'room' || known === 'sent') ? known : 'who';
};

/** The step after one that was answered, until it is asked how they come in. */
export const inviteStepAfter = (
  step: 'who' | 'what' | 'see' | 'meet',
  invited: Invited,
  meeting: Meeting | undefined,
): InviteStep => {
  if (step === 'who' && invited !== mine) return 'what';
  if (step === 'what') return 'see';
  return meeting === undefined && step !== 'meet' ? 'meet' : 'how';
};

/** What somebody may do unless it is said otherwise: the household steers, everyone else writes along (CIR2). */
export const usualRights = (person: Person | undefined): Rights =>
  person?.household === true
    ? { role: 'steer', household: true }
    : { role: 'edit', household: false };

/** Rights that fit together: whoever lets others in reads all that the household reads (CIR2). */
export const fitting = ({ role, household }: Rights): Rights => ({
  role: role === 'steer' && !household ? 'edit' : role,
  household,
});

/** What another device of one's own may do: what this one may. */
export const ownRights = (me: MemberView | undefined): Rights =>
  me ? { role: me.role, household: me.household } : { role: 'see', household: false };
