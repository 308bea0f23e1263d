import { expect, test } from 'vitest';
import { m } from '../../../src/lib/i18n/m.svelte';
import { speak } from '../../../src/lib/i18n/words.svelte';

test('whoever gave no name speaks of themselves, also in the other language', async () => {
  await speak('en', true);
  expect(m.today.firstIdea('Yo')).toBe('My idea');
  expect(m.today.versionIdea('2nd', 'Me')).toBe('2nd version, my idea');
  expect(m.today.notSaidYes('Me', false)).toBe('I haven’t said yes yet');
  expect(m.inout.talks('Me')).toBe('What I kept for myself alone goes along.');
  await speak('es', true);
  expect(m.today.firstIdea('Yo')).toBe('Idea mía');
  expect(m.step.ideaOf('Yo')).toBe('idea mía');
  expect(m.plan.strengthOf('Me')).toBe('Se me da bien');
});

test('whoever has a name is called by it', async () => {
  await speak('en', true);
  expect(m.today.firstIdea('Teo')).toBe('Teo’s idea');
  expect(m.today.notSaidYes('Teo and Luz', true)).toBe('Teo and Luz haven’t said yes yet');
  await speak('es', true);
  expect(m.today.notSaidYes('Teo', false)).toBe('Teo todavía no ha dicho que sí');
  expect(m.inout.talks('Teo')).toBe('Lo que Teo guardó solo para sí va incluido.');
});
