/** The private route that opens when somebody says they didn’t feel safe (UNSAFE). */
export const safetyRoute = {
  title: 'Thank you for saying it',
  onlyYou: 'Only you can see this. It is kept with you and nobody is told.',
  nobodyWatching: 'Nobody is watching this page.',
  call: (name: string) => `Call ${name}`,
  callsShow: 'Calls may show on your phone or bill.',
  callFirst: 'People to call first',
  noPhone: 'no number yet',
  lines: 'Lines that are always open',
  noPlan: 'We have no safety plan yet. These lines help without one.',
  openPlan: 'Open the safety plan',
  whatHelps: 'What helps',
  levels: 'What we do',
  emergency: { name: 'Emergency', number: '911', note: '' },
  crisis: {
    name: 'Crisis line',
    number: '988',
    note: 'Call or text, day and night. In Spanish, press 2.',
  },
  violence: {
    name: 'Domestic violence line',
    number: '1-800-799-7233',
    note: 'Day and night, in many languages.',
  },
  textLine: '',
  textLineNumber: '',
  notThis: 'I tapped this by mistake',
};
