import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { MeetingTrouble, TogetherView } from '../../../src/lib/app/together/port';
import { m } from '../../../src/lib/i18n/m.svelte';
import { speak } from '../../../src/lib/i18n/words.svelte';
import StartAgain from '../../../src/lib/ui/together/StartAgain.svelte';
import { LiveTogether } from '../../../src/lib/ui/together/together.svelte';
import TogetherScreen from '../../../src/lib/ui/together/TogetherScreen.svelte';
import { vegas } from './around';
import {
  aloneView,
  FakeTogether,
  marisols,
  renees,
  sentToInes,
  sharedView,
  teos,
} from './fakeTogether';

beforeAll(() => speak('en', true));

const show = async (view: TogetherView) => {
  const fake = new FakeTogether(view);
  const shared = vi.fn();
  await render(TogetherScreen, { live: new LiveTogether(fake), around: vegas, shared });
  return { fake, shared };
};
const opened = async (name: string) => {
  const row = page.getByRole('group').filter({ hasText: name }).first();
  await row.getByText(name).first().click();
  return row;
};

test('before anything is shared, what sharing means is said, and nothing of devices', async () => {
  const { fake, shared } = await show(aloneView);
  await expect.element(page.getByText(m.together.share.sealed)).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Devices' })).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Share this plan' }).click();
  expect(fake.asked).toEqual([['share']]);
  expect(shared).toHaveBeenCalledOnce();
});

test('where a plan cannot be shared, it says why and goes nowhere', async () => {
  const fake = new FakeTogether(aloneView);
  fake.refusal = { kind: 'notSecure' };
  const shared = vi.fn();
  await render(TogetherScreen, { live: new LiveTogether(fake), around: vegas, shared });
  await page.getByRole('button', { name: 'Share this plan' }).click();
  await expect.element(page.getByText(m.together.refusal.notSecure)).toBeVisible();
  expect(shared).not.toHaveBeenCalled();
});

test('PEER6 where a plan cannot be shared, or nobody be met, that is said before anybody taps', async () => {
  vi.stubGlobal('isSecureContext', false);
  const share = page.getByRole('button', { name: 'Share this plan' });
  try {
    await show(aloneView);
    await expect.element(page.getByText(m.together.trouble.notSecure.title)).toBeVisible();
    await expect.element(share).not.toBeInTheDocument();
  } finally {
    vi.unstubAllGlobals();
  }
  const real = globalThis.RTCPeerConnection;
  delete (globalThis as { RTCPeerConnection?: unknown }).RTCPeerConnection;
  try {
    await show(aloneView);
    await expect.element(page.getByText(m.together.trouble.noWebRtc.title)).toBeVisible();
    await expect.element(share).toBeVisible();
  } finally {
    globalThis.RTCPeerConnection = real;
  }
});

test('UI4 it names the devices that have all of it, and those that have not', async () => {
  const { fake } = await show({ ...sharedView, members: [marisols, teos, renees] });
  await expect
    .element(page.getByText('Up to date with Teo’s phone and Renee’s laptop.'))
    .toBeVisible();
  fake.change({ members: [marisols, { ...teos, hasAll: false }, renees], onlyHere: 2 });
  await expect.element(page.getByText('Up to date with Renee’s laptop.')).toBeVisible();
  await expect.element(page.getByText(/Not up to date with Teo’s phone yet/)).toBeVisible();
  await expect.element(page.getByText(/2 changes are on this device only so far/)).toBeVisible();
});

test('the name of a device stands once in its row, and what it may do below it', async () => {
  await show({ ...sharedView, members: [marisols, { ...renees, name: '' }, teos] });
  for (const name of ['Teo’s phone', 'Renee']) {
    const read = (await opened(name)).element().cloneNode(true) as HTMLElement;
    for (const face of read.querySelectorAll('[aria-hidden]')) face.remove();
    expect(read.textContent.split(name), read.textContent).toHaveLength(2);
  }
  await expect.element(page.getByText(/Can change the plan\.\s+Does not get/)).toBeVisible();
});

