import { expect, test } from 'vitest';
import { OpenPlan } from '../../../src/lib/app/openPlan';
import { todayFor } from '../../../src/lib/app/todayFor';
import { parseTold } from '../../../src/lib/app/together/toldToday';
import { recordTry } from '../../../src/lib/domain/plan/commands/recordTry';
import { keepVegas, tab } from './device';

/** 2026-09-01 at noon in Denver. */
const noon = Date.parse('2026-09-01T18:00:00Z');

const vegas = async (): Promise<OpenPlan> => {
  const device = tab();
  await keepVegas(device);
  const plan = new OpenPlan('vegas', device, () => noon);
  await plan.ready;
  await plan.talk('marisol');
  return plan;
};
const cardOf = async (plan: OpenPlan, household: boolean, stepId: string) =>
  parseTold((await todayFor(plan, household)) ?? '')?.window.cards.find(
    (one) => one.stepId === stepId,
  );

test('DOC10 who comes from outside sees no more of Today than the team reads, who comes home all that the household does', async () => {
  const plan = await vegas();
  const before = await cardOf(plan, false, 's2');
  await plan.run(recordTry, { stepId: 's2', outcome: 'worked', visibility: 'household' });
  await plan.run(recordTry, { stepId: 's3', outcome: 'worked', visibility: 'onlyMe' });
  expect((await cardOf(plan, true, 's2'))?.loggedToday).toBe(true);
  expect(await cardOf(plan, false, 's2')).toEqual(before);
  expect(before?.loggedToday).toBe(false);
  for (const household of [true, false])
    expect((await cardOf(plan, household, 's3'))?.loggedToday).toBe(false);
});

test('SEC2 what a page would paint unseen is not taken from another device, and what is no Today is none', async () => {
  const plan = await vegas();
  const told: object = JSON.parse((await todayFor(plan, true)) ?? '');
  const glimpse = { html: '<img src=x onerror=alert(1)>', language: 'en', build: 'x', until: 9e15 };
  const came = parseTold(JSON.stringify({ ...told, glimpses: [glimpse] }));
  expect(came?.window.cards.length).toBeGreaterThan(0);
  expect(came?.window.glimpses).toEqual([]);
  for (const text of ['', 'null', '{}', '{"cards":1}', '[', '<html>'])
    expect(parseTold(text)).toBeUndefined();
});

test('who comes new knows at once whose plan it is; an older app tells no names', async () => {
  const plan = await vegas();
  for (const household of [true, false])
    expect(parseTold((await todayFor(plan, household)) ?? '')?.names).toEqual([
      'Marisol Vega',
      'Teo Vega',
      'Luz Vega',
    ]);
  const { names, ...older } = JSON.parse((await todayFor(plan, true)) ?? '') as { names: unknown };
  expect(names).toHaveLength(3);
  expect(parseTold(JSON.stringify(older))?.names).toEqual([]);
});
