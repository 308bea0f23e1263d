import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Readings } from '../../../../src/lib/app/together/readings';
import { firstPhone, type Phone } from '../../../property/ledger/household';
import { vision } from './devices';

const calm = 3_000;
let marisol: Phone, readings: Readings;
/** How often it was said that there is something new. */
let news = 0;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  marisol = await firstPhone([vision('We eat together')]);
  news = 0;
  readings = new Readings(marisol.ledger, () => (news += 1));
  onTestFinished(() => readings.end());
});

const digests = async (): Promise<Record<string, string>> => ({
  team: await marisol.ledger.digest('team'),
  household: await marisol.ledger.digest('household'),
});
/** It is wanted, nothing happens, and it is worked out. */
const workedOut = async (): Promise<void> => {
  const before = news;
  readings.wanted();
  vi.advanceTimersByTime(calm);
  await vi.waitUntil(() => news > before);
};

test('LED6 what can be read is worked out when it is wanted, for just the envelopes it was read from', async () => {
  expect(readings.of(await digests())).toEqual({});
  await workedOut();
  const known = readings.of(await digests());
  expect(known).toEqual({
    team: await marisol.ledger.reading('team'),
    household: await marisol.ledger.reading('household'),
  });
  expect(known.team).not.toBe(known.household);
  await marisol.write(vision('We eat together on Sundays'));
  expect(readings.of(await digests())).toEqual({ household: known.household });
  await workedOut();
  expect(readings.of(await digests()).team).not.toBe(known.team);
});

test('LED6 nobody is kept from writing by it: it waits until nothing happened for a while', async () => {
  const asked = vi.spyOn(marisol.ledger, 'digest');
  readings.wanted();
  vi.advanceTimersByTime(calm - 1);
  readings.wanted();
  vi.advanceTimersByTime(calm - 1);
  expect(asked).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(asked).toHaveBeenCalledTimes(1);
  await vi.waitUntil(() => news === 1);
});

test('LED6 what is known is not worked out again, and is no news', async () => {
  await workedOut();
  const read = vi.spyOn(marisol.ledger, 'reading');
  readings.wanted();
  vi.advanceTimersByTime(calm);
  // The last of them has not begun.
  await vi.waitUntil(() => read.mock.calls.length > 0);
  await read.mock.results[0]?.value;
  expect(read.mock.calls).toEqual([['mine/marisol']]);
  expect(news).toBe(1);
});

test('LED6 of a part that was judged anew it is worked out anew', async () => {
  await workedOut();
  readings.forget('team');
  expect(Object.keys(readings.of(await digests()))).toEqual(['household']);
  await workedOut();
  expect(Object.keys(readings.of(await digests())).sort()).toEqual(['household', 'team']);
});

test('LED6 nothing is said of a part that holds what is in no envelope', async () => {
  marisol.document.onUpdate((part, written) =>
    marisol.ledger.part(part).replica.restore([written]),
  );
  marisol.document.write([vision('Not sealed yet')], marisol.at);
  await workedOut();
  expect(Object.keys(readings.of(await digests()))).toEqual(['household']);
});

test('LED6 after the end nothing is worked out any more', () => {
  const asked = vi.spyOn(marisol.ledger, 'digest');
  readings.wanted();
  readings.end();
  vi.advanceTimersByTime(10 * calm);
  expect(asked).not.toHaveBeenCalled();
});
