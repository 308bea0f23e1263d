import type { Change } from '../../../../src/lib/domain/plan/change';
import { evolve, type PlanTables } from '../../../../src/lib/domain/plan/evolve';
import { planFileToChanges } from '../../../../src/lib/domain/plan/format/planFileToChanges';
import type { PlanFile } from '../../../../src/lib/domain/plan/schema';

/** The plan after some changes. */
export const after = (state: PlanTables, changes: readonly Change[]): PlanTables =>
  changes.reduce(evolve, state);

/** The plan that a file makes. */
export const takeIn = (file: PlanFile): PlanTables =>
  after(new Map(), [...planFileToChanges(file)].flat());
