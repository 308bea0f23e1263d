import { beforeAll, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { TogetherView } from '../../../src/lib/app/together/port';
import { m } from '../../../src/lib/i18n/m.svelte';
import { StorageError } from '../../../src/lib/vault/port';
import { speak } from '../../../src/lib/i18n/words.svelte';
import InviteScreen, { inviteTitle } from '../../../src/lib/ui/together/InviteScreen.svelte';
import type { InviteStep } from '../../../src/lib/ui/together/inviting';
import { Asking, LiveTogether } from '../../../src/lib/ui/together/together.svelte';
import { vegas } from './around';
import { FakeTogether, knockOfAna, renees, sentToInes, sharedView } from './fakeTogether';

beforeAll(() => speak('en', true));

interface At {
  step: InviteStep;
  invited?: string;
  invitationId?: string;
}

const show = async ({ step, invited, invitationId }: At, view: Partial<TogetherView> = {}) => {
  const fake = new FakeTogether({ ...sharedView, ...view });
  const live = new LiveTogether(fake);
  const go = vi.fn();
  const cameIn = vi.fn();
  const addPerson = vi.fn(async (): Promise<string | undefined> => 'ana');
  const named = vi.fn(async () => {});
  const notNamed = vi.fn(async (ids: readonly string[]) => ids);
  const props = {
    step,
    invited,
    invitationId,
    live,
    around: vegas,
    addPerson,
    todayFor: async () => undefined,
    came: undefined,
    go,
    cameIn,
    reporters: { notNamed, named },
  };
  const { rerender } = await render(InviteScreen, props);
  return { fake, live, go, cameIn, addPerson, named, notNamed, rerender };
};

test('it asks who: anybody of the plan, somebody new, or another device of one’s own', async () => {
  await show({ step: 'who' });
  await expect
    .element(page.getByRole('link', { name: /Renee/ }))
    .toHaveAttribute('href', '/invite/#p=vegas&u=renee&k=what');
  await expect.element(page.getByText('is in already').first()).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: /Somebody new/ }))
    .toHaveAttribute('href', '/invite/#p=vegas&u=new&k=what');
  await expect
    .element(page.getByRole('link', { name: /Another device of my own/ }))
    .toHaveAttribute('href', '/invite/#p=vegas&u=mine&k=how');
});

test('a device that may not let others in can add one of the same people, and nobody else', async () => {
  await show({ step: 'who' }, { maySteer: false, members: [{ ...renees, isThis: true }] });
  await expect.element(page.getByText(m.invite.onlyMine)).toBeVisible();
  await expect.element(page.getByRole('link', { name: /Teo/ })).not.toBeInTheDocument();
  await expect.element(page.getByRole('link', { name: /Another device of my own/ })).toBeVisible();
});

test('CIR2 what is usual stands there: the household steers, everybody else changes the plan', async () => {
  const { rerender, go } = await show({ step: 'what', invited: 'teo' });
  await expect.element(page.getByRole('radio', { name: m.together.rights.steer })).toBeChecked();
  await expect
    .element(page.getByRole('checkbox', { name: m.together.rights.household }))
    .toBeChecked();
  await rerender({ invited: 'renee' });
  await expect.element(page.getByRole('radio', { name: m.together.rights.edit })).toBeChecked();
  await expect
    .element(page.getByRole('checkbox', { name: m.together.rights.household }))
    .not.toBeChecked();
  await page.getByRole('button', { name: 'Go on' }).click();
  expect(go).toHaveBeenCalledWith({ u: 'renee', k: 'see' });
});

test('DOC10 before somebody outside the household comes in: what they will see and what not', async () => {
  await show({ step: 'see', invited: 'ines' });
  const sees = page.getByRole('list', { name: m.invite.sees });
  await expect.element(sees).toHaveTextContent(/our safety plan/);
  await expect.element(sees).not.toHaveTextContent(/only for our household/);
  await expect
    .element(page.getByRole('list', { name: m.invite.seesNot }))
    .toHaveTextContent(/what is only for our household/);
  await expect.element(page.getByText(/required by law/)).not.toBeInTheDocument();
});