test('PEER4 while a silent place is asked which others there are, everybody who is in is seen', async () => {
  const { fake } = await show({ ...sharedView, signalingOffered: undefined });
  await expect.element(page.getByText('Teo’s phone', { exact: true })).toBeVisible();
  await page.getByText('Meeting place and relay').click();
  await expect.element(page.getByText(m.together.servers.asking)).toBeVisible();
  await expect.element(page.getByText(m.together.servers.own)).not.toBeInTheDocument();
  fake.change({ signalingOffered: [] });
  await expect.element(page.getByText(m.together.servers.own)).toBeVisible();
});

test('where something keeps the devices apart, nobody is said to be looked for', async () => {
  const apart = { ...sharedView, members: [marisols, { ...teos, hasAll: undefined }] };
  const { fake } = await show(apart);
  await expect.element(page.getByText(m.together.standing.looking)).toBeVisible();
  fake.change({ trouble: 'offline' });
  await expect.element(page.getByText(m.together.standing.allHere)).toBeVisible();
  await expect.element(page.getByText(m.together.standing.looking)).not.toBeInTheDocument();
});

test('a device that nobody named is called by whose it is, or that it has no name', async () => {
  const unnamed = { ...renees, name: '' };
  const { fake } = await show({ ...sharedView, members: [marisols, unnamed] });
  await expect.element(page.getByText('Up to date with Renee.')).toBeVisible();
  fake.change({ members: [marisols, { ...unnamed, persons: [] }] });
  await expect.element(page.getByText('Up to date with a device without a name.')).toBeVisible();
});

test('PEER5 a device of the household was heard from 2 hours ago, one outside of it only today', async () => {
  const since = new Date(Date.now() - 2 * 3_600_000);
  const today = since.toISOString().slice(0, 10);
  await render(TogetherScreen, {
    live: new LiveTogether(
      new FakeTogether({
        ...sharedView,
        members: [
          marisols,
          { ...teos, heardFrom: since.toISOString() },
          { ...renees, heardFrom: since.toISOString() },
        ],
      }),
    ),
    around: { ...vegas, today },
    shared: () => {},
  });
  await expect.element(page.getByText('Teo · heard from 2 hours ago')).toBeVisible();
  await expect.element(page.getByText('Renee · heard from today')).toBeVisible();
});

test('PEER5 nobody outside the household reads the hour of anybody', async () => {
  await show({
    ...sharedView,
    members: [
      { ...marisols, isThis: false, heardFrom: teos.heardFrom },
      teos,
      { ...renees, isThis: true },
    ],
    maySteer: false,
  });
  await expect.element(page.getByText(/hours? ago/)).not.toBeInTheDocument();
});

test('CIR2 what a device may do is one tap away, and who may changes it', async () => {
  const { fake } = await show(sharedView);
  const row = await opened('Renee’s laptop');
  await expect.element(row.getByText(/Can change the plan/)).toBeVisible();
  await expect.element(row.getByText(/Does not get what is only for our household/)).toBeVisible();
  await row.getByRole('button', { name: 'Change what Renee’s laptop may do' }).click();
  await expect
    .element(row.getByRole('checkbox', { name: m.together.rights.household }))
    .toHaveFocus();
  await row.getByRole('radio', { name: 'Read' }).click();
  await row.getByRole('button', { name: 'Save' }).click();
  expect(fake.asked).toEqual([
    ['changeRole', 'renee', { role: 'see', household: false, persons: ['renee'] }],
  ]);
  await expect.element(row.getByText(/Can read/)).toBeVisible();
  // The focus is not lost with the form.
  await expect
    .element(row.getByRole('button', { name: 'Change what Renee’s laptop may do' }))
    .toHaveFocus();
});

test('CIR2 nobody outside the household is offered to let others in', async () => {
  await show(sharedView);
  const row = await opened('Renee’s laptop');
  await row.getByRole('button', { name: /Change what/ }).click();
  await expect
    .element(row.getByRole('radio', { name: m.together.rights.steer }))
    .not.toBeInTheDocument();
  await row.getByRole('checkbox', { name: m.together.rights.household }).click();
  await row.getByRole('radio', { name: m.together.rights.steer }).click();
  // Out of the household again, the right that belongs to it goes along.
  await row.getByRole('checkbox', { name: m.together.rights.household }).click();
  await expect.element(row.getByRole('radio', { name: m.together.rights.edit })).toBeChecked();
});

