import { isUnnamed } from '../unnamed';
import { plural } from '../plural';

/** The place Story: the whole plan's time, newest first; and looking at an earlier day. */
export const story = {
  title: 'Story',
  lead: 'How the plan grew, newest first.',
  show: 'Show',
  everything: 'Everything',
  ofNeed: (need: string) => `Need: ${need}`,
  empty: 'The story begins with the first try',
  emptyHint: 'Whatever happens, it tells us something about the plan.',
  emptyFilter: 'Nothing about this yet.',
  earlier: 'Show earlier',
  loaded: (n: number) => plural('en', n, { one: '1 more entry.', other: `${n} more entries.` }),
  beginning: 'Here it began.',
  began: 'A step began',
  changed: (kinds: string) => `The step changed: ${kinds}`,
  learned: 'What this tells us about the plan',
  met: 'We met',
  metWith: (names: string) => `with ${names}`,
  wentWell: (words: string) => `What went well: ${words}`,
  decided: (words: string) => `We decided: ${words}`,
  otherwise: (name: string, words: string) =>
    `${isUnnamed(name) ? 'I see' : `${name} sees`} it otherwise: “${words}”`,
  left: (name: string) => `${name} left`,
  step: 'How this step grew',
  chooseDay: 'Look at an earlier day',
  chooseDayHint: 'The plan and what we knew of it, as on that day. Nothing can be changed there.',
  day: 'Day',
  look: 'Look',
  dayAfter: 'That day is still to come.',
  atToday: 'The steps of that day',
  atPlan: 'The plan on that day',
  atFigures: 'Figures of that day',
  dayBefore: (first: string) => `That is before the plan began. Its first day is ${first}.`,
};
