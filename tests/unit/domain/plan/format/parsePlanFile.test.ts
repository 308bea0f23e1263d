import { describe, expect, test } from 'vitest';
import vega from '../../../../../src/lib/app/examples/vega.json';
import { PlanDocument } from '../../../../../src/lib/document/planDocument';
import {
  parsePlanFile,
  parsePlanFileInSlices,
} from '../../../../../src/lib/domain/plan/format/parsePlanFile';
import { planFileToChanges } from '../../../../../src/lib/domain/plan/format/planFileToChanges';
import { planToFile } from '../../../../../src/lib/domain/plan/format/planToFile';
import { sameFile } from './sameFile';
import type { PlanFile } from '../../../../../src/lib/domain/plan/schema';

type Loose = Record<string, unknown> & {
  people: Record<string, unknown>[];
  tries: Record<string, unknown>[];
  adjustments: Record<string, unknown>[];
  safetyPlan: Record<string, unknown>;
};
const changed = (change: (file: Loose) => void): unknown => {
  const file = structuredClone(vega) as unknown as Loose;
  change(file);
  return file;
};
const refusalOf = (input: unknown): unknown => {
  const result = parsePlanFile(input);
  return result.ok ? undefined : result.refusal;
};

describe('what does not fit is named by its place', () => {
  test.each([
    ['nothing', null, { kind: 'notAnObject' }],
    ['a list', [], { kind: 'notAnObject' }],
    ['another format', { format: 'calendar' }, { kind: 'wrongFormat' }],
    ['a later version', { format: 'lived-plan', version: 2 }, { kind: 'wrongVersion' }],
    [
      'a coaching loop',
      { format: 'lived-plan', version: 1, kind: 'coachingLoop' },
      { kind: 'wrongKind', found: 'coachingLoop' },
    ],
    [
      'some other kind',
      { format: 'lived-plan', version: 1, kind: 'diary' },
      { kind: 'wrongKind', found: 'other' },
    ],
    [
      'no list of people',
      changed((file) => delete (file as { people?: unknown }).people),
      { kind: 'doesNotFit', path: 'people', problem: 'missing' },
    ],
    [
      'no name',
      changed((file) => delete file.people[2]?.name),
      { kind: 'doesNotFit', path: 'people[2].name', problem: 'missing' },
    ],
    [
      'words that are a number',
      changed((file) => Object.assign(file.tries[3] ?? {}, { words: 7 })),
      { kind: 'doesNotFit', path: 'tries[3].words', problem: 'notText' },
    ],
    [
      'a level without what to do',
      changed((file) => (file.safetyPlan.levels = [{ when: 'Voices rise' }])),
      { kind: 'doesNotFit', path: 'safetyPlan.levels[0].do', problem: 'missing' },
    ],
    [
      'the day 0000-00-00',
      changed((file) => Object.assign(file.tries[3] ?? {}, { on: '0000-00-00' })),
      { kind: 'notADay', path: 'tries[3].on', day: '0000-00-00' },
    ],
    [
      'the 30th of February',
      changed((file) => Object.assign(file.people[0] ?? {}, { leftOn: '2026-02-30' })),
      { kind: 'notADay', path: 'people[0].leftOn', day: '2026-02-30' },
    ],
    [
      'Teo twice',
      changed((file) => file.people.push({ id: 'teo', name: 'Teo', supportType: 'family' })),
      { kind: 'twice', path: 'people[12].id', id: 'teo' },
    ],
    [
      'a change because of a try that is not there',
      changed((file) => Object.assign(file.adjustments[1] ?? {}, { because: ['t-nowhere'] })),
      { kind: 'pointsNowhere', path: 'adjustments[1].because[0]', id: 't-nowhere' },
    ],
    [
      'somebody to call whom nobody knows',
      changed((file) => (file.safetyPlan.callFirst = ['chelo', 'nobody'])),
      { kind: 'pointsNowhere', path: 'safetyPlan.callFirst[1]', id: 'nobody' },
    ],
    [
      'a correction of a try that is not there',
      changed((file) => Object.assign(file.tries[0] ?? {}, { supersedes: 't-nowhere' })),
      { kind: 'pointsNowhere', path: 'tries[0].supersedes', id: 't-nowhere' },
    ],
  ])('%s', (_, input, refusal) => {
    expect(refusalOf(input)).toEqual(refusal);
  });

  test('the first of several wrong places, in the order of the format', () => {
    const file = changed((one) => {
      Object.assign(one.adjustments[0] ?? {}, { on: 'x' });
      Object.assign(one.tries[5] ?? {}, { on: 'y', outcome: 3 });
    });
    expect(refusalOf(file)).toEqual({ kind: 'notADay', path: 'tries[5].on', day: 'y' });
  });
});