test('the only device that lets others in is not asked to step down', async () => {
  await show({ ...sharedView, members: [marisols, { ...renees, letInBy: undefined }] });
  const row = await opened('Marisol’s phone');
  await row.getByRole('button', { name: /Change what/ }).click();
  await expect.element(row.getByText(m.together.devices.lastSteers)).toBeVisible();
  await expect.element(row.getByRole('radio').first()).not.toBeInTheDocument();
});

test('a device that may not let others in offers no change and no invitation but for itself', async () => {
  await show({
    ...sharedView,
    members: [
      { ...marisols, isThis: false },
      { ...renees, isThis: true },
    ],
    maySteer: false,
  });
  await opened('Marisol’s phone');
  await expect.element(page.getByRole('button', { name: /Change what/ })).not.toBeInTheDocument();
  await expect.element(page.getByRole('link', { name: 'Invite someone' })).not.toBeInTheDocument();
  await expect
    .element(page.getByRole('link', { name: 'Add another device of my own' }))
    .toBeVisible();
});

test('an open invitation says until when it is good and is taken back', async () => {
  const { fake } = await show(sharedView);
  await expect.element(page.getByText('For Tía Inés')).toBeVisible();
  await expect.element(page.getByText(/good until \w+day/)).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Show the invitation for Tía Inés again' }))
    .toHaveAttribute('href', '/invite/#p=vegas&k=sent&i=ines');
  await page.getByRole('button', { name: 'Take back the invitation for Tía Inés' }).click();
  expect(fake.asked).toEqual([['revoke', 'ines']]);
  await expect.element(page.getByText('For Tía Inés')).not.toBeInTheDocument();
  // The list is gone with it.
  await expect.element(page.getByRole('link', { name: 'Invite someone' })).toHaveFocus();
});

test('one of two invitations is taken back: the focus stays on the list, in sight', async () => {
  const { fake } = await show({
    ...sharedView,
    invitations: [sentToInes, { ...sentToInes, id: 'teo', persons: ['teo'] }],
  });
  await page.getByRole('button', { name: 'Take back the invitation for Tía Inés' }).click();
  expect(fake.asked).toEqual([['revoke', 'ines']]);
  await expect.element(page.getByRole('list', { name: 'Open invitations' })).toHaveFocus();
  await expect.element(page.getByText('For Teo')).toBeInViewport();
});

test('PEER5 how this device meets the others is asked with its reason, and nothing is chosen for it', async () => {
  const { fake } = await show({ ...sharedView, meeting: undefined });
  await expect.element(page.getByText(m.together.meeting.reason)).toBeVisible();
  await expect.element(page.getByRole('radio', { name: 'Directly' })).not.toBeChecked();
  await expect.element(page.getByRole('radio', { name: 'Hidden' })).not.toBeChecked();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.join.chooseFirst);
  // Whoever goes through the two with the arrow keys has chosen nothing yet.
  await page.getByRole('radio', { name: 'Directly' }).click();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('radio', { name: 'Hidden' })).toBeChecked();
  expect(fake.asked).toEqual([]);
  await page.getByRole('button', { name: 'Go on' }).click();
  expect(fake.asked).toEqual([['chooseMeeting', 'hidden']]);
});

test('PEER5 how this device meets is changed by a button, and not by the arrow keys', async () => {
  const { fake } = await show(sharedView);
  await page.getByText(m.together.meeting.change).click();
  await page.getByRole('radio', { name: 'Directly' }).click();
  await userEvent.keyboard('{ArrowDown}');
  expect(fake.asked).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  expect(fake.asked).toEqual([['chooseMeeting', 'hidden']]);
});

