import { addDays } from '../../../src/lib/domain/day';
import { now } from './day';

const on = (days: number): string => addDays(new Date(now()).toISOString().slice(0, 10), days - 30);
const people = [
  { id: 'marisol', name: 'Marisol', supportType: 'family', household: true },
  { id: 'teo', name: 'Teo', supportType: 'family', household: true },
  { id: 'renee', name: 'Renee', supportType: 'paid' },
];
const standings = { partOfLife: 'keep', resting: 'rest', letGo: 'letGo', done: 'done' };

/** One step in every place where a step can stand: its id is its status, or `wordless`, `later` and `proposed`. */
export const steps = [
  ...['trying', 'idea', 'wordless', 'later', 'proposed'],
  ...Object.keys(standings),
] as const;

/** What a step says: the step that is only an idea without words says nothing. */
export const saying = (step: string): string => `Teo waves to the bus, ${step}`;

/** A plan file of Teo's family with these steps; `proposed` is tried, and Renee proposes to make it smaller. */
export const everyStatus = JSON.stringify({
  format: 'lived-plan',
  version: 1,
  kind: 'familyPlan',
  id: 'every-status',
  timeZone: 'America/Denver',
  plan: {},
  tries: [],
  people,
  needs: [{ id: 'n', text: 'To start the day without a fight' }],
  steps: steps.map((id) => ({
    id,
    needId: 'n',
    ...((id === 'idea' || id === 'wordless') && { status: 'idea' }),
  })),
  stepVersions: [
    ...steps
      .filter((id) => id !== 'wordless')
      .map((id) => ({
        id: `${id}-1`,
        stepId: id,
        number: 1,
        action: saying(id),
        doers: ['teo', 'marisol'],
        proposedBy: id === 'idea' ? 'renee' : 'marisol',
        from: on(id === 'later' ? 60 : 0),
      })),
    {
      ...{ id: 'proposed-2', stepId: 'proposed', number: 2, action: 'Teo nods to the bus' },
      ...{ doers: ['teo', 'marisol'], proposedBy: 'renee', from: on(10) },
    },
  ],
  adjustments: [
    ...Object.entries(standings).map(([id, kind]) => ({
      ...{ id: `to-${id}`, stepId: id, fromVersion: `${id}-1`, kinds: [kind] },
      ...{ proposedBy: 'teo', state: 'agreed', on: on(5) },
    })),
    {
      ...{ id: 'to-proposed', stepId: 'proposed', fromVersion: 'proposed-1' },
      ...{ toVersion: 'proposed-2', kinds: ['smaller'], proposedBy: 'renee' },
      ...{ state: 'proposed', on: on(10) },
    },
  ],
});
