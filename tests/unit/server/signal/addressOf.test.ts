import { expect, test } from 'vitest';
import { addressOf } from '../../../../src/server/signal/addressOf.js';

const from = (remoteAddress: string | undefined, forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  socket: { remoteAddress },
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  [undefined, ''],
])('PEER4 %s counts as %s', (address, counted) => {
  expect(addressOf(from(address), false)).toBe(counted);
});

test('PEER4 what a proxy says counts only where there is one', () => {
  expect(addressOf(from('127.0.0.1', '192.0.2.7'), false)).toBe('127.0.0.1');
  expect(addressOf(from('127.0.0.1', '192.0.2.7'), true)).toBe('192.0.2.7');
  expect(addressOf(from('127.0.0.1'), true)).toBe('127.0.0.1');
});

test('PEER4 a liar in front of the proxy gains nothing: what the proxy saw stands last', () => {
  expect(addressOf(from('127.0.0.1', '10.0.0.1, 192.0.2.7'), true)).toBe('192.0.2.7');
});
