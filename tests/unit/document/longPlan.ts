import { addDays } from '../../../src/lib/domain/day';
import type { Change } from '../../../src/lib/domain/plan/change';

/** A plan of years: steps, each with one version, and tries one after the other over all of them. In batches of 100. */
export const longPlan = function* (steps: number, tries: number): Generator<Change[]> {
  yield [
    {
      type: 'recordAdded',
      table: 'about',
      id: 'about',
      record: { timeZone: 'Europe/Madrid' },
      readers: 'team',
    },
    {
      type: 'recordAdded',
      table: 'people',
      id: 'marisol',
      record: { id: 'marisol', name: 'Marisol', supportType: 'family', household: true },
      readers: 'team',
    },
    ...Array.from({ length: Math.ceil(steps / 10) }, (_, at): Change => ({
      type: 'recordAdded',
      table: 'needs',
      id: `need${at}`,
      record: { id: `need${at}`, text: '' },
      readers: 'team',
    })),
  ];
  yield* inBatches(steps, (at) => [
    {
      type: 'recordAdded',
      table: 'steps',
      id: `step${at}`,
      record: { id: `step${at}`, needId: `need${Math.floor(at / 10)}`, rank: at },
      readers: 'team',
    },
    {
      type: 'factRecorded',
      table: 'stepVersions',
      id: `version${at}`,
      fact: {
        id: `version${at}`,
        stepId: `step${at}`,
        number: 1,
        cue: 'After dinner',
        action: `Teo reads page ${at} aloud`,
        doers: ['marisol'],
        from: '2021-03-01',
      },
      readers: 'team',
    },
  ]);
  yield* inBatches(tries, (at) => [
    {
      type: 'factRecorded',
      table: 'tries',
      id: `try${at}`,
      fact: {
        id: `try${at}`,
        versionId: `version${at % steps}`,
        on: addDays('2021-03-01', Math.floor((at * 1_800) / tries)),
        at: '18:30',
        by: 'marisol',
        outcome: at % 3 ? 'asPlanned' : 'notTheWeek',
        helped: 'some',
        words: at % 2 ? `It went like this on evening ${at}, and he laughed.` : '',
      },
      readers: 'household',
    },
  ]);
};

const inBatches = function* (count: number, make: (at: number) => Change[]): Generator<Change[]> {
  for (let from = 0; from < count; from += 100)
    yield Array.from({ length: Math.min(100, count - from) }, (_, at) => make(from + at)).flat();
};
