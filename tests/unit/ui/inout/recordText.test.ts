import { afterAll, beforeAll, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { recordText } from '../../../../src/lib/ui/inout/recordText';
import { readFile } from '../../domain/plan/readFile';

const family = readFile(vega);
beforeAll(() => speak('en'));
afterAll(() => speak('en'));

test('the record says need, step, who, change and next date, in this order', () => {
  const lines = recordText(family, '2026-04-27').split('\n');
  expect(lines[0]).toBe('Family plan as of Monday, April 27, 2026');
  const need = lines.indexOf('NEED: To start the day without a fight');
  expect(lines.slice(need + 1, need + 8)).toEqual([
    '  Step: When Mr. Hollis honks at 6:55, Teo gets in the car.',
    '    Plan B: If Mr. Hollis is away, Teo takes the 7:20 bus.',
    '    Who: Teo Vega',
    '    With help from: Mr. Hollis (For us)',
    '    How it stands: We’re trying it, Still learning, from 1 try',
    expect.stringMatching(
      /^ {4}Changed Tuesday, April 21, 2026: Get different help, Change the time/,
    ),
    '    Next look: Tuesday, April 28, 2026',
  ]);
});

test('PLAN16 the record holds no words of a try', () => {
  const text = recordText(family, '2026-08-31');
  const said = vega.tries.flatMap((one) => ('words' in one && one.words ? [one.words] : []));
  expect(said.length).toBeGreaterThan(3);
  for (const words of said) expect(text).not.toContain(words);
});

test('UNSAFE a reason of not feeling safe is never on the record', () => {
  const tries = vega.tries.map((one) =>
    one.id === 't-s1v2-30' ? { ...one, reasons: ['unsafe', 'practical'] } : one,
  );
  expect(recordText(readFile({ ...vega, tries }), '2026-04-27')).not.toContain('feel safe');
});

test('in Spanish the step is said in the words somebody wrote for it', async () => {
  await speak('es');
  const text = recordText(family, '2026-04-27');
  expect(text).toContain(
    'Paso: Cuando el señor Hollis toca el claxon a las 6:55, Teo se sube al carro.',
  );
  expect(text).toContain('NECESIDAD: ');
  await speak('en');
});
