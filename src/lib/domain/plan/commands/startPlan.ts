import { isTimeZone } from '../../day';
import { ok, refuse } from '../../result';
import type { Actor } from '../actor';
import type { Part, Voice } from '../codes';
import type { Id } from '../schema';
import { withoutWords } from './checks';
import type { Decision } from './command';

/** What a family plan begins with: its first person, who is household, and where its days turn (PLAN12). */
export interface StartPlanInput {
  /** The first person's name. */
  readonly name: string;
  readonly part?: Part;
  /** The first person's id; absent: whoever acts. */
  readonly personId?: Id;
  /** We or I; absent: we. */
  readonly voice?: Voice;
  /** IANA. */
  readonly timeZone: string;
  /** BCP 47, the first one first. */
  readonly languages?: readonly string[];
}

/** Begins a family plan. Nothing is there to read yet. The id for its file is given once, so that its exports know each other. */
export const startPlan = (input: StartPlanInput, actor: Actor): Decision => {
  const { name, part, voice = 'we', timeZone, languages, personId = actor.by } = input;
  const refusal = withoutWords('name', name);
  if (refusal) return refuse(refusal);
  if (!isTimeZone(timeZone)) return refuse({ kind: 'unknownTimeZone', timeZone });
  const language = languages?.[0];
  return ok([
    {
      type: 'recordAdded',
      table: 'about',
      id: 'about',
      record: { timeZone, fileId: actor.newId() },
      readers: 'team',
    },
    {
      type: 'recordAdded',
      table: 'plan',
      id: 'plan',
      record: { voice, ...(languages && { languages: [...languages] }), custodian: personId },
      readers: 'team',
    },
    {
      type: 'recordAdded',
      table: 'people',
      id: personId,
      record: {
        id: personId,
        name: name.trim(),
        ...(part && { part }),
        supportType: 'family',
        household: true,
        ...(language !== undefined && { language }),
      },
      readers: 'team',
    },
  ]);
};
