import { common } from './common';
import { plural } from '../plural';

/** Why something was not done: what happened, and what to do. One text for each kind of refusal. */
export const refusal = {
  nothingWritten: 'There is nothing written here yet. A few words are enough.',
  notHere: 'That is no longer in this plan. Perhaps it was taken out in another window.',
  notADay: 'That is not a day the calendar has.',
  inTheFuture: 'That day is still to come. We write down what has been.',
  endsBeforeItBegins: 'The last day comes before the first one. Please turn them around.',
  unknownTimeZone: 'This device does not know that time zone. Choose one from the list.',
  outOfRange: (least: string, most: string) =>
    most ? `A number from ${least} to ${most} fits here.` : `A number from ${least} up fits here.`,
  stillNeeded: (n: number) =>
    plural('en', n, {
      one: 'It stays for now: something else in the plan needs it.',
      other: `It stays for now: ${n} other things in the plan need it.`,
    }),
  custodianNotHousehold:
    'The plan is in the hands of somebody of the household. Choose one of them.',
  holdsThePlan:
    'The plan is in their hands. Choose somebody else of the household for it first, in the settings.',
  lastOfHousehold: 'A plan always has somebody of the household. Add another one first.',
  noVersionYet: 'This step has no sentence yet. Write one first.',
  hasVersion: 'This step has its first sentence already. Change it from there.',
  notAgreedYet: 'This is not agreed yet. When one of the household says yes, it can be tried.',
  noKinds: 'Say what kind of change it is.',
  sameSentence: 'Nothing in the sentence is different yet.',
  alreadySo: 'The step stands like that already.',
  notAsked: 'The household agrees, and whoever does the step. Others can propose.',
  enteredByOutsider: 'Only somebody of the household can enter this answer for them.',
  householdOnly: 'Only somebody of the household can change this.',
  steeringOnly:
    'Who belongs to the household and where the days turn is said on a device that may change everything.',
  notSpokenFor:
    'That is said on their own device, or on one of the household that may change everything.',
  alreadyAgreed: 'This is agreed already. Pausing it or changing it is still possible.',
  alreadySaid: 'That answer is written down already.',
  notYours: 'Only the one who wrote this can change it.',
  alreadyCorrected: 'There is a newer word about this already.',
  alreadyTakenBack: 'This was taken back already.',
  noWords: 'There are no words to take back.',
  noTries: 'Choose what it comes from first.',
  saidSince: common.saidSince,
  readOnly: 'This plan can be read here, and not changed.',
  notKept:
    'It stands on this page and is not saved yet. It need not be written again. Export the plan to be sure.',
  notRead:
    'This could not be written: this device does not give what belongs with it. It can be tried again.',
};
