import { expect, it } from 'vitest';
import { capital } from '../../../../src/lib/ui/kit/capital';

it('begins a line with a large letter and cuts no letter in two', () => {
  expect(capital('yesterday')).toBe('Yesterday');
  expect(capital('él')).toBe('Él');
  expect(capital('😀 ok')).toBe('😀 ok');
  expect(capital('')).toBe('');
});
