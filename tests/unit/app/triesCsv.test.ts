import Papa from 'papaparse';
import { expect, test } from 'vitest';
import vega from '../../../src/lib/app/examples/vega.json';
import { triesCsv } from '../../../src/lib/app/triesCsv';
import { triesColumns, type TriesWords } from '../../../src/lib/domain/plan/format/triesTable';
import { readFile } from '../domain/plan/readFile';

const words: TriesWords = {
  column: Object.fromEntries(
    triesColumns.map((column) => [column, column]),
  ) as TriesWords['column'],
  outcome: (code) => `outcome ${code}`,
  helped: (code) => `helped ${code}`,
  reason: (code) => `reason ${code}`,
  madeItWork: (code) => `because ${code}`,
};
const read = (csv: string) =>
  Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
const withTry = (more: object) =>
  readFile({
    ...vega,
    tries: [
      { id: 't', versionId: 's1v1', on: '2026-03-04', outcome: 'worked', by: 'teo', ...more },
    ],
  });

test('the Vegas’ tries, one a row, oldest first, with codes and words', () => {
  const { data, errors } = read(triesCsv(readFile(vega), words, undefined));
  expect(errors).toEqual([]);
  expect(data).toHaveLength(88);
  expect(data[0]).toMatchObject({
    on: '2026-03-04',
    need: 'To start the day without a fight',
    step: 'When the 6:15 alarm rings, Teo gets up and is at the bus stop by 6:50',
    version: '1',
    outcome: 'didNotHappen',
    outcomeWords: 'outcome didNotHappen',
    reasons: 'tooBig feelings',
    reasonsWords: 'reason tooBig; reason feelings',
    words: 'The alarm goes and he pulls the blanket up. I had just got home.',
    by: 'Marisol Vega',
    visibility: 'team',
  });
  const days = data.map((row) => row['on'] ?? '');
  expect(days).toEqual(days.toSorted());
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '=HYPERLINK("http://x","hi")\nand more',
  '\n=1',
])('the words %j do not become a formula', (said) => {
  const { data } = read(triesCsv(withTry({ words: said }), words, undefined));
  expect(data[0]?.['words']).toBe(`'${said}`);
});

test('commas, quotes, line breaks and pictures come back as they were', () => {
  const said = 'Sí, "así",\n👩‍👧‍👦; علي';
  expect(read(triesCsv(withTry({ words: said }), words, undefined)).data[0]?.['words']).toBe(said);
});

test('what Teo told only himself is in nobody else’s table', () => {
  const own = withTry({ visibility: 'onlyMe' });
  expect(read(triesCsv(own, words, 'teo')).data).toHaveLength(1);
  expect(read(triesCsv(own, words, 'luz')).data).toHaveLength(0);
  expect(read(triesCsv(own, words, undefined)).data).toHaveLength(0);
});
