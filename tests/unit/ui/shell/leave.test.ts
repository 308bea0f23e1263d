import { expect, test } from 'vitest';
import { defaultLeaveTo, leaveTo, thriceShift } from '../../../../src/lib/ui/shell/leave';

test('UI5 leaving goes where somebody chose, and never to anything but a web page', () => {
  expect(leaveTo('https://example.org/recipes')).toBe('https://example.org/recipes');
  expect(leaveTo('http://library.local/')).toBe('http://library.local/');
  for (const other of [undefined, '', 'weather', 'javascript:alert(1)', 'data:text/html,hi', '//x'])
    expect(leaveTo(other)).toBe(defaultLeaveTo);
});

const press = (key: string, timeStamp: number, repeat = false) =>
  ({ key, timeStamp, repeat }) as KeyboardEvent;

test('UI5 pressing Shift three times leaves, each time anew', () => {
  let left = 0;
  const listen = thriceShift(() => (left += 1));
  for (const at of [0, 300, 600]) listen(press('Shift', at));
  expect(left).toBe(1);
  for (const at of [700, 800]) listen(press('Shift', at));
  expect(left).toBe(1);
  listen(press('Shift', 900));
  expect(left).toBe(2);
});

test('UI5 writing capital letters, holding Shift or taking one’s time does not leave', () => {
  let left = 0;
  const listen = thriceShift(() => (left += 1));
  for (const key of ['Shift', 'T', 'Shift', 'E', 'Shift', 'O']) listen(press(key, 10));
  for (const at of [100, 200, 300, 400]) listen(press('Shift', at, true));
  expect(left).toBe(0);
  for (const at of [10_000, 16_000, 22_000]) listen(press('Shift', at));
  expect(left).toBe(0);
});