test('PLAN14 Renee must report, which is said before she comes in, and once', async () => {
  const { go, named, notNamed, rerender } = await show({ step: 'see', invited: 'renee' });
  await expect.element(page.getByText(/Renee is required by law to report/)).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Keep it with us' })).toBeVisible();
  expect(named).not.toHaveBeenCalled();
  await page.getByRole('button', { name: 'Share' }).click();
  expect(named).toHaveBeenCalledWith(['renee']);
  expect(go).toHaveBeenCalledWith({ u: 'renee', k: 'how' });

  notNamed.mockResolvedValue([]);
  await rerender({ step: 'what' });
  await rerender({ step: 'see', reporters: { notNamed, named } });
  await expect.element(page.getByRole('list', { name: m.invite.sees })).toBeVisible();
  await expect.element(page.getByText(/required by law/)).not.toBeInTheDocument();
});

test('PEER5 how this device meets is asked once, before the first invitation', async () => {
  const { fake, go } = await show({ step: 'meet', invited: 'ines' }, { meeting: undefined });
  const on = page.getByRole('button', { name: 'Go on' });
  await on.click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.join.chooseFirst);
  // Whoever goes through the two with the arrow keys has said nothing yet.
  await page.getByRole('radio', { name: 'Hidden' }).click();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(page.getByRole('radio', { name: 'Directly' })).toBeChecked();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  expect(fake.asked).toEqual([]);
  await on.click();
  expect(fake.asked).toEqual([['chooseMeeting', 'direct']]);
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith({ u: 'ines', k: 'how' }));
});

test('who comes back to how this device meets goes on with what was chosen', async () => {
  const { go } = await show({ step: 'meet', invited: 'ines' }, { meeting: 'hidden' });
  await expect.element(page.getByRole('radio', { name: 'Hidden' })).toBeChecked();
  await page.getByRole('button', { name: 'Go on' }).click();
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith({ u: 'ines', k: 'how' }));
});

test('CIR3 a code shown in a room is one invitation, good for ten minutes, with its link below', async () => {
  const { fake, go, rerender } = await show({ step: 'room', invited: 'ines' });
  await vi.waitFor(() => expect(go).toHaveBeenCalled());
  expect(fake.asked).toEqual([
    ['invite', { persons: ['ines'], role: 'edit', household: false, shown: 'room' }],
  ]);
  const [to, instead] = go.mock.calls[0] as [{ i: string }, boolean];
  expect(instead).toBe(true);
  await rerender({ invitationId: to.i });
  await expect
    .element(page.getByText('Good for 10 more minutes. Then a new one follows.'))
    .toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'The link' })).toBeVisible();
  fake.change({ connected: 3 });
  expect(fake.asked).toHaveLength(1);
});

test('CIR3 when its ten minutes are over, a new code follows for the same person', async () => {
  const over = {
    ...sentToInes,
    id: 'over',
    shown: 'room' as const,
    until: new Date(0).toISOString(),
  };
  const { fake, go } = await show(
    { step: 'room', invited: 'ines', invitationId: 'over' },
    { invitations: [over] },
  );
  await vi.waitFor(() => expect(go).toHaveBeenCalledOnce());
  expect(fake.asked).toEqual([
    ['invite', { persons: ['ines'], role: 'edit', household: false, shown: 'room' }],
  ]);
});

test('an invitation that was used or taken back is not made again by itself', async () => {
  const { fake, go } = await show({ step: 'room', invited: 'ines', invitationId: 'gone' });
  await expect.element(page.getByText(m.invite.overText)).toBeVisible();
  expect(fake.asked).toEqual([]);
  await page.getByRole('button', { name: 'Make a new one' }).click();
  expect(go).toHaveBeenCalledWith({ u: 'ines', k: 'room' }, true);
});

