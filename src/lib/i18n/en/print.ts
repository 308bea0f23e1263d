import { plural } from '../plural';

/** The page for the fridge, and what comes back from it. */
export const print = {
  title: 'Print',
  lead: 'One page for the fridge. Tick what happened, and bring it back in with “Add from paper”.',
  print: 'Print',
  paper: 'Add from paper',
  preview: 'How the page will look',
  sheetTitle: 'Our plan',
  asOf: (day: string) => `As of ${day}`,
  whoCalls: 'Who to call',
  tick: 'How did it go? Tick one. Every answer helps the plan.',
  who: 'Who does it:',
  dayLine: 'Day',
  empty: 'No step to print yet',
  emptyHint: 'As soon as a step is being tried, it stands here.',
  toPlan: 'To the plan',
  moreThanOne: 'More steps than fit on one page. It goes on kindly on the next.',
  paperTitle: 'Add from paper',
  paperLead: 'Tick what is ticked on the page, with the day. One Save keeps it all.',
  paperWho: 'Who ticked it? It is kept as what they told.',
  day: 'Day',
  outcome: 'How did it go?',
  another: 'Another day',
  anotherFor: (step: string) => `Another day for “${step}”`,
  save: 'Save',
  saveCount: (n: number) => plural('en', n, { one: 'Save 1 answer', other: `Save ${n} answers` }),
  nothing: 'Nothing is ticked yet.',
  saved: (n: number) =>
    plural('en', n, {
      one: 'Saved. 1 answer from paper. Thank you, that helps the plan.',
      other: `Saved. ${n} answers from paper. Thank you, that helps the plan.`,
    }),
  paperWhoTalks: 'Whoever is talking',
};
