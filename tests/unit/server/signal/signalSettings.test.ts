import { expect, test } from 'vitest';
import { LIMITS } from '../../../../src/server/signal/limits.js';
import { readSignalSettings } from '../../../../src/server/signal/signalSettings.js';

test('say nothing, and pages of the same host may come, as many as the limits say', () => {
  expect(readSignalSettings({})).toEqual({ limits: LIMITS, origins: [], behindProxy: false });
});

test('all can be said', () => {
  expect(
    readSignalSettings({
      SIGNAL_ORIGINS: 'https://Plan.example/, http://localhost:4173',
      SIGNAL_CONNECTIONS: '7',
      SIGNAL_PER_ADDRESS: '3',
      SIGNAL_PROXY: '1',
    }),
  ).toEqual({
    limits: { ...LIMITS, connections: 7, perAddress: 3 },
    origins: ['https://plan.example', 'http://localhost:4173'],
    behindProxy: true,
  });
  expect(readSignalSettings({ SIGNAL_ORIGINS: '*', SIGNAL_PROXY: '0' })).toMatchObject({
    origins: ['*'],
    behindProxy: false,
  });
});

test.each([
  [{ SIGNAL_CONNECTIONS: 'many' }, 'SIGNAL_CONNECTIONS is "many"'],
  [{ SIGNAL_CONNECTIONS: '0' }, 'SIGNAL_CONNECTIONS is "0"'],
  [{ SIGNAL_PER_ADDRESS: '1.5' }, 'SIGNAL_PER_ADDRESS is "1.5"'],
  [{ SIGNAL_ORIGINS: 'plan.example' }, 'SIGNAL_ORIGINS has "plan.example"'],
  [{ SIGNAL_ORIGINS: 'https://plan.example/app' }, 'SIGNAL_ORIGINS has'],
  [{ SIGNAL_ORIGINS: 'wss://plan.example' }, 'SIGNAL_ORIGINS has'],
  [{ SIGNAL_PROXY: 'yes' }, 'SIGNAL_PROXY is "yes"'],
])('%o is refused with what to change', (env, words) => {
  expect(() => readSignalSettings(env)).toThrow(words);
});
