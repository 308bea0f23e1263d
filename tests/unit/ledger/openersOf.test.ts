import { describe, expect, test } from 'vitest';
import type { Epoch } from '../../../src/lib/domain/circle/circle';
import { openersOf } from '../../../src/lib/ledger/openersOf';

const epoch = (name: string, by: string, readers: string[], ...previous: Epoch[]): Epoch => ({
  epoch: name,
  part: 'team',
  commitment: '',
  previous: previous.map((one) => one.epoch),
  readers: new Set(readers),
  givenTo: new Set(readers),
  by,
  at: '2026-03-02T08:00:00.000Z',
});

describe('LED5: who was given the key of an epoch', () => {
  const first = epoch('first', 'marisol', ['marisol', 'teo']);

  test('its readers, and those to whom one of them passed it on', () => {
    const second = epoch('second', 'teo', ['marisol', 'teo', 'renee'], first);
    const third = epoch('third', 'renee', ['marisol', 'teo', 'renee', 'kai'], first, second);
    expect([...openersOf(first, [first, second])]).toEqual(['marisol', 'teo', 'renee']);
    expect([...openersOf(first, [first, second, third])]).toContain('kai');
  });

  test('not those whose epoch does not follow it, or was opened by somebody who never had it', () => {
    const beside = epoch('beside', 'marisol', ['marisol', 'kai']);
    const after = epoch('after', 'ana', ['ana', 'renee'], first);
    expect([...openersOf(first, [first, beside, after])]).toEqual(['marisol', 'teo']);
  });

  test('of those whom who does not steer names, the devices that they brought', () => {
    const all = ['marisol', 'teo', 'renee', 'tablet'];
    const second = { ...epoch('second', 'teo', all, first), givenTo: new Set(['tablet']) };
    expect([...openersOf(first, [first, second])]).toEqual(['marisol', 'teo', 'tablet']);
  });

  test('not through somebody who had not heard yet of the epoch that gave it to them', () => {
    const second = epoch('second', 'teo', ['marisol', 'teo', 'renee'], first);
    const meanwhile = epoch('meanwhile', 'renee', ['marisol', 'teo', 'renee', 'kai'], first);
    expect([...openersOf(first, [first, second, meanwhile])]).not.toContain('kai');
    const passed = epoch('passed', 'teo', ['kai'], first, second, meanwhile);
    expect([...openersOf(first, [first, second, meanwhile, passed])]).toContain('kai');
  });
});
