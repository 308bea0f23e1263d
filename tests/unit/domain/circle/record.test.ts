import { describe, expect, test } from 'vitest';
import { circleId } from '../../../../src/lib/domain/circle/circleId';
import { parseWritten } from '../../../../src/lib/domain/circle/record';
import { deviceOf, hashOf, keysOf, noon } from './vegaLog';

const written = (body: unknown, more: Record<string, unknown> = {}): unknown => ({
  ...{ device: deviceOf('Marisol'), prev: [], at: noon, body },
  ...more,
});
const changeRole = {
  ...{ type: 'changeRole', device: deviceOf('Teo'), role: 'edit', household: true },
  persons: ['teo'],
};
const addDevice = { type: 'addDevice', device: keysOf('Teo'), name: 'Teo' };
const rotate = {
  ...{ type: 'rotate', part: 'team', commitment: hashOf('key'), previous: [] },
  sealed: { [deviceOf('Teo')]: 'sealed' },
};
const relay = { urls: 'turns:relay.example:5349?transport=tcp', username: 'u', credential: 'p' };
const setServers = {
  ...{ type: 'setServers', servers: [relay], signaling: ['wss://signal.example/signal'] },
};
const many = (count: number, of: (at: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, at) => of(at));

describe('CIR1: what can stand in the log', () => {
  test.each([
    [changeRole],
    [addDevice],
    [rotate],
    [setServers],
    [{ ...setServers, servers: [{ urls: 'stun:stun.example' }], signaling: [] }],
    [{ ...addDevice, name: '🙂'.repeat(80) }],
    [{ ...changeRole, role: 'aRoleOfLater' }],
  ])('%j is read', (body) => {
    expect(parseWritten(written(body))?.body).toEqual(body);
  });

  test('what a newer version says besides is left out here', () => {
    expect(parseWritten(written({ ...addDevice, color: 'green' }))?.body).toEqual(addDevice);
    expect(parseWritten(written({ type: 'recover', words: { a: [1] } }))?.body).toEqual({
      type: 'later',
      code: 'recover',
    });
  });

  test.each([
    ['a name of 81 characters', { ...addDevice, name: 'x'.repeat(81) }],
    ['a name of 81 pairs', { ...addDevice, name: '🙂'.repeat(81) }],
    ['17 persons', { ...changeRole, persons: many(17, (at) => `p${at}`) }],
    ['a person without an id', { ...changeRole, persons: [''] }],
    ['a long id', { ...changeRole, persons: ['x'.repeat(129)] }],
    ['a long role', { ...changeRole, role: 'x'.repeat(41) }],
    ['no role', { ...changeRole, role: undefined }],
    ['a device of 15 bytes', { ...changeRole, device: deviceOf('Teo').slice(2) }],
    ['a device written in another way', { ...changeRole, device: 'A'.repeat(21) + 'B' }],
    ['a key written in another way', { ...rotate, commitment: 'A'.repeat(42) + 'B' }],
    ['a key that is none', { ...addDevice, device: { ...keysOf('Teo'), sign: 'x' } }],
    ['65 earlier epochs', { ...rotate, previous: many(65, (at) => hashOf(`${at}`)) }],
    ['a sealed key for no device', { ...rotate, sealed: { Teo: 'sealed' } }],
    ['a large sealed key', { ...rotate, sealed: { [deviceOf('Teo')]: 'x'.repeat(8001) } }],
    ['five servers', { ...setServers, servers: many(5, () => relay) }],
    [
      'a relay without a password',
      { ...setServers, servers: [{ urls: relay.urls, username: 'u' }] },
    ],
    [
      'a server that is none',
      { ...setServers, servers: [{ ...relay, urls: 'https://x.example' }] },
    ],
    ['a meeting place that is none', { ...setServers, signaling: ['javascript:alert(1)'] }],
    ['a long part', { ...rotate, part: 'x'.repeat(141) }],
    ['an own __proto__', JSON.parse('{"type":"recover","__proto__":{"role":"steer"}}')],
    ['one within', JSON.parse('{"type":"recover","a":[{"\\u005f_proto__":1}]}')],
    [
      'one among sealed keys',
      { ...rotate, sealed: JSON.parse(`{"${deviceOf('Teo')}":"sealed","__proto__":"x"}`) },
    ],
    ['a body without a type', { name: 'Teo' }],
    ['a long type', { type: 'x'.repeat(41) }],
    ['a list', []],
    ['nothing', null],
  ])('%s is no record', (_, body) => {
    expect(parseWritten(written(body))).toBeUndefined();
  });

  test.each([
    ['65 heads', { prev: many(65, (at) => hashOf(`${at}`)) }],
    ['a head that is no hash', { prev: ['x'] }],
    ['no instant', { at: 'yesterday' }],
    ['no day of the calendar', { at: '2026-13-01T12:00:00Z' }],
    ['no device', { device: 'Marisol' }],
  ])('%s make no record', (_, more) => {
    expect(parseWritten(written(addDevice, more))).toBeUndefined();
  });

  test('a depth bomb is no record', () => {
    let bomb: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) bomb = [bomb];
    expect(parseWritten(written({ type: 'recover', bomb }))).toBeUndefined();
  });

  test('the id of a circle is the first 16 bytes of the hash of its beginning', () => {
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      const hash = hashOf(text);
      const first = Buffer.from(hash, 'base64url').subarray(0, 16).toString('base64url');
      expect(circleId(hash)).toBe(first);
    }
  });
});
