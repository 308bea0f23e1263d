import { expect, test } from 'vitest';
import { barPlaceOf } from '../../../../src/lib/ui/shell/places';

test('the place that is lit is the one that “Back” leads to', () => {
  expect(barPlaceOf('adjust')).toBe('today');
  expect(barPlaceOf('try')).toBe('today');
  expect(barPlaceOf('step')).toBe('plan');
  expect(barPlaceOf('export')).toBe('plan');
  expect(barPlaceOf('figures')).toBe('story');
  expect(barPlaceOf('settings')).toBeUndefined();
});
