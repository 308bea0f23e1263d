import type { Json } from '../../json';
import { ok, refuse } from '../../result';
import type { Actor } from '../actor';
import type { PlanReading } from '../reading';
import type { Id } from '../schema';
import type { RecordOf } from '../tables';
import { isAtHome, leavesNobody, namesNothing, notADay, notHere, withoutWords } from './checks';
import type { Decision } from './command';
import type { PlanRefusal } from './refusal';

/**
 * The fields that are written as a whole, by table. Words that people edit together go through `editWords`,
 * order through `reorder`, the time zone through `changeTimeZone`.
 */
interface Editable {
  readonly plan: 'phase' | 'voice' | 'languages' | 'custodian';
  readonly safetyPlan: 'levels' | 'callFirst' | 'lines' | 'reviewOn';
  readonly people:
    | 'name'
    | 'part'
    | 'supportType'
    | 'household'
    | 'home'
    | 'minor'
    | 'mandatedReporter'
    | 'phone'
    | 'language'
    | 'leavesOn'
    | 'leftOn';
  readonly ties: 'strength' | 'energy' | 'stressful';
  readonly strengths: 'whose';
  readonly needs: 'lifeDomain' | 'status';
  readonly strategies: 'text' | 'optionsConsidered' | 'chosenBy' | 'strengthIds';
  readonly steps: 'needId' | 'strategyId';
  readonly keepsakeEntries: 'text';
}

/** What must stay there: an empty or absent value makes no sense. */
const needed = {
  people: ['name', 'supportType'],
  strengths: ['whose'],
  strategies: ['text'],
  steps: ['needId'],
  keepsakeEntries: ['text'],
} as const satisfies Partial<Record<EditableTable, readonly string[]>>;

const days: readonly string[] = ['leavesOn', 'leftOn', 'reviewOn'];

export type EditableTable = keyof Editable;
export type EditableField<T extends EditableTable> = Editable[T];

/** One field of one record, and what it is to be; `undefined` makes it absent. A single table's id is its name. */
export type EditFieldInput = {
  [T in EditableTable]: {
    [F in EditableField<T> & keyof RecordOf<T>]: {
      readonly table: T;
      readonly id: Id;
      readonly field: F;
      readonly value: RecordOf<T>[F] | undefined;
    };
  }[EditableField<T> & keyof RecordOf<T>];
}[EditableTable];

/** Writes one field of a record. Writing what stands there already changes nothing. */
export const editField = (
  reading: PlanReading,
  { table, id, field, value }: EditFieldInput,
  _actor?: Actor,
): Decision => {
  const refusal = notHere(reading, table, id) ?? senseless(reading, table, id, field, value);
  if (refusal) return refuse(refusal);
  const known = recordOf(reading, table, id)?.[field];
  if (JSON.stringify(known) === JSON.stringify(value)) return ok([]);
  return ok([{ type: 'fieldChanged', table, id, field, value: value as Json | undefined }]);
};

const senseless = (
  reading: PlanReading,
  table: EditableTable,
  id: Id,
  field: string,
  value: unknown,
): PlanRefusal | undefined => {
  const must = table in needed ? (needed as Record<string, readonly string[]>)[table] : undefined;
  const words = typeof value === 'string' ? value : undefined;
  return (
    (must?.includes(field) ? withoutWords(field, words) : undefined) ??
    (days.includes(field) ? notADay(words) : undefined) ??
    namesNothing(reading, table, { [field]: value }) ??
    (field === 'custodian' && words !== undefined && !isAtHome(reading.people.get(words))
      ? { kind: 'custodianNotHousehold', id: words }
      : undefined) ??
    ((field === 'household' && value !== true) || (field === 'leftOn' && value !== undefined)
      ? leavesNobody(reading, id)
      : undefined)
  );
};

const recordOf = (
  reading: PlanReading,
  table: EditableTable,
  id: Id,
): Readonly<Record<string, unknown>> | undefined => {
  switch (table) {
    case 'plan':
    case 'safetyPlan':
      return reading[table];
    case 'steps':
      return reading.steps.get(id)?.step;
    default:
      return reading[table].get(id);
  }
};
