import { expect, test, vi } from 'vitest';
import { closeTogether, togetherOf } from '../../../../src/lib/app/together/together';

const heard = vi.hoisted(() => ({ said: [] as string[], close: () => Promise.resolve() }));
vi.mock('../../../../src/lib/app/together/signaling', () => ({ signalingHere: async () => ({}) }));
vi.mock('../../../../src/lib/app/together/sharedPlan', () => ({
  SharedPlan: {
    open: async (plan: string) => {
      heard.said.push(`opened ${plan}`);
      return {
        close: async () => {
          await heard.close();
          heard.said.push(`closed ${plan}`);
        },
      };
    },
  },
}));

test('VAU6 a plan that is opened again while it is let go of is opened after that; another one at once', async () => {
  let goOn: () => void = () => {};
  heard.close = () => new Promise((resolve) => (goOn = resolve));
  await togetherOf('vegas');
  const closing = closeTogether('vegas');
  const again = togetherOf('vegas');
  await togetherOf('lanes');
  expect(heard.said).toEqual(['opened vegas', 'opened lanes']);
  await vi.waitFor(() => goOn());
  await closing;
  await again;
  expect(heard.said).toEqual(['opened vegas', 'opened lanes', 'closed vegas', 'opened vegas']);
  expect(await togetherOf('vegas')).toBe(await again);
  // Of one that nobody opened there is nothing to let go of.
  await closeTogether('nobody');
});
