import { afterEach, expect, test, vi } from 'vitest';
import { joinNear, joinTabs, type Message } from '../../../src/lib/vault/tabs';

const appended: Message = {
  kind: 'appended',
  entries: [{ n: 1, by: 'somebody', update: Uint8Array.of(1, 2, 3) }],
};
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A worker of this tab, as seen from it. */
const worker = () => {
  const { port1, port2 } = new MessageChannel();
  const heard: unknown[] = [];
  port2.onmessage = ({ data }) => heard.push(data);
  const leave = joinNear(port1);
  ends.push(leave, () => port2.close());
  return { heard, leave, tell: (told: unknown) => port2.postMessage(told) };
};

const tab = (name: string) => {
  const heard: Message[] = [];
  const tabs = joinTabs(name, (message) => heard.push(message));
  ends.push(() => tabs.close());
  return { heard, ...tabs };
};

test('VAU6 a worker of this very tab is told what was appended, and of the rest it hears as all tabs do', async () => {
  const { heard, tell } = worker();
  const here = tab('a plan');
  here.tell({ kind: 'renewed' });
  here.tell(appended);
  await vi.waitFor(() => expect(heard).toEqual([{ name: 'a plan', message: appended }]));

  tell({ name: 'a plan', message: appended });
  await vi.waitFor(() => expect(here.heard).toEqual([appended]));
});

test('VAU6 what a worker tells of one document is heard by nobody else, nor by who is gone', async () => {
  const { tell } = worker();
  const [here, other, gone] = [tab('a plan'), tab('another'), tab('a plan')];
  gone.close();
  tell({ name: 'a plan', message: appended });
  await vi.waitFor(() => expect(here.heard).toEqual([appended]));
  expect(other.heard).toEqual([]);
  expect(gone.heard).toEqual([]);
});

test('VAU6 a worker that was let go of is told no more', async () => {
  const [one, stays] = [worker(), worker()];
  one.leave();
  tab('a plan').tell(appended);
  await vi.waitFor(() => expect(stays.heard).toHaveLength(1));
  expect(one.heard).toEqual([]);
});
