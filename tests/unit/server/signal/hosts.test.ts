import { expect, test } from 'vitest';
import { readHosts } from '../../../../src/server/signal/hosts.js';

test('SEC1 hosts that were listed come back each once, without spaces', () => {
  const env = {
    SIGNALING_HOSTS: ' wss://a.example/signal, wss://B.example:8443 ,wss://b.example:8443/',
  };
  expect(readHosts(env)).toEqual(['wss://a.example/signal', 'wss://b.example:8443/']);
  expect(readHosts({ SIGNALING_HOSTS: 'ws://localhost:4444/signal' })).toHaveLength(1);
});

test('none was listed', () => {
  expect([readHosts({}), readHosts({ SIGNALING_HOSTS: ' , ' })]).toEqual([[], []]);
});

test.each([
  'signal.example',
  'https://signal.example',
  'ws://signal.example',
  'wss://*',
  'wss://*.example',
  'wss://[::1]/signal',
  'wss://name:word@signal.example',
  'wss://signal.example/?key=1',
  'wss://signal.example/#x',
  "wss://signal.example;script-src'",
  "wss://signal.example 'unsafe-inline'",
  '*',
])('SEC1 %s is refused with what to change', (host) => {
  expect(() => readHosts({ SIGNALING_HOSTS: `wss://fine.example,${host}` })).toThrow(
    'please give addresses such as wss://signal.example/signal',
  );
});
