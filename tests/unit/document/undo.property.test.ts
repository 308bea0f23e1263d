import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changes, undoable } from './arbitraries';
import { meet, seen, Tab } from './people';

const batch = fc.array(undoable, { minLength: 1, maxLength: 4 });

describe('DOC8', () => {
  test('undo reads as before, redo as after, whatever was written and whatever stood there', () => {
    fc.assert(
      fc.property(fc.array(changes(4), { maxLength: 5 }), batch, (earlier, own) => {
        const marisol = new Tab('marisol');
        const teo = new Tab('teo');
        for (const [at, batch] of earlier.entries()) (at % 2 ? teo : marisol).write(...batch);
        marisol.hear(teo);
        const depth = marisol.sent.length;
        const before = seen(marisol);
        marisol.write(...own);
        if (marisol.sent.length === depth) return;
        const after = seen(marisol);
        // What something else names stays; that has tests of its own.
        fc.pre(marisol.document.undo());
        expect(seen(marisol)).toEqual(before);
        marisol.document.redo();
        expect(seen(marisol)).toEqual(after);
        marisol.document.undo();
        expect(seen(marisol)).toEqual(before);
        // Every step of it was kept.
        expect(seen(new Tab('kitchen').hear(marisol, teo))).toEqual(before);
      }),
    );
  });

  test('undoing everything leads back to the beginning, redoing everything to the end', () => {
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 8 }), (batches) => {
        const marisol = new Tab('marisol');
        const beginning = seen(marisol);
        for (const own of batches) marisol.write(...own);
        const end = seen(marisol);
        // Seed 286357475: a version that an earlier try already names stays, as one that a later try names does.
        while (marisol.document.canUndo) fc.pre(marisol.document.undo());
        expect(seen(marisol)).toEqual(beginning);
        while (marisol.document.canRedo) marisol.document.redo();
        expect(seen(marisol)).toEqual(end);
      }),
    );
  });

  test('what Teo wrote at the same time in other fields stays whatever Marisol takes back', () => {
    const fields = ['status', 'rank', 'needId'];
    const edit = (names: string[]) =>
      fc.array(
        fc.record({
          type: fc.constant('fieldChanged' as const),
          table: fc.constant('steps' as const),
          id: fc.constantFrom('walk', 'eat'),
          field: fc.constantFrom(...names),
          value: fc.option(fc.string(), { nil: undefined }),
        }),
        { minLength: 1, maxLength: 5 },
      );
    fc.assert(
      fc.property(edit(fields), edit(fields), (hers, his) => {
        const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
        for (const id of ['walk', 'eat'])
          marisol.write({
            type: 'recordAdded',
            table: 'steps',
            id,
            record: { id },
            readers: 'team',
          });
        teo.hear(marisol);
        const depth = marisol.sent.length;
        for (const change of his) teo.writeAt(30, change);
        const without = seen(new Tab('kitchen').hear(marisol.sent.slice(0, depth), teo));
        for (const change of hers) marisol.writeAt(20, change);
        meet(marisol, teo);
        for (const _ of hers) marisol.document.undo();
        expect(seen(marisol)).toEqual(without);
        expect(seen(teo.hear(marisol))).toEqual(without);
      }),
    );
  });
});
