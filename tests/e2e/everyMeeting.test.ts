import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { corners, device, said, stands, titleOf } from './support/corners';
import { goTo } from './support/plans';
import { openVegas } from './vegas';

/** Opens all that is folded. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll('main details')) one.setAttribute('open', '');
  });

for (const corner of corners) {
  const { text } = corner;
  const m = said(corner.locale);

  test(`UI3 UI4 CIR3 SEC3 letting somebody in, and who is in, can be read by everybody: ${titleOf(corner)}`, async ({
    app,
  }) => {
    test.setTimeout(300_000);
    const marisol = await app.open('/', device(corner));
    const teo = await app.open('/', device(corner));
    const plan = await openVegas(marisol);
    const heading = (page: Page, name: string) =>
      page.getByRole('heading', { level: 1, name, exact: true });
    const press = (page: Page, name: string) =>
      page.getByRole('button', { name, exact: true }).click();

    await goTo(marisol, 'together', `p=${plan}`);
    await press(marisol, m.together.share.do);
    await expect(heading(marisol, m.invite.who)).toBeVisible();
    await stands(marisol, text, 'who should come in');

    // Somebody outside the household, by a link.
    await marisol.getByRole('main').getByRole('link', { name: /Renee/ }).click();
    await expect(heading(marisol, m.invite.what('Renee Aldous'))).toBeVisible();
    await stands(marisol, text, 'what they may do');
    await press(marisol, m.invite.next);
    await expect(heading(marisol, m.invite.see('Renee Aldous'))).toBeVisible();
    await expect(marisol.getByText(m.how.reporter('Renee Aldous', false))).toBeVisible();
    await stands(marisol, text, 'what they will see');
    await press(marisol, m.invite.share);
    await expect(heading(marisol, m.together.meeting.ask)).toBeVisible();
    await stands(marisol, text, 'directly or hidden');
    await marisol.getByText(m.together.meeting.direct, { exact: true }).click();
    await press(marisol, m.invite.next);
    await expect(heading(marisol, m.invite.how)).toBeVisible();
    await stands(marisol, text, 'how they come in');
    await marisol.getByRole('link', { name: m.invite.send }).click();
    const link = marisol.getByLabel(m.invite.link, { exact: true });
    await expect(link).toHaveValue(/#i=/);
    await stands(marisol, text, 'a link to send');

    // Teo, by the code on the screen.
    await goTo(marisol, 'invite', `p=${plan}`);
    await marisol.getByRole('main').getByRole('link', { name: /Teo/ }).click();
    await press(marisol, m.invite.next);
    await press(marisol, m.invite.next);
    await marisol.getByRole('link', { name: m.invite.show }).click();
    await expect(marisol.getByRole('img', { name: m.invite.codeIs })).toBeVisible();
    await stands(marisol, text, 'a code to scan');
    const name = teo.getByRole('textbox', { name: m.join.name });
    await teo.goto(await link.inputValue());
    await name.fill('Teo');
    await stands(teo, text, 'what shall we call you');
    await press(teo, m.join.next);
    await stands(teo, text, 'directly or hidden, there');
    await teo.getByText(m.together.meeting.direct, { exact: true }).click();
    await press(teo, m.join.ask);
    await expect(heading(teo, m.join.words)).toBeVisible();
    await stands(teo, text, 'the words there');
    const sets = marisol.getByRole('group', { name: m.invite.which('Teo') }).getByRole('button');
    await expect(sets).toHaveCount(4);
    await stands(marisol, text, 'which words');
    const words = await teo.locator('main [translate=no] span').allTextContents();
    await sets.filter({ hasText: words.map((word) => word.trim()).join(' ') }).click();
    await expect(marisol.getByRole('heading', { name: m.invite.person('Teo') })).toBeVisible();
    await stands(marisol, text, 'who it is');
    await press(marisol, m.invite.letIn);
    await expect(heading(marisol, m.invite.isInNow('Teo'))).toBeVisible();
    await expect(teo.getByRole('article').first()).toBeVisible({ timeout: 20_000 });
    await stands(marisol, text, 'somebody is in');
    await stands(teo, text, 'Today of who came in');

    await marisol.getByRole('link', { name: m.invite.toWho }).click();
    await expect(marisol.getByText(m.together.standing.upToDate('Teo'))).toBeVisible({
      timeout: 20_000,
    });
    await unfold(marisol);
    await marisol.getByRole('button', { name: m.together.devices.changeOf('Teo') }).click();
    await stands(marisol, text, 'who is in, all of it open');
    await marisol.getByRole('link', { name: m.together.again.open }).click();
    await expect(heading(marisol, m.together.again.title)).toBeVisible();
    await stands(marisol, text, 'to start again without someone');

    // Another device of her own, by two codes.
    await goTo(marisol, 'invite', `p=${plan}&u=mine&k=codes`);
    await expect(heading(marisol, m.invite.codes)).toBeVisible();
    await expect(marisol.getByRole('img')).toBeVisible({ timeout: 20_000 });
    await stands(marisol, text, 'the first of two codes');
    await teo.goto('/join/#k=codes');
    await name.fill('Teo');
    await teo.getByLabel(m.join.firstField).fill('¿un código?');
    await press(teo, m.join.take);
    await expect(teo.getByText(m.join.code.notACode)).toBeVisible();
    await stands(teo, text, 'something else than the first of two codes');
  });
}
