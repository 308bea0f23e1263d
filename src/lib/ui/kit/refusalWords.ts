import type { PlanRefusal } from '$lib/domain/plan/commands/refusal';
import { sayNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/early';

/** A change that stands on the screen and could not be made durable, or one that storage gave no place for (VAU3). */
interface NotKept {
  readonly kind: 'notKept' | 'notRead';
}

/** Everything that can come back instead of "saved". */
export type SayableRefusal = PlanRefusal | NotKept;

/** What to say for a refusal; a kind without words does not compile (UI2). */
export const refusalWords = (refusal: SayableRefusal): string => {
  switch (refusal.kind) {
    case 'outOfRange':
      return m.refusal.outOfRange(
        sayNumber(refusal.least),
        refusal.most === undefined ? '' : sayNumber(refusal.most),
      );
    case 'stillNeeded':
      return m.refusal.stillNeeded(refusal.by.length);
    default:
      return m.refusal[refusal.kind];
  }
};
