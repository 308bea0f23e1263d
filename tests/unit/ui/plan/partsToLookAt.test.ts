import { beforeEach, describe, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { partsToLookAt } from '../../../../src/lib/ui/plan/partsToLookAt';
import { readFile } from '../../domain/plan/readFile';

/** The Vegas with one field of one record spoiled, and what is said of it. */
const said = (table: keyof typeof vega, id: string, spoiled: object): string[] => {
  const records = vega[table] as unknown as { id: string }[];
  const list = records.map((record) => (record.id === id ? { ...record, ...spoiled } : record));
  return partsToLookAt(readFile({ ...vega, [table]: list })).map(({ words }) => words);
};

describe('DOC3 what needs a look, in words', () => {
  beforeEach(() => speak('en'));

  test('nothing of a plan that is whole', () => {
    expect(partsToLookAt(readFile(vega))).toEqual([]);
  });

  test('names Abuela and the field, a need by its own words, a step by its sentence', () => {
    expect(said('people', 'chelo', { phone: 5550142 })).toEqual(['A person: Abuela Chelo · Phone']);
    expect(said('needs', 'n-rest', { rank: 'first' })).toEqual([
      'A need: Marisol needs to rest · Place in the order',
    ]);
    expect(said('stepVersions', 's1v2', { place: 7 })).toEqual([
      expect.stringMatching(/^The sentence of a step: When Abuela calls at 6:20, .* · Where$/),
    ]);
    expect(said('tries', 't-s1v1-2', { words: 7 })).toEqual([
      expect.stringMatching(
        /^How it went: .*Mr\. Hollis.* · Anything to add, in your own words\?$/,
      ),
    ]);
  });

  test('says what it is where no name can be read, and leaves out fields that no screen names', () => {
    expect(said('people', 'chelo', { supportType: 7 })).toEqual([
      'A person · How are they in our life?',
    ]);
    expect(said('tries', 't-s1v1-2', { versionId: 7 })).toEqual(['How it went']);
    expect(said('people', 'chelo', { id: '' })).toEqual(['A person']);
  });

  test('speaks Spanish too', async () => {
    await speak('es');
    expect(said('people', 'chelo', { phone: 5550142 })).toEqual([
      'Una persona: Abuela Chelo · Teléfono',
    ]);
  });
});
