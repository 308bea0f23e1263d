import { expect, test } from 'vitest';
import type { Change } from '../../../../src/lib/domain/plan/change';
import { refusedHere, type DeviceRights } from '../../../../src/lib/domain/plan/deviceRights';

const laptop: DeviceRights = { steers: false, household: false, persons: ['renee'] };
const phone: DeviceRights = { steers: true, household: true, persons: ['marisol'] };

const yes = (by: string): Change => ({
  type: 'factRecorded',
  table: 'agreements',
  id: 'a1',
  fact: { id: 'a1', by, answer: 'yes' },
  readers: 'team',
});
const proposal = (proposedBy: string): Change => ({
  type: 'factRecorded',
  table: 'adjustments',
  id: 'p1',
  fact: { id: 'p1', proposedBy },
  readers: 'team',
});
const field = (table: 'people' | 'about', name: string, value: string | boolean): Change => ({
  type: 'fieldChanged',
  table,
  id: table,
  field: name,
  value,
});

test('PLAN5 a yes and a proposal come from a device of theirs, or of the household that may change everything', () => {
  for (const of of [yes, proposal]) {
    expect(refusedHere(of('renee'), laptop)).toBeUndefined();
    expect(refusedHere(of('benji'), laptop)).toEqual({ kind: 'notSpokenFor', by: 'benji' });
    expect(refusedHere(of('benji'), phone)).toBeUndefined();
    expect(refusedHere(of('benji'), { ...phone, steers: false })).toMatchObject({
      kind: 'notSpokenFor',
    });
    expect(refusedHere(of('benji'), { ...phone, household: false })).toMatchObject({
      kind: 'notSpokenFor',
    });
  }
});

test('PLAN5 while it is not known here who uses the device, nobody is turned away', () => {
  expect(refusedHere(yes('benji'), { ...laptop, persons: undefined })).toBeUndefined();
});

test('DOC7 PLAN12 who is household and where days turn is said by who steers', () => {
  const added: Change = {
    type: 'recordAdded',
    table: 'people',
    id: 'x',
    record: { id: 'x', name: 'Rosa', household: true },
    readers: 'team',
  };
  for (const change of [
    field('people', 'household', true),
    field('about', 'timeZone', 'UTC'),
    added,
  ]) {
    expect(refusedHere(change, laptop)).toEqual({ kind: 'steeringOnly' });
    expect(refusedHere(change, phone)).toBeUndefined();
  }
  expect(refusedHere(field('people', 'name', 'Rosa'), laptop)).toBeUndefined();
  expect(
    refusedHere({ ...added, record: { id: 'x', name: 'Rosa', household: false } }, laptop),
  ).toBeUndefined();
});

test('DOC10 what is only for the household is not written where nobody of it reads', () => {
  const wish: Change = { ...proposal('renee'), readers: 'household' } as Change;
  expect(refusedHere(wish, laptop)).toEqual({ kind: 'householdOnly' });
  expect(refusedHere(wish, phone)).toBeUndefined();
});
