import { describe, expect, it } from 'vitest';
import { called } from '../../../../src/lib/ui/today/called';

const household = ['Marisol Vega', 'Teo Vega', 'Luz Vega'];

describe('what people are called', () => {
  it('leaves out the last name that the household shares', () => {
    expect(called('Teo Vega', household)).toBe('Teo');
    expect(called('María José Vega', [...household, 'María José Vega'])).toBe('María José');
  });

  it('leaves everybody else as they are called', () => {
    expect(called('Mr. Hollis', household)).toBe('Mr. Hollis');
    expect(called('Tía Inés', household)).toBe('Tía Inés');
    expect(called('Andre Vega', household)).toBe('Andre Vega');
  });

  it('leaves the whole name where nobody shares it, and a name of one word', () => {
    expect(called('Ana Ruiz', ['Ana Ruiz', 'Bo Lee'])).toBe('Ana Ruiz');
    expect(called('Teo', ['Teo', 'Luz'])).toBe('Teo');
    expect(called('', ['', 'Luz'])).toBe('');
  });
});
