import { plural } from '../plural';

/** Home: the plans on this device and the ways to begin. */
export const home = {
  title: 'Lived Plan',
  promise: 'A plan we make together, try in real life, and change until it fits.',
  promiseMore: 'Carrying out a plan tests the plan, never the person.',
  start: 'Start a family plan',
  example: 'See an example',
  import: 'Import',
  join: 'Join',
  quiet: 'No account and no server. What we write stays on this device.',
  yours: 'Our plans on this device',
  isExample: 'Example',
  openedOn: (day: string) => `Opened ${day}`,
  opening: 'Opening the example …',
  exampleTrouble: 'The example did not arrive. Try again when there is a network.',
  trying: (n: number) =>
    plural('en', n, { one: '1 step being tried', other: `${n} steps being tried` }),
  toLookAt: (n: number) =>
    plural('en', n, { one: '1 to look at together', other: `${n} to look at together` }),
  unnamed: 'A plan without names yet',
};
