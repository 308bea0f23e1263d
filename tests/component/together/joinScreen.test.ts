import { beforeAll, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import type { CodeRefusal, JoiningView, LinkRefusal } from '../../../src/lib/app/together/port';
import { ok, refuse } from '../../../src/lib/domain/result';
import { m } from '../../../src/lib/i18n/m.svelte';
import { speak } from '../../../src/lib/i18n/words.svelte';
import { Joiner, type Doors } from '../../../src/lib/ui/together/joiner.svelte';
import JoinScreen, {
  joinTitle,
  type JoinStep,
} from '../../../src/lib/ui/together/JoinScreen.svelte';
import { FakeJoining } from './fakeTogether';

beforeAll(() => speak('en', true));

const invitation = { text: 'AQID', shown: 'room', until: '2030-01-01T00:00:00.000Z' } as const;

const show = async (step: JoinStep, doors: Partial<Doors> = {}) => {
  const joining = new FakeJoining();
  const join = vi.fn(() => joining);
  const joinByCode = vi.fn(async () => ok({ answer: 'LPANSWER', joining }));
  const joiner = new Joiner(async () => ({
    readInvitation: async () => ok(invitation),
    join,
    readOffer: async () => ok({ meeting: undefined }),
    joinByCode,
    ...doors,
  }));
  const go = vi.fn();
  const forget = vi.fn();
  const { rerender } = await render(JoinScreen, { step, joiner, go, forget });
  return { joiner, joining, join, joinByCode, go, forget, rerender };
};

test('a pasted link opens the way to the name, and is not asked with before a tap', async () => {
  const { joiner, join, go } = await show('start');
  await page
    .getByRole('textbox', { name: /Paste the link here/ })
    .fill(' https://x.example/join/#i=AQID ');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => joiner.invitation).toEqual(invitation);
  expect(go).toHaveBeenCalledWith(undefined, false);
  expect(join).not.toHaveBeenCalled();
});

test.each(['damaged', 'otherVersion', 'foreign', 'expired'] as const satisfies LinkRefusal[])(
  'a link that is no invitation has kind words, and another can be pasted: %s',
  async (why) => {
    const { joiner } = await show('start', { readInvitation: async () => refuse(why) });
    await page.getByRole('textbox').fill('x');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.element(page.getByText(m.join.link[why].text)).toBeVisible();
    expect(joinTitle('start', joiner)).toBe(m.join.link[why].title);
    await expect.element(page.getByRole('textbox', { name: /Paste the link here/ })).toBeVisible();
  },
);

test('CIR3 nobody asks without a name', async () => {
  const { go, joiner } = await show('name');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.join.nameNeeded);
  expect(go).not.toHaveBeenCalled();
  await page.getByRole('textbox').fill('Ana');
  await page.getByRole('button', { name: 'Go on' }).click();
  expect(go).toHaveBeenCalledWith('meet');
  expect(joiner.name).toBe('Ana');
});

test('PEER5 how this device meets is chosen by a person before anything is sent', async () => {
  const { joiner, join, go } = await show('meet');
  await joiner.read('AQID');
  joiner.name = ' Ana ';
  await page.getByRole('button', { name: 'Ask to come in' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.join.chooseFirst);
  expect(join).not.toHaveBeenCalled();
  await page.getByRole('radio', { name: 'Directly' }).click();
  await page.getByRole('button', { name: 'Ask to come in' }).click();
  expect(join).toHaveBeenCalledWith(invitation, 'Ana', 'direct');
  expect(go).toHaveBeenCalledWith('go');
});

const going = async () => {
  const shown = await show('meet');
  await shown.joiner.read('AQID');
  shown.joiner.name = 'Ana';
  shown.joiner.ask('direct');
  await shown.rerender({ step: 'going' });
  return shown;
};

test('CIR3 the three words stand large, to be told to who invited', async () => {
  const { joining, joiner } = await going();
  await expect.element(page.getByText(m.join.meetingText)).toBeVisible();
  joining.change({ step: 'words', words: ['limón', 'radio', 'kiwi'] });
  for (const word of ['limón', 'radio', 'kiwi'])
    await expect.element(page.getByText(word, { exact: true })).toBeVisible();
  expect(joinTitle('going', joiner)).toBe(m.join.words);
});

test('CIR3 three words of which two are the same are drawn all the same', async () => {
  const { joining } = await going();
  joining.change({ step: 'words', words: ['radio', 'kiwi', 'radio'] });
  await expect.element(page.getByText('radio kiwi radio')).toBeVisible();
});

test('a large plan says how much of it is here', async () => {
  const { joining } = await going();
  joining.change({ step: 'arriving', done: 14, total: 50 });
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '0.28');
  await expect.element(page.getByText('28% is here')).toBeVisible();
});