test('what was answered goes from the page, and the focus to its title', async () => {
  const title = document.createElement('h1');
  title.tabIndex = -1;
  document.body.prepend(title);
  try {
    const heavy = [{ device: 'teo', bytes: 80_000_000, isLeft: true }];
    await show({ ...sharedView, meeting: undefined, heavy });
    await page.getByRole('radio', { name: 'Directly' }).click();
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => document.activeElement).toBe(title);
    title.blur();
    await page.getByRole('button', { name: 'Take it' }).click();
    await expect.poll(() => document.activeElement).toBe(title);
  } finally {
    title.remove();
  }
});

const troubles = [
  'offline',
  'signalingUnreachable',
  'blocked',
  'hiddenWithoutRelay',
  'otherSideClosed',
  'waitingToBeLetIn',
  'notSecure',
  'noWebRtc',
] as const satisfies MeetingTrouble[];
test.each(troubles)(
  'why devices don’t meet has words of its own, and what to try: %s',
  async (trouble) => {
    await show({ ...sharedView, trouble });
    const { title, text, try: attempt } = m.together.trouble[trouble];
    const notice = page.getByRole('status').filter({ hasText: title });
    await expect.element(notice).toHaveTextContent(text);
    await expect.element(notice).toHaveTextContent(attempt);
  },
);

test('one sealed file goes out to the downloads where the system shares none, and one comes in', async () => {
  const { fake } = await show(sharedView);
  await page.getByRole('button', { name: 'Send what’s new as a file' }).click();
  await expect.element(page.getByText(/is with the downloads of this device/)).toBeVisible();
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  await userEvent.upload(input as HTMLElement, new File(['sealed'], 'whats-new.sealed'));
  await expect.element(page.getByText('3 new changes came in.')).toBeVisible();
  fake.refusal = { kind: 'otherCircle' };
  await userEvent.upload(input as HTMLElement, new File(['sealed'], 'whats-new.sealed'));
  await expect.element(page.getByText(m.together.refusal.otherCircle)).toBeVisible();
  await expect.element(page.getByText('3 new changes came in.')).not.toBeInTheDocument();
});

const sharing = (share: () => Promise<void>): readonly File[] => {
  const given: File[] = [];
  Object.assign(navigator, {
    canShare: () => true,
    share: ({ files }: { files: File[] }) => {
      given.push(...files);
      return share();
    },
  });
  onTestFinished(() => {
    for (const name of ['canShare', 'share']) Reflect.deleteProperty(navigator, name);
  });
  return given;
};

test.each([
  ['is given', () => Promise.resolve(), /is on its way/],
  [
    'may not open now',
    () => Promise.reject(new DOMException('too late', 'NotAllowedError')),
    /is with the downloads of this device/,
  ],
])('PEER7 the file goes where the system shares it: %s', async (_how, shared, words) => {
  const given = sharing(shared);
  await show(sharedView);
  await page.getByRole('button', { name: 'Send what’s new as a file' }).click();
  await expect.element(page.getByText(words)).toBeVisible();
  expect(given.map(({ name }) => name)).toEqual([expect.stringMatching(/\.sealed$/)]);
});

test('PEER7 who closes the sheet of the system is told nothing, for nothing was sent', async () => {
  let closed = false;
  sharing(() => {
    closed = true;
    return Promise.reject(new DOMException('closed', 'AbortError'));
  });
  await show(sharedView);
  const button = page.getByRole('button', { name: 'Send what’s new as a file' });
  await button.click();
  await vi.waitFor(() => expect(closed).toBe(true));
  await expect.element(button).toBeEnabled();
  expect(document.querySelector('.told')).toBeNull();
});

const relay = { urls: 'turn:relay.example:3478', username: 'vegas', credential: 'wide field' };

