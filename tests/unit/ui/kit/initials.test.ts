import { expect, test } from 'vitest';
import { initials } from '../../../../src/lib/ui/kit/initials';

test.each([
  ['Marisol Vega', 'MV'],
  ['Rosa', 'Ro'],
  ['Rubén', 'Ru'],
  ['Q', 'Q'],
  ['Mr. Hollis', 'Ho'],
  ['Dr. Ana María de la Cruz', 'AC'],
  ['íñigo', 'Íñ'],
  ['👨‍👩‍👧 Casa', '👨‍👩‍👧C'],
  ['مريم', 'مر'],
  ['Mr.', 'Mr'],
  ['   ', '·'],
  ['', '·'],
])('%s is known by %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
