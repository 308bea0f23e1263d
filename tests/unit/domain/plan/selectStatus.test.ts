import { describe, expect, test } from 'vitest';
import { agreedWords } from '../../../../src/lib/domain/plan/agreedWords';
import {
  selectCurrentVersion,
  selectVersionNumber,
} from '../../../../src/lib/domain/plan/selectCurrentVersion';
import { selectOpenProposals } from '../../../../src/lib/domain/plan/selectOpenProposals';
import { isTrying, selectStatus } from '../../../../src/lib/domain/plan/selectStatus';
import { decision, march, step, version } from './family';

describe('PLAN5: where a step stands', () => {
  test.each([
    ['keep', 'partOfLife'],
    ['rest', 'resting'],
    ['letGo', 'letGo'],
    ['done', 'done'],
    ['resume', 'trying'],
    ['smaller', 'trying'],
    ['aCodeFromLater', 'trying'],
    ['constructor', 'trying'],
  ])('after "%s" it is %s', (kind, status) => {
    const history = step({ adjustments: [decision(5, kind)] });
    expect(selectStatus(history, march(4))).toBe('trying');
    expect(selectStatus(history, march(5))).toBe(status);
  });

  test('the family paused it and started it again', () => {
    const history = step({ adjustments: [decision(5, 'rest'), decision(9, 'resume')] });
    expect(['04', '05', '09'].map((date) => isTrying(history, `2026-03-${date}`))).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('an imported idea stands until the first agreed decision', () => {
    const steps = [{ id: 's1', needId: 'n1', status: 'idea' }];
    const history = step({ steps, adjustments: [decision(5, 'smaller')] });
    expect(selectStatus(history, march(4))).toBe('idea');
    expect(selectStatus(history, march(5))).toBe('trying');
  });

  test('a step that begins later has no standing yet; one without words is an idea', () => {
    expect(selectStatus(step(), '2026-02-28')).toBeUndefined();
    expect(selectStatus(step({ stepVersions: [] }), march(1))).toBe('idea');
  });
});

describe('PLAN5: versions and proposals', () => {
  const records = {
    stepVersions: [
      version(),
      version({ id: 'v2', number: 2, from: march(5) }),
      version({ id: 'v3', number: 3, from: march(9) }),
    ],
    adjustments: [
      decision(5, 'smaller', { id: 'a2', toVersion: 'v2', state: 'proposed', proposedBy: 'renee' }),
      decision(9, 'timing', { id: 'a3', toVersion: 'v3' }),
    ],
  };

  test("Renee's proposal waits and is nobody's version; those that count are numbered without it", () => {
    const history = step(records);
    expect(selectCurrentVersion(history, march(8))?.id).toBe('v1');
    expect(selectCurrentVersion(history, march(9))?.id).toBe('v3');
    expect(selectVersionNumber(history, 'v3')).toBe(2);
    expect(selectVersionNumber(history, 'v2')).toBeUndefined();
    expect(selectOpenProposals(history, march(4))).toEqual([]);
    expect(selectOpenProposals(history, march(5))).toMatchObject([{ id: 'a2' }]);
  });

  test("it takes effect the day Teo says yes, and that day's earlier proposal was open till then", () => {
    const agreements = [
      { id: 'g1', adjustmentId: 'a2', by: 'chelo', answer: 'yes', on: march(6) },
      { id: 'g2', adjustmentId: 'a2', by: 'teo', answer: 'yes', on: march(12) },
    ];
    const [first, third] = records.adjustments;
    const adjustments = [{ ...first, proposedOn: march(5) }, { ...third }];
    const history = step({ ...records, adjustments, agreements });
    expect(selectCurrentVersion(history, march(11))?.id).toBe('v3');
    expect(selectCurrentVersion(history, march(12))?.id).toBe('v2');
    expect(selectOpenProposals(history, march(11))).toMatchObject([{ id: 'a2' }]);
    expect(selectOpenProposals(history, march(12))).toEqual([]);
  });

  test('PLAN10: two proposals for one step stand side by side; one answered "not now" is closed', () => {
    const adjustments = [
      decision(5, 'smaller', { id: 'a2', state: 'proposed' }),
      decision(5, 'timing', { id: 'a3', state: 'proposed' }),
    ];
    expect(selectOpenProposals(step({ adjustments }), march(6))).toHaveLength(2);
    const agreements = [
      { id: 'g', adjustmentId: 'a2', by: 'marisol', answer: 'notNow', on: march(6) },
    ];
    expect(selectOpenProposals(step({ adjustments, agreements }), march(6))).toMatchObject([
      { id: 'a3' },
    ]);
  });
});

describe('PLAN5: whose words count', () => {
  const current = (said: Parameters<typeof step>[0]): string | undefined =>
    step(said).versions.findLast((one) => one.counts)?.action;
  const theirs = version({ id: 'v2', action: 'At five', proposedBy: 'renee', from: march(3) });
  const yes = { id: 'g1', versionId: 'v2', by: 'renee', answer: 'yes', on: march(3) } as const;

  test('a yes is to the words that it was said to, whatever stands in their place', () => {
    const adjustments = [
      decision(3, 'time', { id: 'a1', toVersion: 'v2', state: 'proposed', proposedBy: 'renee' }),
    ];
    const answered = { adjustment: adjustments[0], version: theirs };
    const said = { ...yes, by: 'marisol', adjustmentId: 'a1', to: agreedWords(answered) };
    const at = (version2: typeof theirs, change = adjustments): string | undefined =>
      current({
        stepVersions: [version({ action: 'At four' }), version2],
        adjustments: change,
        agreements: [said],
      });
    expect(at(theirs)).toBe('At five');
    expect(at({ ...theirs, action: 'At midnight' })).toBe('At four');
    const [one] = adjustments;
    const other = version({ id: 'v3', action: 'At midnight', from: march(3) });
    expect(
      current({
        stepVersions: [version({ action: 'At four' }), theirs, other],
        adjustments: one ? [{ ...one, toVersion: 'v3' }] : [],
        agreements: [said],
      }),
    ).not.toBe('At midnight');
    expect(at(theirs, one ? [{ ...one, kinds: ['letGo'] }] : [])).toBe('At four');
  });

  test('what was agreed to reads the same in whatever order its parts stand', () => {
    const helpers = [{ personId: 'chelo', mode: 'beside' }];
    const turned = helpers.map(({ personId, mode }) => ({ mode, personId }));
    expect(agreedWords({ version: { ...theirs, helpers } as never })).toBe(
      agreedWords({ version: { helpers: turned, cue: '', ...theirs } as never }),
    );
  });
});
