import { expect, test } from 'vitest';
import { LIMITS } from '../../../../src/server/signal/limits.js';
import { dial, listen, signalHere, type Line } from './lines';

const publish = (topic: string, data?: unknown) => ({ type: 'publish', topic, data });

test('PEER4 the largest message is let through, a larger one ends the line', async () => {
  const { url } = await signalHere();
  const [teo, renee] = [await dial(url), await dial(url)];
  await listen(renee, 'vegas');
  const room = LIMITS.messageBytes - JSON.stringify(publish('vegas', '')).length;
  teo.say(publish('vegas', 'x'.repeat(room)));
  expect((await renee.next()).data).toHaveLength(room);
  teo.say(publish('vegas', 'x'.repeat(room + 1)));
  expect(await teo.closed).toBe(1009);
  expect(await renee.soFar()).toEqual([]);
});

test('PEER4 a message in many pieces is no larger than one in one', async () => {
  const { url } = await signalHere({ limits: { messageBytes: 1000 } });
  const teo = await dial(url);
  for (let piece = 0; piece < 20; piece++) teo.ws.send('x'.repeat(100), { fin: false });
  expect(await teo.closed).toBe(1009);
});

test('PEER4 who is a little too fast is read more slowly, and nothing is lost', async () => {
  const { url } = await signalHere({ limits: { burst: 10, perSecond: 100 } });
  const [teo, renee] = [await dial(url), await dial(url)];
  await listen(renee, 'vegas');
  const began = performance.now();
  for (let at = 0; at < 50; at += 10) {
    for (let more = 0; more < 10; more++) teo.say(publish('vegas', at + more));
    for (let more = 0; more < 10; more++)
      expect(await renee.next()).toMatchObject({ data: at + more });
  }
  // Ten are in the bucket and ten may be owed; the thirty others come in three tenths of a second.
  expect(performance.now() - began).toBeGreaterThan(280);
});

/** Cut at once when sent away, so that nobody waits for it here. */
const strict = { burst: 10, perSecond: 1, farewell: 50 };

test('PEER4 who is far too fast is sent away, and the others go on', async () => {
  const { url } = await signalHere({ limits: strict });
  const [teo, renee] = [await dial(url), await dial(url)];
  await listen(renee, 'vegas');
  for (let at = 0; at < 100; at++) teo.say(publish('vegas', at));
  expect(await teo.closed).toBe(1008);
  expect((await renee.soFar()).length).toBeLessThan(25);
});

test.each<[string, (line: Line) => void]>([
  ['pings', (line) => line.ws.ping()],
  ['pongs', (line) => line.ws.pong()],
  ['garbage', (line) => line.ws.send('garbage')],
  ['bytes', (line) => line.ws.send(Buffer.of(0))],
])('PEER4 a flood of %s is a flood', async (_, send) => {
  const { url } = await signalHere({ limits: strict });
  const teo = await dial(url);
  for (let at = 0; at < 100; at++) send(teo);
  expect(await teo.closed).toBe(1008);
});

test('PEER4 a large message costs as much as the small ones that it could have been', async () => {
  const { url } = await signalHere({ limits: { ...strict, burst: 7 } });
  const [teo, renee] = [await dial(url), await dial(url)];
  teo.say(publish('vegas', 'x'.repeat(60_000)));
  expect(await teo.closed).toBe(1008);
  renee.say(publish('vegas', 'x'.repeat(20_000)));
  expect(await renee.soFar()).toEqual([]);
});

test('PEER4 a ping is answered once, with what it said', async () => {
  const { url } = await signalHere();
  const teo = await dial(url);
  const pongs: string[] = [];
  teo.ws.on('pong', (data) => pongs.push(String(data)));
  teo.ws.ping('are you there?');
  await teo.soFar();
  expect(pongs).toEqual(['are you there?']);
});

test('PEER4 bytes are passed over, also where they spell a message', async () => {
  const { url } = await signalHere();
  const [teo, renee] = [await dial(url), await dial(url)];
  await listen(renee, 'vegas');
  teo.ws.send(Buffer.from(JSON.stringify(publish('vegas'))));
  expect(await teo.soFar()).toEqual([]);
  expect(await renee.soFar()).toEqual([]);
});

test('PEER4 one device listens to so many topics; one taken back makes room', async () => {
  const { url } = await signalHere({ limits: { topics: 2 } });
  const [teo, renee] = [await dial(url), await dial(url)];
  await listen(renee, 'a', 'b', 'c');
  const heard = async () => {
    for (const topic of ['a', 'b', 'c']) teo.say(publish(topic));
    await teo.soFar();
    return (await renee.soFar()).map(({ topic }) => topic);
  };
  expect(await heard()).toEqual(['a', 'b']);
  renee.say({ type: 'unsubscribe', topics: ['a'] });
  await listen(renee, 'c');
  expect(await heard()).toEqual(['b', 'c']);
});

test('PEER4 a topic with too long a name is as if not said', async () => {
  const { server, url } = await signalHere();
  const teo = await dial(url);
  await listen(teo, 'x'.repeat(LIMITS.topicLength), 'x'.repeat(LIMITS.topicLength + 1));
  const { port } = server.address() as { port: number };
  const health = await fetch(`http://127.0.0.1:${port}/signal/health`);
  expect(await health.json()).toMatchObject({ topics: 1 });
});

test('PEER4 a topic takes so many devices; who was too many hears nothing', async () => {
  const { url } = await signalHere({ limits: { members: 2 } });
  const [teo, renee, late] = [await dial(url), await dial(url), await dial(url)];
  for (const one of [teo, renee, late]) await listen(one, 'vegas');
  teo.say(publish('vegas'));
  expect(await teo.next()).toMatchObject({ clients: 2 });
  expect(await late.soFar()).toEqual([]);
});

test('PEER4 who does not answer a ping is let go, who does stays', async () => {
  const { url } = await signalHere({ limits: { silence: 200 } });
  const silent = await dial(url, { autoPong: false });
  const teo = await dial(url);
  let pings = 0;
  teo.ws.on('ping', () => pings++);
  expect(await silent.closed).toBe(1006);
  await expect.poll(() => pings).toBeGreaterThan(3);
  expect(await teo.soFar()).toEqual([]);
});

test('PEER4 a slow reader is dropped and holds nobody up', async () => {
  const { url } = await signalHere({
    limits: { backlog: 100_000, burst: 1e9, perSecond: 1e9 },
  });
  const [teo, renee, slow] = [await dial(url), await dial(url), await dial(url)];
  await listen(renee, 'vegas');
  await listen(slow, 'vegas');
  slow.ws.pause();
  let clients: unknown = 2;
  // What the system keeps for a line that is not read is some megabytes; only then it backs up.
  for (let at = 0; at < 2000 && clients === 2; at++) {
    teo.say(publish('vegas', 'x'.repeat(50_000)));
    ({ clients } = await renee.next());
  }
  expect(clients).toBe(1);
  slow.ws.resume();
  expect(await slow.closed).toBe(1006);
});

test('PEER4 who pings without reading the answers is dropped too', async () => {
  const { server, url } = await signalHere({
    limits: { backlog: 10_000, burst: 1e9, perSecond: 1e9 },
  });
  const slow = await dial(url);
  slow.ws.pause();
  const connections = async () => {
    for (let at = 0; at < 5000; at++) slow.ws.ping('x'.repeat(125));
    const { port } = server.address() as { port: number };
    const health = await fetch(`http://127.0.0.1:${port}/signal/health`);
    return ((await health.json()) as { connections: number }).connections;
  };
  await expect.poll(connections, { timeout: 20_000 }).toBe(0);
});
