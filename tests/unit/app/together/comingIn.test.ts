import { expect, test } from 'vitest';
import { comesIn, comingIn } from '../../../../src/lib/app/together/comingIn';

test('LED5 a tab knows that a plan is under way until it is here or failed, and the later of two counts', async () => {
  expect(comingIn('vegas')).toBeUndefined();
  let fail = (_cause: Error): void => {};
  comesIn('vegas', new Promise((_resolve, reject) => (fail = reject)));
  const first = comingIn('vegas');
  let end = (): void => {};
  comesIn('vegas', new Promise<void>((resolve) => (end = resolve)));
  const second = comingIn('vegas');
  fail(new Error('the connection is gone'));
  await first;
  expect(comingIn('vegas')).toBe(second);
  end();
  await second;
  expect(comingIn('vegas')).toBeUndefined();
});