test('another device of one’s own gets what this one has', async () => {
  const { fake, go } = await show(
    { step: 'sent', invited: 'mine' },
    { members: [{ ...renees, isThis: true }], maySteer: false },
  );
  await vi.waitFor(() => expect(go).toHaveBeenCalled());
  expect(fake.asked).toEqual([
    ['invite', { persons: ['renee'], role: 'edit', household: false, shown: 'sent' }],
  ]);
});

test('where inviting is not possible, it says why, once', async () => {
  const fake = new FakeTogether(sharedView);
  fake.refusal = { kind: 'notKept' };
  await render(InviteScreen, {
    step: 'room',
    invited: 'ines',
    invitationId: undefined,
    live: new LiveTogether(fake),
    around: vegas,
    addPerson: async () => undefined,
    todayFor: async () => undefined,
    came: undefined,
    go: () => {},
    cameIn: () => {},
    reporters: { notNamed: async () => [], named: async () => {} },
  });
  await expect.element(page.getByText(m.together.refusal.notKept)).toBeVisible();
  fake.change({ connected: 1 });
  expect(fake.asked).toHaveLength(1);
});

test('CIR3 who knocks while the code is shown takes its place: four sets of words, none chosen', async () => {
  const shown = { ...sentToInes, id: 'room', shown: 'room' as const };
  const { fake, live } = await show(
    { step: 'room', invited: 'ines', invitationId: 'room' },
    { invitations: [shown] },
  );
  await expect.element(page.getByRole('textbox', { name: 'The link' })).toBeVisible();
  fake.change({ knocks: [knockOfAna()] });
  const sets = page.getByRole('group', { name: 'Which words does Ana’s screen show?' });
  await expect.element(sets).toBeVisible();
  expect(sets.getByRole('button').elements()).toHaveLength(4);
  await expect.element(page.getByRole('textbox', { name: 'The link' })).not.toBeInTheDocument();
  expect(inviteTitle('room', 'ines', undefined, live, vegas)).toBe('Ana asks to come in');
});

test('until both devices agree on the words there is nothing to choose, only “Not now”', async () => {
  const { fake, go } = await show({ step: 'knock' }, { knocks: [knockOfAna({ sets: undefined })] });
  await expect.element(page.getByText(m.invite.agreeing)).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(fake.asked).toEqual([['notNow', 'k1']]);
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith({}, true));
});

