import { beforeAll, expect, test } from 'vitest';
import type { importPlan, Imported, ImportRefusal } from '../../../../src/lib/app/importPlan';
import { ok, refuse, type Result } from '../../../../src/lib/domain/result';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { fileRefusalWords } from '../../../../src/lib/ui/inout/fileRefusalWords';
import { Importing } from '../../../../src/lib/ui/inout/importing.svelte';

beforeAll(() => speak('en'));

type Options = Parameters<typeof importPlan>[1];

/** An import that a test drives by hand. */
const byHand = () => {
  const calls: { options: Options; end: (result: Result<Imported, ImportRefusal>) => void }[] = [];
  const take: typeof importPlan = (_file, options) =>
    new Promise((resolve) => calls.push({ options, end: resolve }));
  const call = (place = 0) => {
    const one = calls[place];
    if (!one) throw new Error('nothing was asked for');
    return one;
  };
  return { take, call };
};
const file = new File(['{}'], 'vega.json');

test('Marisol sees how far it is, is asked what to do, and the plan is there', async () => {
  const { take, call } = byHand();
  const importing = new Importing(take);
  const coming = importing.take(file);
  call().options.onProgress(0.4);
  expect(importing.view).toEqual({ at: 'reading', name: 'vega.json', done: 0.4 });

  const answer = call().options.questions.alreadyHere('p1');
  const asked = importing.view;
  if (asked.at !== 'here') throw new Error(asked.at);
  asked.answer('keepBoth');
  expect(await answer).toBe('keepBoth');
  expect(importing.view).toMatchObject({ at: 'reading', done: 0.4 });

  call().end(ok({ planId: 'p2', dropped: [] }));
  await coming;
  expect(importing.view).toEqual({ at: 'done', imported: { planId: 'p2', dropped: [] } });
});

test('Stop ends it at once, and what comes in afterwards shows nothing', async () => {
  const { take, call } = byHand();
  const importing = new Importing(take);
  const coming = importing.take(file);
  importing.stop();
  expect(call().options.signal.aborted).toBe(true);
  expect(importing.view).toEqual({ at: 'stopped' });
  call().options.onProgress(0.9);
  call().end(ok({ planId: 'p2', dropped: [] }));
  await coming;
  expect(importing.view).toEqual({ at: 'stopped' });
});

test('another file takes the place of the one before', async () => {
  const { take, call } = byHand();
  const importing = new Importing(take);
  const first = importing.take(file);
  const second = importing.take(new File(['{}'], 'other.json'));
  expect(call(0).options.signal.aborted).toBe(true);
  call(0).end(refuse({ kind: 'notJson' }));
  await first;
  expect(importing.view).toMatchObject({ at: 'reading', name: 'other.json' });
  call(1).end(refuse({ kind: 'notJson' }));
  await second;
  expect(importing.view).toEqual({
    at: 'refused',
    refusal: { kind: 'notJson' },
    name: 'other.json',
  });
});

test('a refusal names the place in the file and what is wrong there, shortened where it is endless', () => {
  expect(fileRefusalWords({ kind: 'notADay', path: 'tries[3].on', day: '0000-00-00' })).toEqual({
    what: '“0000-00-00” is not a day the calendar has.',
    where: 'tries[3].on',
  });
  const { what } = fileRefusalWords({ kind: 'twice', path: 'people[1].id', id: 'x'.repeat(500) });
  expect(what.length).toBeLessThan(120);
  expect(fileRefusalWords({ kind: 'wrongKind', found: 'coachingLoop' }).where).toBeUndefined();
});