describe('bad input and bad days', () => {
  test('__proto__ keys are dropped and said, at every depth, and reach nothing', () => {
    const text = JSON.stringify(vega)
      .replace('{', '{"__proto__":{"polluted":1},')
      .replace('"people":[{', '"people":[{"__proto__":{"name":"x"},"note":{"__proto__":[]},');
    const input: unknown = JSON.parse(text);
    const result = parsePlanFile(input);
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
    expect(new Set(result.value.dropped)).toEqual(
      new Set(['__proto__', 'people[0].__proto__', 'people[0].note.__proto__']),
    );
    expect(JSON.stringify(result.value.file)).not.toContain('__proto__');
    expect(JSON.stringify(result.value.file.people[0])).toContain('"note":{}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.stringify(input)).toContain('__proto__');
  });

  test('fields that only look dangerous are kept', () => {
    const input = changed((file) => Object.assign(file.people[0] ?? {}, { constructor: 'Vega' }));
    const result = parsePlanFile(input);
    expect(result.ok && result.value.file.people[0]?.['constructor']).toBe('Vega');
  });

  test('a number too large for any machine, and nesting too deep for any document', () => {
    const wide: unknown = JSON.parse(
      JSON.stringify(vega).replace('"people":[{', '"people":[{"x":1e999,'),
    );
    expect(refusalOf(wide)).toEqual({
      kind: 'doesNotFit',
      path: 'people[0].x',
      problem: 'notANumber',
    });
    const deep: unknown = JSON.parse(
      JSON.stringify(vega).replace('{', `{"x":${'['.repeat(5000)}${']'.repeat(5000)},`),
    );
    expect(refusalOf(deep)).toMatchObject({ kind: 'doesNotFit', problem: 'tooDeep' });
    const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);
    const asDeepAs = (levels: number) =>
      changed((file) => {
        Object.assign(file, { more: nested(levels + 2) });
        Object.assign(file.people[0] ?? {}, { more: nested(levels) });
        Object.assign(file.tries[0] ?? {}, { more: nested(levels) });
      });
    expect(refusalOf(asDeepAs(99))).toMatchObject({ problem: 'tooDeep' });
    // The deepest that fits is given back whole.
    const document = new PlanDocument({ planId: 'p', device: 'd', newChain: () => 'c' });
    const deepest = asDeepAs(98) as PlanFile;
    expect(refusalOf(deepest)).toBeUndefined();
    for (const batch of planFileToChanges(deepest)) document.write(batch, '2026-09-01T00:00:00Z');
    expect(sameFile(planToFile(document.reading, { talker: undefined }), deepest)).toBe(true);
  });

  test('a text of 1 MB, and names from right to left and in pictures', () => {
    const long = 'Pausa. '.repeat(150_000);
    const input = changed((file) => {
      Object.assign(file.tries[0] ?? {}, { words: long });
      Object.assign(file.people[0] ?? {}, { name: 'علي بن أحمد' });
      Object.assign(file.people[1] ?? {}, { name: '👩‍👧‍👦' });
    });
    const result = parsePlanFile(input);
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
    expect(result.value.file.tries[0]?.words).toHaveLength(long.length);
    expect(result.value.file.people.slice(0, 2).map(({ name }) => name)).toEqual([
      'علي بن أحمد',
      '👩‍👧‍👦',
    ]);
  });

  test('100,000 tries are judged in slices, each short, with progress that only grows', () => {
    const tries = Array.from({ length: 100_000 }, (_, place) => ({
      ...(vega.tries[place % vega.tries.length] ?? {}),
      id: `t-${place}`,
      supersedes: place > 0 ? `t-${place - 1}` : undefined,
    })).map((attempt) => JSON.parse(JSON.stringify(attempt)) as object);
    const input = { ...vega, tries, reflections: [], adjustments: [], keepsakeEntries: [] };
    const slices = parsePlanFileInSlices(input);
    const began = performance.now();
    let longest = 0;
    let last = began;
    let before = 0;
    let step = slices.next();
    let count = 0;
    for (; !step.done; step = slices.next(), count++) {
      expect(step.value).toBeGreaterThanOrEqual(before);
      expect(step.value).toBeLessThanOrEqual(1);
      before = step.value;
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    expect(step.value).toMatchObject({ ok: true });
    expect(count).toBeGreaterThan(250);
    console.log(
      `100,000 tries judged in ${Math.round(performance.now() - began)} ms, longest slice ${Math.round(longest)} ms`,
    );
  });

  test('stopping is not asking for the next slice', () => {
    const slices = parsePlanFileInSlices({
      ...vega,
      tries: vega.tries.flatMap((attempt) =>
        Array.from({ length: 30 }, (_, place) => ({ ...attempt, id: `${attempt.id}-${place}` })),
      ),
    });
    expect(slices.next().done).toBe(false);
    slices.return(undefined as never);
    expect(slices.next().done).toBe(true);
  });
});
