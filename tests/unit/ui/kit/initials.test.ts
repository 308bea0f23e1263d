import { expect, test } from 'vitest';
import { initials } from '../../../../src/lib/ui/kit/initials';

test.each([
  ['Marisol Vega', 'MV'],
  ['Teo', 'T'],
  ['Mr. Hollis', 'H'],
  ['Dr. Ana María de la Cruz', 'AC'],
  ['íñigo', 'Í'],
  ['👨‍👩‍👧 Casa', '👨‍👩‍👧C'],
  ['مريم', 'م'],
  ['Mr.', 'M'],
  ['   ', '·'],
  ['', '·'],
])('%s is known by %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
