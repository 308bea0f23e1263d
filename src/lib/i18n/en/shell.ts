/** What stands around every place of a plan: where one can go, and what has to be said. */
export const shell = {
  places: 'Places of the plan',
  today: 'Today',
  plan: 'Plan',
  people: 'People',
  story: 'Story',
  home: 'All plans',
  settings: 'Settings',
  toContent: 'To the content',
  leave: 'Leave quickly',
  neutralTitle: 'Notes',
  example: 'This is an example.',
  /** Only where the example’s own words are in another language. */
  exampleWords: '',
  removeExample: 'Remove it',
  removeExampleTitle: 'Remove the example?',
  removeExampleText:
    'What was changed in it goes with it. It can be opened again, fresh, at any time.',
  damaged: 'A part of what was kept could not be read.',
  damagedText: 'It was put aside and not deleted. Everything else is here.',
  clockDoubt: (newest: string, today: string) =>
    `The plan goes up to ${newest}, and this device says that today is ${today}.`,
  clockDoubtText:
    'Perhaps its clock is set back. Nothing is lost, and we can go on writing. Please look at the date of this device.',
  clockDoubtTheirs:
    'If it is right, the clock of another device that writes here is ahead: please look there too.',
  exampleRemoved: 'The example is gone from this device.',
  update: 'A newer version of the app is here.',
  updateNow: 'Use it now',
  updateLater: 'Later',
  storage: {
    refused: {
      title: 'This browser does not let us keep anything.',
      text: 'All of it stays here while this page is open. To keep it, export it, or open the app in an ordinary window.',
    },
    full: {
      title: 'There is no room left on this device.',
      text: 'What was saved before is safe. The newest words are still on this page: export them, or make room and try again.',
    },
    lost: {
      title: 'The browser took its storage away.',
      text: 'What you see here is whole. Export it now, then open the page again.',
    },
    silent: {
      title: 'This device is not answering when we save.',
      text: 'What was saved before is safe. Leave this page open, and export it to be sure.',
    },
  },
  unkept: {
    full: 'What the others send waits with them, and nothing is lost. Make room on this device: then it comes by itself.',
    other:
      'What the others send waits with them, and nothing is lost. If it stays so, open the page again.',
  },
  knocks: (names: string, several: boolean) =>
    several ? `${names} ask to come in.` : `${names} asks to come in.`,
  lookWho: 'Look',
  /** `share` is empty while nothing of it is here. */
  arriving: (share: string) =>
    share ? `The plan is still arriving: ${share} is here.` : 'The plan is still arriving.',
  export: 'Export',
  missing: 'This plan is not on this device',
  missingText:
    'Perhaps it was removed here, or it lives on another phone. Nothing else has changed.',
  broken: 'This plan did not open',
  brokenText:
    'Nothing was deleted. Try once more. If it goes on like this, export what can be read.',
  again: 'Try again',
  onlyReads:
    'This device reads along and changes nothing. Whoever lets others in can let it do more.',
  needsNewerApp: 'This plan was changed with a newer version of the app.',
  needsNewerAppText: 'You can read and export all of it. To change it, please update the app.',
  pastDay: (day: string) => `This is how the plan stood on ${day}. Nothing can be changed here.`,
  backToToday: 'Back to today',
  notFound: 'There is nothing at this address',
  notFoundText: 'Your plans are where they were.',
  trouble: 'Something went wrong on this page',
  troubleText: 'What was saved is safe. Open the page again, or go to all plans.',
  toHome: 'To all plans',
  whoAreYou: 'Who are you?',
  whoAreYouText:
    'So that the plan knows whose words these are. This device remembers it for ten minutes.',
  someoneElse: 'Someone else',
  pin: (name: string) => `PIN of ${name}`,
  pinWrong: 'That is another PIN. Try again.',
};