const ends = [
  'wrongWords',
  'notNow',
  'expired',
  'revoked',
  'used',
  'alreadyHere',
  'broken',
  'unreachable',
  'elsewhere',
  'notKept',
  'noCrypto',
  'offline',
  'signalingUnreachable',
  'blocked',
  'hiddenWithoutRelay',
  'notSecure',
  'noWebRtc',
] as const satisfies Extract<JoiningView, { step: 'over' }>['why'][];
test.each(ends)('however it ends, it says why and a way on: %s', async (why) => {
  const { joining, joiner, go, forget } = await going();
  joining.change({ step: 'over', why });
  await expect.element(page.getByText(m.join.over[why].text)).toBeVisible();
  expect(joinTitle('going', joiner)).toBe(m.join.over[why].title);
  await page.getByRole('button', { name: 'Another invitation' }).click();
  expect(joiner.live).toBeUndefined();
  expect(forget).toHaveBeenCalledOnce();
  expect(go).toHaveBeenCalledWith(undefined, true);
});

test('after a slip the same invitation asks once more', async () => {
  const { joining, join } = await going();
  joining.change({ step: 'over', why: 'wrongWords' });
  await page.getByRole('button', { name: 'Ask again' }).click();
  expect(join).toHaveBeenCalledTimes(2);
  expect(joining.stopped).toBe(true);
});

test('whoever leaves the page while the plan arrives is in all the same', async () => {
  const { joining, joiner } = await going();
  joining.change({ step: 'arriving', done: 1, total: 2 });
  joiner.stop();
  expect(joining.stopped).toBe(false);
});

test('whoever leaves the page while they ask asks no longer', async () => {
  const { joining, joiner } = await going();
  joining.change({ step: 'words', words: ['limón', 'radio', 'kiwi'] });
  joiner.stop();
  expect(joining.stopped).toBe(true);
});

test('who wants to be hidden and has no relay chooses anew how to meet, with the same invitation', async () => {
  const { joining, joiner, join, go } = await going();
  joining.change({ step: 'over', why: 'hiddenWithoutRelay' });
  await page.getByRole('button', { name: 'Choose again' }).click();
  expect(joiner.live).toBeUndefined();
  expect(joiner.invitation).toEqual(invitation);
  expect(go).toHaveBeenLastCalledWith('meet', true);
  expect(join).toHaveBeenCalledOnce();
});

test('VAU3 who was let in and has no room makes some and goes on, and asks nobody again', async () => {
  const { joining, joiner, join } = await going();
  joining.change({ step: 'notKept' });
  await expect.element(page.getByText(m.join.held.text)).toBeVisible();
  expect(joinTitle('going', joiner)).toBe(m.join.held.title);
  await page.getByRole('button', { name: 'Go on' }).click();
  expect(joining.wentOn).toBe(1);
  expect(join).toHaveBeenCalledOnce();
});

test('VAU3 while this device cannot keep the plan that comes, it says what to do, and no more once it can', async () => {
  const { joining } = await going();
  joining.change({ step: 'arriving', done: 14, total: 50, unkept: 'full' });
  await expect.element(page.getByText(m.shell.storage.full.title)).toBeVisible();
  await expect.element(page.getByText(m.shell.unkept.full)).toBeVisible();
  joining.change({ step: 'arriving', done: 14, total: 50, unkept: 'silent' });
  await expect.element(page.getByText(m.shell.storage.silent.title)).toBeVisible();
  await expect.element(page.getByText(m.shell.unkept.other)).toBeVisible();
  joining.change({ step: 'arriving', done: 15, total: 50 });
  await expect.element(page.getByText('30% is here')).toBeVisible();
  await expect.element(page.getByText(m.shell.unkept.other)).not.toBeInTheDocument();
});

test('an invitation that is over by this clock names the day, and whoever doubts the clock asks all the same', async () => {
  const read = vi.fn(async (_text: string, clock?: string) =>
    clock === 'doubted' ? ok(invitation) : refuse('expired' as const),
  );
  const { joiner, go } = await show('start', { readInvitation: read });
  await page.getByRole('textbox').fill(' AQID ');
  await page.getByRole('button', { name: 'Go on' }).click();
  const year = String(new Date().getFullYear());
  await expect.element(page.getByText(/^On this device today is /)).toHaveTextContent(year);
  await page.getByRole('button', { name: 'Ask all the same' }).click();
  await vi.waitFor(() => expect(joiner.invitation).toEqual(invitation));
  expect(read).toHaveBeenLastCalledWith('AQID', 'doubted');
  expect(go).toHaveBeenLastCalledWith(undefined);
});

