import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changes } from './arbitraries';
import { evolved, plain, read, Tab } from './people';

describe('DOC1', () => {
  test('what Marisol reads after writing is what the changes mean', () => {
    fc.assert(
      fc.property(fc.array(changes(4), { minLength: 1, maxLength: 8 }), (batches) => {
        const marisol = new Tab('marisol');
        for (const batch of batches) {
          const before = marisol.document.tables;
          marisol.write(...batch);
          expect(read(marisol)).toEqual(plain(evolved(before, batch)));
        }
        // And so it reads on a device that has only the bytes.
        expect(read(new Tab('kitchen').hear(marisol))).toEqual(read(marisol));
      }),
    );
  });
});
