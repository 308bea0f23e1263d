import { beforeAll, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { selectPlan, type PlanStep } from '../../../../src/lib/domain/plan/selectPlan';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { livedWords } from '../../../../src/lib/ui/plan/livedWords';
import { readFile } from '../../domain/plan/readFile';

const family = readFile(vega);
beforeAll(() => speak('en'));

const stepOn = (stepId: string, day: string): PlanStep => {
  const { needs } = selectPlan(family, day);
  const step = needs.flatMap(({ steps }) => steps).find((one) => one.stepId === stepId);
  if (!step) throw new Error(`no ${stepId}`);
  return step;
};

test('GAP the chart that life left behind says since when it stopped matching', () => {
  const { look, standing, told } = livedWords(stepOn('s2', '2026-03-23'), '2026-03-23');
  expect(look).toBe('Stopped matching real life 2 weeks ago');
  expect(standing).toBeUndefined();
  expect(told).toMatch(/^It .*didn’t help/);
});

test('FIT Sunday dinner fits, said with from how many tries', () => {
  const { look, standing, fit } = livedWords(stepOn('s5', '2026-08-31'), '2026-08-31');
  expect(look).toBeUndefined();
  expect(standing).toBe('Part of our life');
  expect(fit).toBe('This fits our life, from 5 tries');
});

test('a step that begins on a later day says when', () => {
  expect(livedWords(stepOn('s6', '2026-05-01'), '2026-05-01').standing).toMatch(/^Begins May 25/);
});

test('words are in the language on screen', async () => {
  await speak('es');
  expect(livedWords(stepOn('s5', '2026-08-31'), '2026-08-31').standing).toBe(
    'Parte de nuestra vida',
  );
  await speak('en');
});
