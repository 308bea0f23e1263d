import { tables, type TableName } from '../domain/plan/tables';
import type { DocumentKind } from './kind';

/** A family plan. Each of its documents (team, household, one's own) is of this kind (DOC10). */
export const familyPlanKind: DocumentKind<TableName> = {
  name: 'familyPlan',
  version: 1,
  minReader: 1,
  tables,
  upcasts: [],
};
