/** *Who can read this* (SEC3): what is sealed from whom, and what the app cannot promise. */
export const trust = {
  title: 'Who can read this',
  lead: 'In plain words, and only what is true today.',
  sections: [
    {
      title: 'Who can read our plan',
      points: [
        'Whoever uses a device that we let in. Our household’s devices hold what is for the team and for our household. Other devices hold what is for the team.',
        'What is only mine is on the devices that speak for me. Whoever can let others in can also say for whom a device speaks, and all of us can see that under “Who is in”.',
        'Whoever can unlock such a device. An unlocked phone shows all that it holds.',
        'Whoever is in can show others what we wrote.',
      ],
    },
    {
      title: 'Who cannot',
      points: [
        'Whoever runs the server where devices find each other, or a relay. What travels is sealed. They see devices, sizes, times and internet addresses, and no word.',
        'Whoever only has the link or the code. With it they can ask. A person of ours has to let them in. If our plan has a relay, they could use that, for its password travels in the link.',
        'Whoever carries a sealed file. They see its size, when it was sent, and which files belong together.',
      ],
    },
    {
      title: 'What the app cannot promise',
      points: [
        'Nobody can be taken out of a plan yet. When somebody should no longer get what we write, we start again without them. What they have stays with them.',
        'A new key protects only what is written later. What was seen stays seen.',
        'If someone gets hold of a device’s keys, they can also open sealed messages from earlier that they kept (experts say: no forward secrecy).',
        'Words that we take back leave the screens. The sealed messages that they came in stay on our devices, and a changed app could open them.',
        'The keys of a device are in its browser. The app cannot read them out, but whoever copies the whole device can use them. A PIN for a face only keeps a curious look out.',
        'Whoever serves the app’s files could change the app, and a changed app could read along.',
        'Who wrote something is proven by their device. When it was written is what that device’s clock says: claimed, not proven. What was there before a device came in is as it was passed on by the device that let it in.',
      ],
    },
    {
      title: 'Our internet address',
      points: [
        'Devices that meet directly can see each other’s internet address, and so can the server where they find each other. It can tell roughly where a device is.',
        'Whoever asks to come in with a link or a code can see it too, before we say yes.',
        'A hidden device shows its address to a relay and to that server, and to nobody in the plan.',
      ],
    },
    {
      title: 'How it was built',
      points: [
        'Built from standard parts, not yet reviewed by outside cryptographers.',
        'No account, no tracking, and no server that keeps anything of a plan.',
      ],
    },
  ],
};