test('a relay is taken only with an address of a relay, and taken out again', async () => {
  const { fake } = await show(sharedView);
  await page.getByText('Meeting place and relay').click();
  const field = page.getByRole('textbox', { name: 'Address of a relay' });
  await field.fill('https://relay.example');
  await page.getByRole('button', { name: 'Add a relay' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.together.servers.relayWrong);
  expect(fake.asked).toEqual([]);
  await field.fill(relay.urls);
  await page.getByRole('button', { name: 'Add a relay' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.together.servers.relayLacks);
  expect(fake.asked).toEqual([]);
  await page.getByRole('textbox', { name: 'Name for it' }).fill(relay.username);
  await page.getByLabelText('Password for it').fill(relay.credential);
  await page.getByRole('button', { name: 'Add a relay' }).click();
  expect(fake.asked).toEqual([['setServers', [relay], [], 'all']]);
  await page.getByRole('button', { name: 'Take turn:relay.example:3478 out' }).click();
  expect(fake.view.servers).toEqual([]);
  // What was tapped is gone, and the next tap takes out nothing else.
  await expect.element(page.getByRole('heading', { name: 'Relay servers' })).toHaveFocus();
});

test('what is set for all holds, until something else is set on this device; also by who does not steer', async () => {
  const { fake } = await show({ ...sharedView, maySteer: false, servers: [relay] });
  await page.getByText('Meeting place and relay').click();
  const field = page.getByRole('textbox', { name: 'Address of a relay' });
  await expect.element(page.getByText(relay.urls)).toBeVisible();
  await expect.element(field).not.toBeInTheDocument();
  const alone = page.getByRole('checkbox', { name: m.together.servers.alone });
  await alone.click();
  await page.getByRole('button', { name: 'Take turn:relay.example:3478 out' }).click();
  await alone.click();
  expect(fake.asked).toEqual([
    ['setServers', [relay], [], 'device'],
    ['setServers', [], [], 'device'],
    ['serversOfAll'],
  ]);
  await expect.element(field).not.toBeInTheDocument();
});

test('LED4 of a device that sent a lot more is taken only once somebody says so', async () => {
  const heavy = [{ device: 'teo', bytes: 80_000_000, isLeft: false }];
  const { fake } = await show({ ...sharedView, heavy });
  await expect.element(page.getByText('Teo’s phone sent 80 MB. Take more?')).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect.element(page.getByText(m.together.heavy.left('Teo’s phone'))).toBeVisible();
  await page.getByRole('button', { name: 'Take it' }).click();
  expect(fake.asked).toEqual([
    ['takeFrom', 'teo', false],
    ['takeFrom', 'teo', true],
  ]);
  await expect.element(page.getByText(m.together.heavy.text)).not.toBeInTheDocument();
});

test('presence is off until somebody turns it on', async () => {
  const { fake } = await show(sharedView);
  const box = page.getByRole('checkbox', { name: m.together.presence.label });
  await expect.element(box).not.toBeChecked();
  await box.click();
  expect(fake.asked).toEqual([['setPresence', true]]);
});

test('a device set aside for writing twice says what that means and is in no “up to date”', async () => {
  await show({ ...sharedView, members: [marisols, { ...teos, suspended: true }, renees] });
  await expect.element(page.getByText('Up to date with Renee’s laptop.')).toBeVisible();
  const row = await opened('Teo’s phone');
  await expect.element(row.getByText(m.together.devices.suspended)).toBeVisible();
});

test('where a browser cannot lock its keys away, it says so', async () => {
  await show({ ...sharedView, keysStay: false });
  await expect.element(page.getByText(m.together.keys.mayLeave)).toBeVisible();
  await expect.element(page.getByText(m.together.keys.stay)).not.toBeInTheDocument();
});

test('starting again says that authorship becomes a copy, and whoever comes along is let in again', async () => {
  const fake = new FakeTogether();
  const begun = vi.fn();
  await render(StartAgain, { live: new LiveTogether(fake), around: vegas, begun });
  await expect.element(page.getByText(m.together.again.copy)).toBeVisible();
  await expect.element(page.getByText(m.together.again.stays)).toBeVisible();
  await expect.element(page.getByText(m.together.again.each)).toBeVisible();
  await page.getByRole('button', { name: 'Start the new plan' }).click();
  expect(fake.asked).toEqual([['startAgain']]);
  expect(begun).toHaveBeenCalledWith('new-plan');
});

test('LED3 two relays of one address in the log leave the screen whole', async () => {
  await show({ ...sharedView, servers: [relay, { ...relay, username: 'another' }] });
  await page.getByText('Meeting place and relay').click();
  await expect.element(page.getByText(relay.urls).first()).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Address of a relay' })).toBeVisible();
});
