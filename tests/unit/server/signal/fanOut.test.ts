import { describe, expect, test } from 'vitest';
import { memoryFanOut } from '../../../../src/server/signal/fanOut.js';

describe('PEER3 the fan-out in memory', () => {
  const ear = () => {
    const heard: unknown[] = [];
    return { heard, deliver: (text: string) => void heard.push(JSON.parse(text)) };
  };

  test('who joined hears, with how many they are; who left or never came does not', () => {
    const fanOut = memoryFanOut(9);
    const [teo, renee, stranger] = [ear(), ear(), ear()];
    fanOut.join('plan', teo.deliver);
    fanOut.join('plan', renee.deliver);
    fanOut.join('other', stranger.deliver);
    fanOut.publish('plan', { data: 1, clients: 'said by a liar' });
    fanOut.leave('plan', renee.deliver);
    fanOut.publish('plan', { data: 2 });
    expect(teo.heard).toEqual([
      { data: 1, clients: 2 },
      { data: 2, clients: 1 },
    ]);
    expect(renee.heard).toEqual([{ data: 1, clients: 2 }]);
    expect(stranger.heard).toEqual([]);
  });

  test('a topic that nobody listens to any more is forgotten', () => {
    const fanOut = memoryFanOut(9);
    const { deliver } = ear();
    fanOut.join('plan', deliver);
    fanOut.leave('nowhere', deliver);
    expect(fanOut.topics()).toBe(1);
    fanOut.leave('plan', deliver);
    expect(fanOut.topics()).toBe(0);
    fanOut.publish('plan', {});
  });

  test('a full topic takes nobody more, and joining twice is joining once', () => {
    const fanOut = memoryFanOut(1);
    const [teo, late] = [ear(), ear()];
    expect(fanOut.join('plan', teo.deliver)).toBe(true);
    expect(fanOut.join('plan', teo.deliver)).toBe(true);
    expect(fanOut.join('plan', late.deliver)).toBe(false);
    fanOut.publish('plan', {});
    expect([teo.heard, late.heard]).toEqual([[{ clients: 1 }], []]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('a topic may be named %s', (topic) => {
    const fanOut = memoryFanOut(9);
    const { heard, deliver } = ear();
    fanOut.publish(topic, {});
    fanOut.join(topic, deliver);
    fanOut.publish(topic, JSON.parse('{"__proto__":{"polluted":1}}'));
    expect(JSON.stringify(heard)).toBe('[{"__proto__":{"polluted":1},"clients":1}]');
    expect('polluted' in {}).toBe(false);
  });
});
