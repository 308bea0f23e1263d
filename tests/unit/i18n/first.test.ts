import { describe, expect, test } from 'vitest';
import { first, firstTitles } from '../../../src/lib/i18n/first';
import { languages } from '../../../src/lib/i18n/language.svelte';
import { m } from '../../../src/lib/i18n/m.svelte';
import { speak } from '../../../src/lib/i18n/words.svelte';
import { bannedIn, BANNED } from '../../check/words.js';

describe.each(languages)('the words that stand in the page itself, in %s', (language) => {
  test('are the words that take their place, so that nothing changes on screen', async () => {
    await speak(language, true);
    const said = (words: Record<'en' | 'es', string>) => words[language];
    expect(said(first.promise)).toBe(m.home.promise);
    expect(said(first.promiseMore)).toBe(m.home.promiseMore);
    expect(said(first.start)).toBe(m.home.start);
    expect(said(first.example)).toBe(m.home.example);
    expect(said(first.import)).toBe(m.home.import);
    expect(said(first.quiet)).toBe(m.home.quiet);
    expect(said(first.leave)).toBe(m.shell.leave);
    expect(said(first.toContent)).toBe(m.shell.toContent);
    expect(said(first.notes)).toBe(m.shell.neutralTitle);
    expect(said(firstTitles.today)).toBe(m.today.title);
    expect(said(firstTitles.plan)).toBe(m.plan.title);
    expect(said(firstTitles.people)).toBe(m.people.title);
    expect(said(firstTitles.story)).toBe(m.story.title);
    expect(said(firstTitles.step)).toBe(m.step.title);
    expect(said(firstTitles.try)).toBe(m.how.title);
    expect(said(firstTitles.adjust)).toBe(m.adjust.title);
    expect(said(firstTitles.safety)).toBe(m.safety.title);
    expect(said(firstTitles.print)).toBe(m.print.title);
    expect(said(firstTitles.paper)).toBe(m.print.paperTitle);
    expect(said(firstTitles.import)).toBe(m.inout.importTitle);
    expect(said(firstTitles.export)).toBe(m.inout.exportTitle);
    expect(said(firstTitles.figures)).toBe(m.inout.figuresTitle);
    expect(said(firstTitles.settings)).toBe(m.settings.title);
    expect(said(firstTitles.start)).toBe(m.start.title);
  });

  test('judge nobody', () => {
    const words = [...Object.values(first), ...Object.values(firstTitles)];
    const text = words.map((word) => word[language]).join('\n');
    expect(bannedIn(text, BANNED[language] ?? [])).toEqual([]);
  });
});
