import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/lib/domain/plan/change';
import { meet, read, Tab } from './people';

const vision = (was: string, now: string): Change => ({
  type: 'textEdited',
  table: 'plan',
  id: 'plan',
  field: 'vision',
  was,
  now,
});
const status = (value: string): Change => ({
  type: 'fieldChanged',
  table: 'plan',
  id: 'plan',
  field: 'phase',
  value,
});

describe('DOC8', () => {
  test('Marisol takes back her words and Teo keeps his, written within hers', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    marisol.write(vision('', 'We eat together.'));
    teo.hear(marisol);
    marisol.write(vision('We eat together.', 'We eat together each day at six.'));
    teo.hear(marisol);
    teo.write(vision('We eat together each day at six.', 'We eat together each good day at six.'));
    marisol.hear(teo);
    marisol.document.undo();
    expect(read(marisol).plan?.plan?.vision).toBe('We eat togethergood .');
    marisol.document.redo();
    expect(read(marisol).plan?.plan?.vision).toBe('We eat together each good day at six.');
    meet(marisol, teo);
    expect(read(teo)).toEqual(read(marisol));
  });

  test('words that Marisol took out come back where they stood, around what Teo wrote since', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    marisol.write(vision('', 'one two three'));
    marisol.write(vision('one two three', 'one three'));
    teo.hear(marisol);
    teo.write(vision('one three', 'zero one three'));
    teo.write(vision('zero one three', 'zero one three four'));
    marisol.hear(teo);
    marisol.document.undo();
    expect(read(marisol).plan?.plan?.vision).toBe('zero one two three four');
  });

  test('a field that Teo wrote over stays as Teo wrote it', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    marisol.write(status('hello'));
    marisol.write(status('plan'));
    teo.hear(marisol);
    teo.write(status('transition'));
    marisol.hear(teo);
    marisol.document.undo();
    expect(read(marisol).plan?.plan?.phase).toBe('transition');
    expect(marisol.document.offers).toEqual([]);
  });

  test('what both had written over does not come back beside what Teo wrote', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    marisol.write(status('hello'));
    teo.hear(marisol);
    marisol.writeAt(10, status('plan'));
    teo.writeAt(12, status('transition'));
    meet(marisol, teo);
    marisol.document.undo();
    expect(read(marisol).plan?.plan?.phase).toBe('transition');
    expect(marisol.document.offers).toEqual([]);
    marisol.document.redo();
    expect(marisol.document.offers).toMatchObject([{ kept: 'transition', other: 'plan' }]);
  });

  test('what came from Teo or from storage cannot be undone', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    teo.write(status('plan'));
    marisol.hear(teo);
    expect(marisol.document.canUndo).toBe(false);
    marisol.document.undo();
    expect(read(marisol)).toEqual(read(teo));
    expect(marisol.sent).toEqual([]);
  });

  test('one command over three documents is taken back as one, and the last one first', () => {
    const marisol = new Tab('marisol');
    const note = (id: string, readers: 'team' | 'household'): Change => ({
      type: 'factRecorded',
      table: 'tries',
      id,
      fact: { id },
      readers,
    });
    marisol.write(note('first', 'household'));
    marisol.write(note('second', 'team'), note('third', 'household'), {
      type: 'factRecorded',
      table: 'privateNotes',
      id: 'own',
      fact: { id: 'own' },
      readers: { mine: 'marisol' },
    });
    marisol.document.undo();
    expect(Object.keys(read(marisol).tries ?? {})).toEqual(['first']);
    expect(read(marisol).privateNotes).toBeUndefined();
    marisol.document.undo();
    expect(read(marisol)).toEqual({});
    expect(marisol.document.canUndo).toBe(false);
    marisol.document.redo();
    marisol.document.redo();
    expect(Object.keys(read(marisol).tries ?? {}).sort()).toEqual(['first', 'second', 'third']);
    expect(marisol.document.canRedo).toBe(false);
  });

  test('UNSAFE on one phone Marisol neither takes back nor learns of what Luz told; each goes on among their own', () => {
    const phone = new Tab('phone', { talker: 'luz' });
    const { document } = phone;
    const told = (id: string): Change => ({
      type: 'factRecorded',
      table: 'tries',
      id,
      fact: { id },
      readers: { mine: 'luz' },
    });
    phone.write(told('first'));
    phone.write(told('second'));
    document.undo();
    document.setTalker('marisol');
    expect([document.canUndo, document.canRedo]).toEqual([false, false]);
    document.undo();
    document.redo();
    phone.write(status('plan'));
    document.setTalker('luz');
    expect(Object.keys(read(phone).tries ?? {})).toEqual(['first']);
    document.redo();
    expect(Object.keys(read(phone).tries ?? {})).toEqual(['first', 'second']);
    document.undo();
    document.undo();
    expect([document.canUndo, read(phone).tries]).toEqual([false, undefined]);
    document.setTalker('marisol');
    document.undo();
    expect(read(phone)).toEqual({});
  });

  test('what was written for Luz while Marisol talks is taken back by Luz alone; what was written for nobody, by anybody', () => {
    const phone = new Tab('phone', { talker: 'marisol' });
    const { document } = phone;
    document.write([status('plan')], phone.now(), 'luz');
    expect(document.canUndo).toBe(false);
    document.setTalker('luz');
    expect(document.canUndo).toBe(true);
    document.setTalker(undefined);
    phone.write(status('hello'));
    document.setTalker('marisol');
    document.undo();
    expect(read(phone).plan?.plan?.phase).toBe('plan');
    expect(document.canUndo).toBe(false);
  });

  test('something new ends what could be done again', () => {
    const marisol = new Tab('marisol');
    marisol.write(status('hello'));
    marisol.document.undo();
    marisol.write(status('plan'));
    expect(marisol.document.canRedo).toBe(false);
  });

  test('two hundred steps back, no further', () => {
    const marisol = new Tab('marisol');
    for (let at = 0; at <= 200; at++) marisol.write(status(`${at}`));
    while (marisol.document.canUndo) marisol.document.undo();
    expect(read(marisol).plan?.plan?.phase).toBe('0');
  });

  test('a step taken out and brought back is whole, with what Teo wrote meanwhile', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    marisol.write({
      type: 'recordAdded',
      table: 'needs',
      id: 'sleep',
      record: { id: 'sleep', text: 'Sleep' },
      readers: 'team',
    });
    teo.hear(marisol);
    marisol.write({ type: 'recordRemoved', table: 'needs', id: 'sleep' });
    teo.write({
      type: 'textEdited',
      table: 'needs',
      id: 'sleep',
      field: 'text',
      was: 'Sleep',
      now: 'Sleep through',
    });
    meet(marisol, teo);
    expect(read(teo)).toEqual({});
    marisol.document.undo();
    teo.hear(marisol);
    expect(read(teo).needs?.sleep).toEqual({ id: 'sleep', text: 'Sleep through' });
  });

  test('taking back the adding of a need does not take what Teo wrote into it out of the document', () => {
    const [marisol, teo] = [new Tab('marisol'), new Tab('teo')];
    marisol.write({
      type: 'recordAdded',
      table: 'needs',
      id: 'sleep',
      record: { id: 'sleep', text: 'Sleep' },
      readers: 'team',
    });
    teo.hear(marisol);
    marisol.document.undo();
    teo.write({ type: 'fieldChanged', table: 'needs', id: 'sleep', field: 'rank', value: 2 });
    meet(marisol, teo);
    marisol.document.redo();
    expect(read(marisol).needs?.sleep).toEqual({ id: 'sleep', text: 'Sleep', rank: 2 });
  });
});
