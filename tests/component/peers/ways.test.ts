import { expect, test } from 'vitest';
import { configuration, impossible } from '../../../src/lib/peers/ways';

const relay = { urls: 'turn:relay.example', username: 'vegas', credential: 'wide field' };

test('PEER3 a server that the browser does not take keeps it from no other, whoever named it', () => {
  const iceServers = [{ urls: 'turn:relay.example' }, relay, { urls: 'nonsense' }];
  expect(configuration({ iceServers, hidden: false }).iceServers).toEqual([relay]);
  expect(configuration({ iceServers, hidden: true }).iceServers).toEqual([
    { ...relay, urls: [relay.urls] },
  ]);
  expect(impossible({ iceServers, hidden: false })).toBeUndefined();
});

test('PEER5 a relay without a name and a password is none to hide behind', () => {
  expect(impossible({ iceServers: [{ urls: 'turn:relay.example' }], hidden: true })).toBe(
    'hiddenWithoutRelay',
  );
});
