import { expect, test } from 'vitest';
import { timeZones } from '../../../../src/lib/ui/settings/timeZones';

test('PLAN12 the zone that is set, the device’s own and those of the United States come first, each once', () => {
  const codes = timeZones('America/Denver', 'Europe/Berlin').map(({ code }) => code);
  expect(codes.slice(0, 4)).toEqual([
    'America/Denver',
    'Europe/Berlin',
    'America/New_York',
    'America/Chicago',
  ]);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toContain('Asia/Tokyo');
});

test('a zone that this device does not know can still be seen', () => {
  expect(timeZones('Mars/Olympus_Mons', 'America/Denver')[0]).toEqual({
    code: 'Mars/Olympus_Mons',
    label: 'Mars, Olympus Mons',
  });
});
