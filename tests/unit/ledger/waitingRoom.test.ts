import { describe, expect, test } from 'vitest';
import { WaitingRoom } from '../../../src/lib/ledger/waitingRoom';

/** Everything that is still there, the oldest first. */
const all = (room: WaitingRoom<string>): string[] => room.takeWhere(() => true);

describe('LED2: what waits', () => {
  test('comes out once what it waited for is here, and only once', () => {
    const room = new WaitingRoom<string>();
    room.add('a', 'one', 1, 'log');
    room.add('b', 'two', 1, 'key');
    room.add('c', 'three', 1, 'log');
    expect(room.take('log')).toEqual(['one', 'three']);
    expect(room.take('log')).toEqual([]);
    expect([room.size, room.has('a'), room.has('b')]).toEqual([1, false, true]);
    expect(all(room)).toEqual(['two']);
    expect(room.size).toBe(0);
    expect(room.take('key')).toEqual([]);
  });

  test('may wait for something else meanwhile: then for that alone', () => {
    const room = new WaitingRoom<string>({ items: 9, bytes: 3 });
    room.add('a', 'one', 2, 'log');
    room.add('a', 'one', 2, 'key');
    expect(room.size).toBe(1);
    expect(room.take('log')).toEqual([]);
    expect(room.take('key')).toEqual(['one']);
  });

  test('comes out where it is of a kind, and waits for nothing any more', () => {
    const room = new WaitingRoom<string>();
    room.add('a', 'one', 1, 'log');
    room.add('b', 'two', 1, 'log');
    expect(room.takeWhere((item) => item === 'one')).toEqual(['one']);
    expect(room.take('log')).toEqual(['two']);
  });

  test('has an end, by how many they are and by their bytes: the oldest is let go of', () => {
    const many = new WaitingRoom<string>({ items: 2, bytes: 100 });
    for (const name of ['a', 'b', 'c']) many.add(name, name, 1, 'log');
    expect(many.take('log')).toEqual(['b', 'c']);

    const large = new WaitingRoom<string>({ items: 100, bytes: 10 });
    large.add('a', 'a', 4, 'log');
    large.add('b', 'b', 6, 'log');
    expect(large.size).toBe(2);
    large.add('c', 'c', 5, 'key');
    expect([large.has('a'), large.has('b'), large.has('c')]).toEqual([false, false, true]);
    // What came out makes room.
    large.take('key');
    large.add('d', 'd', 10, 'log');
    expect(all(large)).toEqual(['d']);
    large.add('e', 'e', 11, 'log');
    expect(large.size).toBe(0);
  });
});
