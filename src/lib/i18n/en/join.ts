/** Joining a plan on a new device, and looking at codes with its camera. */
export const join = {
  title: 'Join a plan',
  lead: 'Somebody has to invite us. With what they sent or show we can ask to come in, and they say yes.',
  paste: 'Paste the link here',
  pasteHint: 'The whole link, as it came.',
  open: 'Go on',
  scan: 'Scan the code',
  scanHint: 'On the other screen, under “Invite someone”.',
  byCodes: 'Two codes, without internet',
  byCodesHint: 'Two devices in one room, and no internet.',
  trustLink: 'Who can read this',

  camera: 'Hold the code in front of the camera',
  cameraStarts: 'Opening the camera …',
  cameraRefused: {
    title: 'The camera is not ours to use',
    text: 'That is fine. Paste the link or the code instead, or allow the camera in the browser’s settings.',
  },
  cameraNone: {
    title: 'No camera was found',
    text: 'Paste the link or the code instead.',
  },

  name: 'What shall we call you?',
  nameHint: 'The person who invited you reads this name.',
  nameNeeded: 'A name is needed. A first name is enough.',
  next: 'Go on',
  ask: 'Ask to come in',
  chooseFirst: 'Choose one of the two first.',
  nothingYet: 'Nothing has been sent yet. It begins when you ask.',

  meeting: 'Looking for the device that invited you',
  meetingText: 'The plan has to be open there. Leave this page open too.',
  longer:
    'This takes a while. Ask the person who invited you whether their plan is open, or try another network.',
  words: 'Tell these words to the person who invited you',
  wordsText:
    'They look for them on their screen, and so they know it is really you. Then they let you in.',
  arriving: 'You are in. The plan is coming',
  arrivingText: 'It opens as soon as it is here. Leave this page open.',
  arrived: (share: string) => `${share} is here`,
  here: 'The plan is here',
  toToday: 'To Today',
  stop: 'Stop asking',
  again: 'Ask again',
  other: 'Another invitation',
  toPlan: 'Open the plan',

  over: {
    wrongWords: {
      title: 'Other words were chosen',
      text: 'So nobody was let in, and that is how it should be. If it was a slip, ask once more.',
    },
    notNow: {
      title: 'Not now, they say',
      text: 'Talk with the person who invited you. You can ask again as long as the invitation is good.',
    },
    expired: {
      title: 'This invitation is over',
      text: 'Invitations are good for ten minutes when shown and seven days when sent. Ask for a new one.',
    },
    revoked: {
      title: 'This invitation was taken back',
      text: 'Ask the person who invited you for a new one.',
    },
    used: {
      title: 'Somebody came in with this invitation already',
      text: 'Each one is for one device. Ask for a new one.',
    },
    alreadyHere: {
      title: 'This plan is on this device already',
      text: 'There is nothing to join. Open it.',
    },
    broken: {
      title: 'The two devices lost each other',
      text: 'Nothing is lost. Ask once more. If it happens again, try another network.',
    },
    unreachable: {
      title: 'The other device could not be reached',
      text: 'Ask whether their plan is open. Another network can help, or two codes in one room.',
    },
    notKept: {
      title: 'This device could not keep the plan',
      text: 'Perhaps there is no room left. Make some room and ask once more.',
    },
    offline: {
      title: 'This device has no network now',
      text: 'Ask once more when there is one: the invitation is not used up. In one room, two codes work without internet.',
    },
    signalingUnreachable: {
      title: 'The place where devices find each other does not answer',
      text: 'The invitation is not used up. Ask once more in a while, try another network, or use two codes in one room.',
    },
    blocked: {
      title: 'This network keeps the two devices apart',
      text: 'Schools, offices and hotels often set it up so. Mobile data or a hotspot from a phone can help. The invitation is not used up.',
    },
    hiddenWithoutRelay: {
      title: 'Hidden needs a relay server, and this invitation names none',
      text: 'Choose “Directly”, or ask them to set a relay under “Who is in” and to invite us again.',
    },
    elsewhere: {
      title: 'Nobody was found here',
      text: 'This invitation is from the app at another address. Open the link itself in the browser: the devices look for each other there.',
    },
    noCrypto: {
      title: 'This browser cannot open what comes sealed',
      text: 'Open the invitation in a newer Chrome, Edge, Firefox or Safari. It is not used up.',
    },
    notSecure: {
      title: 'Joining does not work at this address',
      text: 'A plan comes sealed, and browsers can only do that where the address begins with https://. Open the app there, then join.',
    },
    noWebRtc: {
      title: 'This browser cannot meet other devices',
      text: 'Open the invitation in a newer Chrome, Edge, Firefox or Safari. It stays good.',
    },
  },

  held: {
    title: 'You are in, and this device has no room for the plan yet',
    text: 'Make some room on it, then go on. Leave this page open until then, because the invitation is used up.',
  },
  chooseAgain: 'Choose again',

  clock: (today: string) =>
    `On this device today is ${today}. If that is another day, or the invitation was made just now, a clock is set wrong here or there. Set it right, or ask all the same.`,
  anyway: 'Ask all the same',

  link: {
    damaged: {
      title: 'This link is not whole',
      text: 'A part of it got lost on the way. Copy all of it, or ask for it once more.',
    },
    otherVersion: {
      title: 'This invitation comes from a newer version of the app',
      text: 'Update the app here, then open the link again.',
    },
    foreign: {
      title: 'This is not an invitation to a plan',
      text: 'It leads somewhere else. An invitation has /join/#i= in it.',
    },
    expired: {
      title: 'This invitation is over',
      text: 'Invitations are good for ten minutes when shown and seven days when sent. Ask for a new one.',
    },
  },

  code: {
    notACode: 'This is not one of the two codes. Copy all of it, or scan it again.',
    otherVersion:
      'This code comes from another version of the app. Update both devices, then begin anew.',
    ownCode: 'This is the code of this device itself. Take the one from the other screen.',
    wrongTurn:
      'This is the other one of the two codes. The device that invites shows its code first.',
    damaged: 'The code did not arrive whole. Scan or copy it again.',
    notKept: 'This device has no room for a plan. Make some, then take the code in again.',
    noCrypto:
      'This browser cannot open what comes sealed. A newer Chrome, Edge, Firefox or Safari can.',
  },

  near: {
    title: 'With two codes, devices meet directly',
    text: 'The two devices talk to each other here in this room, without anything in between. So the other device sees the address of this one. Only that device does: from everyone else this one stays hidden.',
    goOn: 'Go on with that device',
    relayed: 'Through our relay server',
    stop: 'Rather not',
  },
  first: 'First code: scan theirs',
  firstText: 'On the other device: “Invite someone”, then “Two codes, without internet”.',
  firstField: 'Or paste their code here',
  take: 'Take it in',
  second: 'Second code: show this one',
  secondText: 'The other device scans it now. Leave this page open.',
  codeIs: 'Our code to scan',
  useCamera: 'Use the camera',
};
