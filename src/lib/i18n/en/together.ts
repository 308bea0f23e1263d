import { plural } from '../plural';

/** Who is in: the devices that hold this plan, what each may do, and how they meet. */
export const together = {
  title: 'Who is in',
  onlyThisDevice: 'This plan is on this device only.',
  onDevices: (n: number) =>
    plural('en', n, {
      one: 'This plan is shared, and on this device only so far.',
      other: `This plan is on ${n} devices.`,
    }),
  invite: 'Invite someone',
  devicesLink: 'Devices and who can see what',
  trustLink: 'Who can read this',
  opening: 'One moment: we are looking who is in.',
  notOpened: {
    title: 'Who is in could not be opened now',
    text: 'The plan is safe and nothing has changed. Perhaps there is no room left on this device: make some, then try again.',
    again: 'Try again',
  },

  share: {
    title: 'More of us on one plan',
    each: 'The plan lives on each device that we let in, and nowhere else.',
    sealed: 'What we write goes from device to device, sealed: nobody on the way can read a word.',
    ours: 'What is only for our household stays in our household, and what is only mine stays mine.',
    do: 'Share this plan',
    after: 'Nobody is in yet after this. Then we invite, one by one.',
    done: 'This plan can be shared now.',
  },

  standing: {
    upToDate: (names: string) => `Up to date with ${names}.`,
    behind: (names: string) =>
      `Not up to date with ${names} yet: the newest goes over when we meet.`,
    alone: 'Nobody else is in yet.',
    looking: 'Looking for the others.',
    allHere: 'Nothing here is waiting to be sent.',
    onlyHere: (n: number) =>
      plural('en', n, {
        one: '1 change is on this device only so far.',
        other: `${n} changes are on this device only so far.`,
      }),
    onlyHereText: 'They go over as soon as we meet another device.',
    differs: (names: string) =>
      `This device and ${names} show different things, although both have every change. It was gone through once more and stayed so. Nothing is lost; look at both before you rely on one.`,
    unsealed: (n: number) =>
      plural('en', n, {
        one: '1 change could not be made ready for the others. It is safe on this device, and we try again when the plan is next opened.',
        other: `${n} changes could not be made ready for the others. They are safe on this device, and we try again when the plan is next opened.`,
      }),
    arriving: 'The plan is arriving',
    arrived: (done: string, total: string) => `${done} of ${total}`,
  },

  heavy: {
    title: (name: string, bytes: string) => `${name} sent ${bytes}. Take more?`,
    left: (name: string) => `What else ${name} has for us waits there`,
    text: 'That is much more than plans usually hold. What came is kept, and the rest stays on that device until we take it.',
    take: 'Take it',
    notNow: 'Not now',
  },

  devices: {
    title: 'Devices',
    this: 'this device',
    unnamed: 'a device without a name',
    nobody: 'Not said yet whose it is',
    mayDo: {
      steer: 'can change everything and let others in',
      edit: 'can change the plan',
      see: 'can read',
    },
    household: 'Gets what is only for our household.',
    notHousehold: 'Does not get what is only for our household.',
    here: 'here now',
    heard: (when: string) => `heard from ${when}`,
    notHeard: 'not heard from yet',
    justNow: 'just now',
    since: (day: string) => `In since ${day}.`,
    sinceBy: (day: string, name: string) => `In since ${day}, let in by ${name}.`,
    hasAll: 'Has all that is on this device.',
    hasNotAll: 'Does not have the newest yet.',
    mayHave: 'Whether it has the newest is not known yet.',
    suspended:
      'Two copies of this device wrote at once. Nothing new is taken from it, and what it wrote before stays. To go on, take the plan off that device and let it in again.',
    suspendedShort: 'set aside',
    change: 'Change what it may do',
    changeOf: (name: string) => `Change what ${name} may do`,
    whose: 'Whose device is it?',
    save: 'Save',
    changed: (name: string) => `Changed for ${name}.`,
    lastSteers:
      'This is the only device that can let others in. Another one has to be able to first.',
    addMine: 'Add another device of my own',
  },

  rights: {
    title: 'What may they do?',
    steer: 'Change everything and let others in',
    steerHint: 'For our household: whoever lets others in reads all that our household reads.',
    edit: 'Change the plan',
    editHint: 'Tell how it went, write, and propose.',
    see: 'Read',
    seeHint: 'Read along and change nothing.',
    household: 'Is part of our household',
    householdHint: 'Then this device also gets what is only for our household.',
  },

  invitations: {
    title: 'Open invitations',
    of: (name: string) => `For ${name}`,
    somebodyNew: 'somebody new',
    room: 'Shown here as a code',
    sent: 'Sent as a link',
    show: 'Show again',
    showOf: (name: string) => `Show the invitation for ${name} again`,
    takeBack: 'Take back',
    takeBackOf: (name: string) => `Take back the invitation for ${name}`,
    takenBack: (name: string) => `The invitation for ${name} is taken back.`,
    until: (day: string) => `good until ${day}`,
    minutes: (n: number) =>
      plural('en', n, { one: 'good for 1 more minute', other: `good for ${n} more minutes` }),
    over: 'no longer good',
  },

  file: {
    title: 'For those we never meet',
    text: 'What is here goes into one sealed file, by any way we like. Only a device that is in can open it, and it takes what is new to it.',
    send: 'Send what’s new as a file',
    take: 'Take in a file',
    sent: 'The file is on its way.',
    kept: (name: string) => `The file “${name}” is with the downloads of this device.`,
    took: (n: number) =>
      n === 0
        ? 'All of it was here already.'
        : plural('en', n, { one: '1 new change came in.', other: `${n} new changes came in.` }),
    name: 'whats-new',
  },

  presence: {
    label: 'Show the others when this device is here',
    hint: 'They then read “here now”. It is off until we turn it on.',
  },

  meeting: {
    title: 'How this device meets the others',
    ask: 'How should this device meet the others?',
    reason:
      'Devices that talk to each other directly can see each other’s internet address, and it can tell roughly where a device is. That matters to someone who has left a dangerous home.',
    direct: 'Directly',
    directHint: 'The quickest way. Everyone who is in could see this device’s internet address.',
    hidden: 'Hidden',
    hiddenHint:
      'Only through a relay server, which has to be set up first. Nobody who is in sees the address. Without a relay, a sealed file still works.',
    chosen: 'Chosen.',
    isDirect: 'This device meets the others directly.',
    isHidden: 'This device is hidden and meets the others only through a relay server.',
    change: 'Change that',
  },

  trouble: {
    title: 'Why devices don’t meet',
    try: 'What we can try',
    offline: {
      title: 'This device has no network now',
      text: 'All we write is kept here and goes along once there is a network.',
      try: 'In one room two codes work without internet. A sealed file works too.',
    },
    signalingUnreachable: {
      title: 'The place where devices find each other does not answer',
      text: 'We keep knocking there by ourselves. Nothing is lost.',
      try: 'Another network, two codes in one room, or another meeting place under “Who is in”.',
    },
    blocked: {
      title: 'This network does not let devices talk to each other',
      text: 'Schools, offices and hotels often set it up so. Nothing is lost.',
      try: 'Mobile data, a hotspot from a phone, a relay server under “Who is in”, or a sealed file.',
    },
    hiddenWithoutRelay: {
      title: 'This device is hidden, and there is no relay yet',
      text: 'It shows its address to nobody in the plan, so it needs a server in between.',
      try: 'Set a relay server under “Who is in”, choose “Directly”, or send a sealed file.',
    },
    otherSideClosed: {
      title: 'The others do not have the plan open now',
      text: 'The plan travels while two of us have it open at the same time.',
      try: 'Ask them to open it, or leave it open here for a while.',
    },
    waitingToBeLetIn: {
      title: 'Waiting to be let in',
      text: 'Somebody who may let others in has to open the plan and say yes.',
      try: 'Ask the person who sent the invitation to open the plan.',
    },
    notSecure: {
      title: 'This address is not a secure one',
      text: 'Browsers let devices meet, and seal what they send, only where the address begins with https://',
      try: 'Open the app at its https:// address.',
    },
    noWebRtc: {
      title: 'This browser cannot meet other devices',
      text: 'It lacks what a live connection needs. What is here stays here.',
      try: 'A newer Chrome, Edge, Firefox or Safari. Sealed files work in this browser too.',
    },
  },

  servers: {
    title: 'Meeting place and relay',
    lead: 'Most families leave this as it is. It holds for all who are in; those who can let others in change it. An invitation takes it along.',
    asking: 'One moment: we are asking which places there are.',
    alone: 'Something else on this device',
    aloneHint: 'What is set here then holds for this device alone.',
    place: 'Where devices find each other',
    placeHint:
      'That server sees sealed messages, internet addresses and times. It sees no word of the plan.',
    own: 'The place this app came from',
    relays: 'Relay servers',
    relaysHint:
      'For hidden devices and closed networks. A relay passes on sealed messages and sees both addresses.',
    noRelay: 'None is set.',
    relay: 'Address of a relay',
    relayHint: 'It begins with turn: or turns:',
    relayWrong: 'An address of a relay begins with turn: or turns:',
    relayLacks: 'A relay asks for a name and a password.',
    name: 'Name for it',
    password: 'Password for it',
    add: 'Add a relay',
    remove: (address: string) => `Take ${address} out`,
    changed: 'Kept. We now look for each other there.',
  },

  keys: {
    stay: 'The keys of this device were made here and no page can read them out. Whoever can unlock or copy this device could still use them.',
    mayLeave:
      'This browser cannot lock the keys of this device away: whoever can copy its storage could copy them too.',
  },

  again: {
    title: 'Start again without someone',
    text: 'For when somebody should no longer get what we write. This begins a new plan from what stands here now, with new keys.',
    open: 'Start again without someone',
    each: 'Each device that comes along is let in again.',
    copy: 'Who wrote what becomes a copy: in the new plan it is what this device says.',
    stays:
      'The plan as it was leaves this device. What the others have already stays with them: nobody can take it back.',
    do: 'Start the new plan',
    done: 'The new plan is here.',
  },

  refusal: {
    notSecure: 'This works only where the address begins with https://. Nothing has changed.',
    noCrypto: 'This browser cannot seal what we send. A newer one can. Nothing has changed.',
    mayNot: 'This device may not do that. A device that can let others in may.',
    wrongWords:
      'Those were other words, so nobody was let in. If it was a slip: open the invitation again and try once more.',
    gone: 'They are no longer waiting. They can ask again with the same invitation, as long as it is good.',
    notKept: 'This device could not keep it, so it was not done. Look whether there is room on it.',
    notAFile: 'This is not a file from this app. Nothing has changed.',
    otherVersion: 'This comes from a newer version of the app. Please update the app here first.',
    otherCircle: 'This file belongs to another plan. Nothing has changed.',
    noKey:
      'This device has no key for this file. Ask for a new one, made after this device came in.',
    damaged: 'The file did not arrive whole. Nothing has changed. Ask for it once more.',
  },
};
