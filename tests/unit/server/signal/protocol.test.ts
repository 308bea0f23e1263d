import { expect, test } from 'vitest';
import { readMessage } from '../../../../src/server/signal/protocol.js';

const read = (message: unknown) => readMessage(JSON.stringify(message), 10);

test('PEER3 what y-webrtc says is understood', () => {
  expect(read({ type: 'subscribe', topics: ['a', 'b'] })).toEqual({
    type: 'subscribe',
    topics: ['a', 'b'],
  });
  expect(read({ type: 'unsubscribe', topics: ['a'] })).toEqual({
    type: 'unsubscribe',
    topics: ['a'],
  });
  expect(read({ type: 'ping' })).toEqual({ type: 'ping' });
  const announce = { type: 'publish', topic: 'a', data: { type: 'announce', from: 'Teo' } };
  expect(read(announce)).toEqual({ type: 'publish', topic: 'a', whole: announce });
});

test.each([
  [{ topics: 'a' }, []],
  [{ topics: { length: 1, 0: 'a' } }, []],
  [{}, []],
  [{ topics: [1, null, ['a'], {}, '', 'a', 'longer than ten'] }, ['a']],
])('topics that are none are as if not said: %j', (message, topics) => {
  expect(read({ type: 'subscribe', ...message })).toEqual({ type: 'subscribe', topics });
});

test('the longest name of a topic still counts', () => {
  expect(read({ type: 'subscribe', topics: ['ten units.'] })).toMatchObject({
    topics: ['ten units.'],
  });
});

test.each([
  ['no JSON', '{"type":'],
  ['nothing', ''],
  ['null', 'null'],
  ['a number', '5'],
  ['a text', '"ping"'],
  ['a list', '["ping"]'],
  ['another type', '{"type":"toString"}'],
  ['a type that is no text', '{"type":["ping"]}'],
  ['a type that stands in the prototype', '{"__proto__":{"type":"ping"}}'],
  ['nowhere to publish', '{"type":"publish"}'],
  ['a topic that is a list', '{"type":"publish","topic":["a"]}'],
  ['a topic without a name', '{"type":"publish","topic":""}'],
  ['a topic with too long a name', '{"type":"publish","topic":"longer than ten"}'],
])('%s is no message', (_, text) => {
  expect(readMessage(text, 10)).toBeUndefined();
});

test('LED3 what is nested without end is no message, an offer is', () => {
  const nested = (levels: number) =>
    `{"type":"publish","topic":"a","data":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  expect(readMessage(nested(15), 10)).toMatchObject({ type: 'publish' });
  expect(readMessage(nested(16), 10)).toBeUndefined();
  expect(readMessage(nested(30_000), 10)).toBeUndefined();
});
