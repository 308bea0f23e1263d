import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { LIMITS } from '../../../../src/server/signal/limits.js';
import { ask } from '../site';
import { call, dial, signalHere, type Line } from './lines';

const many = async (url: string, number: number, open = dial): Promise<Line[]> => {
  const lines: Line[] = [];
  for (let at = 0; at < number; at += 100)
    lines.push(...(await Promise.all(Array.from({ length: 100 }, () => open(url)))));
  return lines;
};

test('PEER4 a thousand devices that wait are all kept, through many pings, and each is served', async () => {
  const { server, url } = await signalHere({ limits: { silence: 2000 } });
  const waiting = await many(url, 1000);
  const pings = waiting.map(() => 0);
  waiting.forEach(({ ws }, at) => ws.on('ping', () => pings[at]!++));
  for (const [at, line] of waiting.entries())
    line.say({ type: 'subscribe', topics: [`family ${at % 200}`] });
  await Promise.all(waiting.map((line) => line.soFar()));
  await expect.poll(() => Math.min(...pings), { timeout: 20_000 }).toBeGreaterThan(3);
  expect(JSON.parse(String((await ask(server, '/signal/health')).body))).toEqual({
    ok: true,
    connections: 1000,
    topics: 200,
  });
  waiting[0]?.say({ type: 'publish', topic: 'family 0' });
  expect(await waiting[800]?.next()).toMatchObject({ topic: 'family 0', clients: 5 });
});

test('PEER4 the usual limits let a thousand in from one address', () => {
  expect(Math.min(LIMITS.connections, LIMITS.perAddress)).toBeGreaterThan(1000);
});

test('PEER4 nothing is kept of those who came and went: memory stays where it was', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { server, url } = await signalHere();
  const round = async () => {
    const lines = await many(url, 500, call);
    for (const [at, line] of lines.entries())
      line.say({ type: 'subscribe', topics: [`family ${at}`] });
    await Promise.all(lines.map((line) => line.soFar()));
    lines.forEach(({ ws }) => ws.terminate());
    const nobody = async () =>
      JSON.parse(String((await ask(server, '/signal/health')).body)) as unknown;
    await expect.poll(nobody, { timeout: 10_000 }).toEqual({ ok: true, connections: 0, topics: 0 });
    collect();
    return process.memoryUsage().heapUsed;
  };
  // What is loaded and compiled once comes with the first round.
  const first = await round();
  for (let more = 0; more < 3; more++) await round();
  expect((await round()) - first).toBeLessThan(4_000_000);
});