test('a used invitation is not offered again', async () => {
  const { joining } = await going();
  joining.change({ step: 'over', why: 'used' });
  await expect.element(page.getByText(m.join.over.used.text)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Ask again' })).not.toBeInTheDocument();
});

test('a plan that is here already opens', async () => {
  const { joining } = await going();
  joining.change({ step: 'over', why: 'alreadyHere', planId: 'vegas' });
  await expect
    .element(page.getByRole('link', { name: 'Open the plan' }))
    .toHaveAttribute('href', '/today/#p=vegas');
});

test.each([
  'notACode',
  'otherVersion',
  'ownCode',
  'wrongTurn',
  'damaged',
  'notKept',
  'noCrypto',
] as const satisfies CodeRefusal[])('a code that is no use says why: %s', async (why) => {
  const { joiner } = await show('codes', { readOffer: async () => refuse(why) });
  joiner.name = 'Ana';
  await page.getByRole('textbox', { name: 'Or paste their code here' }).fill('x');
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.join.code[why]);
});

test('PEER5 PEER6 our code is shown once theirs was taken, with a name, and once it was said how to meet', async () => {
  const { joiner, joinByCode, go, rerender } = await show('codes');
  const field = page.getByRole('textbox', { name: 'Or paste their code here' });
  await field.fill('LPOFFER');
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.join.nameNeeded);
  expect(joiner.live).toBeUndefined();
  await page.getByRole('textbox', { name: m.join.name }).fill('Ana');
  await page.getByRole('button', { name: 'Take it in' }).click();
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith('meet'));
  await rerender({ step: 'meet' });
  await page.getByRole('button', { name: 'Ask to come in' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.join.chooseFirst);
  expect(joinByCode).not.toHaveBeenCalled();
  await page.getByRole('radio', { name: 'Directly' }).click();
  await page.getByRole('button', { name: 'Ask to come in' }).click();
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith('go'));
  expect(joinByCode).toHaveBeenCalledWith('LPOFFER', 'Ana', 'direct');
  await rerender({ step: 'going' });
  await expect
    .element(page.getByRole('textbox', { name: m.invite.codeAsText }))
    .toHaveValue('LPANSWER');
});

test('PEER5 who wants to be hidden reads that two codes meet directly, and may rather not', async () => {
  const { joiner, joinByCode, go, rerender } = await show('codes');
  joiner.name = 'Ana';
  expect(await joiner.takeCode('LPOFFER')).toBe('meet');
  await rerender({ step: 'meet' });
  await page.getByRole('radio', { name: 'Hidden' }).click();
  await page.getByRole('button', { name: 'Ask to come in' }).click();
  await vi.waitFor(() => expect(go).toHaveBeenLastCalledWith('near'));
  await rerender({ step: 'near' });
  await expect.element(page.getByText(m.join.near.text)).toBeVisible();
  await page.getByRole('button', { name: m.join.near.stop }).click();
  expect(joinByCode).not.toHaveBeenCalled();
  expect(go).toHaveBeenLastCalledWith(undefined, true);
  await page.getByRole('button', { name: m.join.near.goOn }).click();
  await vi.waitFor(() => expect(go).toHaveBeenLastCalledWith('go'));
  expect(joinByCode).toHaveBeenCalledWith('LPOFFER', 'Ana', 'hidden');
});

test('PEER5 a device that was asked before is not asked again', async () => {
  const { joiner } = await show('codes', { readOffer: async () => ok({ meeting: 'direct' }) });
  joiner.name = 'Ana';
  expect(await joiner.takeCode('LPOFFER')).toBe('go');
});

test.each([
  ['NotAllowedError', 'cameraRefused'],
  ['NotFoundError', 'cameraNone'],
] as const)(
  'where the camera is not to be had, it says so and the link can be pasted: %s',
  async (name, words) => {
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(
      new DOMException('no', name),
    );
    await show('scan');
    await expect.element(page.getByText(m.join[words].title)).toBeVisible();
    await expect.element(page.getByText(m.join[words].text)).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: m.join.paste })).toBeVisible();
    vi.restoreAllMocks();
  },
);

test('PEER6 a browser without WebRTC says so before anything is typed', async () => {
  vi.stubGlobal('RTCPeerConnection', undefined);
  delete (globalThis as { RTCPeerConnection?: unknown }).RTCPeerConnection;
  try {
    await show('start');
    await expect.element(page.getByText(m.join.over.noWebRtc.text)).toBeVisible();
    await expect.element(page.getByRole('textbox')).not.toBeInTheDocument();
  } finally {
    vi.unstubAllGlobals();
  }
});

test('PEER6 at an address that is not secure it says so before anything is typed', async () => {
  vi.stubGlobal('isSecureContext', false);
  try {
    await show('start');
    await expect.element(page.getByText(m.join.over.notSecure.text)).toBeVisible();
    await expect.element(page.getByRole('textbox')).not.toBeInTheDocument();
  } finally {
    vi.unstubAllGlobals();
  }
});