test('CIR3 Ana is let in as a person of the plan, with the words that were picked', async () => {
  const { fake, cameIn } = await show({ step: 'knock' }, { knocks: [knockOfAna()] });
  await page.getByRole('button', { name: /limón radio kiwi/ }).click();
  await expect
    .element(page.getByRole('heading', { name: 'Who is Ana in our plan?' }))
    .toHaveFocus();
  await page.getByRole('button', { name: 'Let in' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.invite.chooseSomebody);
  expect(fake.asked).toEqual([]);
  await page.getByRole('button', { name: 'Tía Inés' }).click();
  await page.getByRole('button', { name: 'Let in' }).click();
  await vi.waitFor(() => expect(cameIn).toHaveBeenCalledWith('Ana'));
  expect(fake.asked).toEqual([
    ['letIn', 'k1', { set: 1, persons: ['ines'], role: 'edit', household: false }],
  ]);
});

test('somebody new is written into the plan first, once, also when the words were others', async () => {
  const { fake, addPerson, cameIn } = await show({ step: 'knock' }, { knocks: [knockOfAna()] });
  fake.refusal = { kind: 'wrongWords' };
  await page.getByRole('button', { name: /sol piano taxi/ }).click();
  await page.getByRole('button', { name: 'Somebody new' }).click();
  await page.getByRole('button', { name: 'Let in' }).click();
  await expect.element(page.getByText(m.together.refusal.wrongWords)).toBeVisible();
  expect(addPerson).toHaveBeenCalledWith(
    { name: 'Ana', supportType: 'natural', mandatedReporter: false },
    false,
  );
  expect(cameIn).not.toHaveBeenCalled();
  fake.refusal = undefined;
  await page.getByRole('button', { name: /limón radio kiwi/ }).click();
  await page.getByRole('button', { name: 'Let in' }).click();
  await vi.waitFor(() => expect(cameIn).toHaveBeenCalledWith('Ana'));
  expect(addPerson).toHaveBeenCalledOnce();
  expect(fake.asked.at(-1)).toEqual([
    'letIn',
    'k1',
    { set: 1, persons: ['ana'], role: 'edit', household: false },
  ]);
});

test('CIR3 after other words were picked the knock is gone, and what happened stays said', async () => {
  const { fake } = await show({ step: 'knock' }, { knocks: [knockOfAna()] });
  await page.getByRole('button', { name: /sol piano taxi/ }).click();
  await page.getByRole('button', { name: 'Tía Inés' }).click();
  fake.refusal = { kind: 'wrongWords' };
  await page.getByRole('button', { name: 'Let in' }).click();
  fake.change({ knocks: [] });
  await expect.element(page.getByText(m.together.refusal.wrongWords)).toBeVisible();
});

test('PLAN14 somebody new who must report is named so before they are let in', async () => {
  const { fake, addPerson } = await show({ step: 'knock' }, { knocks: [knockOfAna()] });
  await page.getByRole('button', { name: /sol piano taxi/ }).click();
  await page.getByRole('button', { name: 'Somebody new' }).click();
  await page.getByRole('checkbox', { name: m.invite.mandated }).click();
  await page.getByRole('button', { name: 'Let in' }).click();
  await expect.element(page.getByText(/Ana is required by law to report/)).toBeVisible();
  expect(addPerson).not.toHaveBeenCalled();
  await page.getByRole('button', { name: 'Keep it with us' }).click();
  expect(fake.asked).toEqual([['notNow', 'k1']]);
});

test('nobody who is gone is let in: it says so instead', async () => {
  await show({ step: 'knock' }, { knocks: [] });
  await expect.element(page.getByText(m.invite.nobodyText)).toBeVisible();
});

test('PEER6 two codes: ours is shown, theirs is taken, and another of ours is refused kindly', async () => {
  const { fake } = await show({ step: 'codes', invited: 'ines' });
  const field = page.getByRole('textbox', { name: 'Or paste their code here' });
  fake.codeRefusal = 'ownCode';
  await field.fill('LPOFFER');
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(m.join.code.ownCode);
  fake.codeRefusal = undefined;
  await field.fill('LPANSWER');
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect.element(page.getByText(m.invite.connecting)).toBeVisible();
  expect(fake.asked).toEqual([['offerByCode'], ['accept', 'LPOFFER'], ['accept', 'LPANSWER']]);
});

test.each(['room', 'sent'] as const)(
  'who shows or sends an invitation reads why nobody could come with it: %s',
  async (step) => {
    const { fake } = await show(
      { step, invited: 'ines', invitationId: 'ines' },
      { trouble: 'noWebRtc' },
    );
    await expect.element(page.getByText(m.together.trouble.noWebRtc.title)).toBeVisible();
    fake.change({ trouble: 'otherSideClosed' });
    await expect.element(page.getByText(m.together.trouble.noWebRtc.title)).not.toBeInTheDocument();
    await expect
      .element(page.getByText(m.together.trouble.otherSideClosed.title))
      .not.toBeInTheDocument();
  },
);

test('PEER6 a browser that meets nobody shows no code of the two', async () => {
  const { fake } = await show({ step: 'codes', invited: 'ines' }, { trouble: 'noWebRtc' });
  await expect.element(page.getByText(m.together.trouble.noWebRtc.title)).toBeVisible();
  expect(fake.asked).toEqual([]);
});

test('VAU3 where a full device cannot keep an invitation, it says so, and asking again is possible', async () => {
  const asking = new Asking();
  const asked = asking.run(async () => {
    throw new StorageError('full');
  });
  expect(await asked).toBeUndefined();
  expect(asking.refusal).toEqual({ kind: 'notKept' });
  expect(asking.busy).toBe(false);
});
