import { isUnnamed } from '../unnamed';
/** Words of a step’s own page: how it grew. */
export const step = {
  title: 'How this step grew',
  now: 'now',
  since: (day: string) => `since ${day}`,
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  ideaOf: (name: string) => (isUnnamed(name) ? 'my idea' : `${name}’s idea`),
  agreedBy: (names: string) => `agreed by ${isUnnamed(names) ? 'me' : names}`,
  saidFor: (name: string, by: string) => `${name} (entered by ${by})`,
  version: (ordinal: string) => `${ordinal} version`,
  noTries: 'Nothing written down yet.',
  times: {
    worked: (n: number) => `worked ${times(n)}`,
    partly: (n: number) => `worked in part ${times(n)}`,
    ownWay: (n: number) => `was done our own way ${times(n)}`,
    didNotHappen: (n: number) => `${times(n)} didn’t happen`,
    noHelp: (n: number) => `didn’t help ${times(n)}`,
    notTheWeek: (n: number) => `met a hard week ${times(n)}`,
    other: (n: number) => `went some other way ${times(n)}`,
  },
  it: (list: string) => `It ${list}.`,
  showTries: (n: number) => (n === 1 ? 'See the one try' : `See all ${n} tries`),
  moreTries: (n: number) => (n === 1 ? 'One more' : `${n} more`),
  gotInTheWay: (reasons: string) => `What got in the way: ${reasons}`,
  helpedIt: (what: string) => `What made it work: ${what}`,
  instead: (words: string) => `Instead: ${words}`,
  helpedWord: {
    yes: 'It helped.',
    some: 'It helped some.',
    no: 'It didn’t help.',
    notYet: 'Too soon to say if it helped.',
  },
  enteredBy: (name: string, by: string) => `${name}, entered by ${by}`,
  lookingAt: (n: number) => (n === 1 ? 'looking at one try' : `looking at ${n} tries`),
  began: {
    dailyLife: 'begun in daily life',
    meeting: 'begun in a meeting',
    oneToOne: 'begun in a one-to-one talk',
  },
  decided: (day: string, what: string) => `${day}: ${what}`,
  takenBack: 'words taken back',
  onlyMe: 'only you see this',
  fitFrom: (n: number) => (n === 1 ? 'from the last try' : `from the last ${n} tries`),
  fitSoFar: (n: number) =>
    n === 0 ? 'no tries yet' : n === 1 ? '1 try so far' : `${n} tries so far`,
  numbers: 'Show the numbers',
  happens: (percent: string) => `It happens: ${percent} of the time`,
  helps: (percent: string) => `It helps when it happens: ${percent}`,
  helpsUnknown: 'Whether it helps: we can’t say yet',
  numbersHint:
    'From the last tries of this version, at most five. A week that wasn’t good for it is left out.',
  hope: 'Our hope',
  firstLook: (day: string) => `We look at it first on ${day}.`,
  mightGetInTheWay: 'What might get in the way',
  place: 'Where',
  status: {
    idea: 'An idea, not started',
    trying: 'We are trying it',
    partOfLife: 'Part of our life now',
    resting: 'Paused',
    letGo: 'Let go',
    done: 'Done',
  },
  correct: 'change',
  correctOf: (what: string) => `change: ${what}`,
  toPlan: 'Back to the plan',
  noStep: 'This step is not in the plan on this device.',
  noStepText: 'Nothing is lost. Maybe the link is from another device.',
  startIt: 'Start this step',
};

function times(n: number): string {
  if (n === 1) return 'once';
  return n === 2 ? 'twice' : `${n} times`;
}
