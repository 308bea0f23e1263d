import type { Json } from '../../domain/json';
import type { PlanReading, StepHistory } from '../../domain/plan/reading';
import type { Id } from '../../domain/plan/schema';
import type { TableName } from '../../domain/plan/tables';
import { codeWord } from '../../i18n/codeWord';
import { sayDayFull, sayList, sayNumber } from '../../i18n/format';
import { language } from '../../i18n/language.svelte';
import { m } from '../../i18n/m.svelte';
import { isDay } from '../../domain/day';
import { sentenceText } from '../kit/sentenceText';

/** Where two people wrote at once (PLAN10). */
interface Place {
  readonly table: TableName;
  readonly id: Id;
  readonly field: string;
}

/** What a field is called on screen; a field without a word there is called by its own name. */
export const fieldWord = (place: Place): string => knownFieldWord(place) ?? place.field;

/** What a field is called on screen; absent: it has no word there, or this version does not know it. */
export const knownFieldWord = ({ table, field }: Place): string | undefined => {
  const { how, plan, people, safety, settings, step } = m;
  const words: Readonly<Partial<Record<string, string>>> = {
    'about.timeZone': settings.timeZone,
    'plan.vision': plan.vision,
    'plan.teamMission': plan.mission,
    'plan.culture': plan.culture,
    'plan.groundRules': plan.groundRules,
    'stepVersions.cue': plan.stepWhen,
    'stepVersions.action': plan.stepAction,
    'stepVersions.doers': plan.stepWho,
    'stepVersions.backup': plan.stepBackup,
    'stepVersions.place': step.place,
    'stepVersions.hope': step.hope,
    'stepVersions.mightGetInTheWay': step.mightGetInTheWay,
    'tries.on': how.day.label,
    'tries.reasons': how.whatGotInTheWay,
    'tries.helpedBy': how.madeItWork,
    'tries.helped': how.didItHelp,
    'tries.whatWeDidInstead': how.instead,
    'tries.words': how.words,
    'tries.visibility': how.whoSees,
    'people.name': people.name,
    'people.part': people.part,
    'people.supportType': people.supportType,
    'people.household': people.inHousehold,
    'people.home': people.home,
    'people.minor': people.minor,
    'people.mandatedReporter': people.mandated,
    'people.phone': people.phone,
    'people.language': people.language,
    'people.leavesOn': people.leavesOn,
    'people.leftOn': people.goneOn,
    'ties.strength': people.tieStrength,
    'ties.energy': people.tieEnergy,
    'ties.stressful': people.tieStressful,
    'needs.lifeDomain': plan.lifeDomain,
    'needs.status': plan.status,
    'needs.rank': plan.place,
    'steps.rank': plan.place,
    'steps.needId': plan.needText,
    'strengths.whose': plan.whose,
    'strategies.text': plan.wayText,
    'safetyPlan.crisisIs': safety.crisisIs,
    'safetyPlan.earlySigns': safety.earlySigns,
    'safetyPlan.whatHelps': safety.whatHelps,
    'safetyPlan.overWhen': safety.overWhen,
    'safetyPlan.levels': safety.levels,
    'safetyPlan.callFirst': safety.peopleFirst,
    'safetyPlan.lines': safety.lines,
    'safetyPlan.reviewOn': safety.review,
    'plan.voice': plan.voice,
    'plan.defaultVisibility': settings.whoSees,
    'steps.strategyId': step.title,
  };
  return words[`${table}.${field}`];
};

/** What the record is called; empty for the plan itself. */
export const recordWord = (
  reading: PlanReading,
  { table, id }: Pick<Place, 'table' | 'id'>,
): string => {
  switch (table) {
    case 'people':
      return reading.people.get(id)?.name ?? '';
    case 'ties':
      return reading.people.get(reading.ties.get(id)?.personId ?? '')?.name ?? '';
    case 'needs':
    case 'strengths':
    case 'strategies':
      return reading[table].get(id)?.text ?? '';
    case 'outcomes':
      return reading.outcomes.get(id)?.howWeKnow ?? '';
    case 'keepsakeEntries':
      return reading.keepsakeEntries.get(id)?.text ?? '';
    case 'steps':
      return stepWord(reading.steps.get(id));
    case 'stepVersions':
      return stepWord(reading.historyOfVersion(id), id);
    case 'tries':
      return stepWord(reading.historyOfTry(id));
    case 'safetyPlan':
      return m.safety.title;
    default:
      return '';
  }
};

/** A step by its sentence: the one of a version, or its newest. */
const stepWord = (history: StepHistory | undefined, versionId?: Id): string => {
  const version = history?.versions.find((one) => one.id === versionId) ?? history?.versions.at(-1);
  return version ? sentenceText(version, language.now) : '';
};

const codeTables = (field: string): Readonly<Record<string, string>> | undefined => {
  const tables: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = {
    part: m.codes.part,
    supportType: m.codes.support,
    lifeDomain: m.codes.lifeDomain,
    status: m.codes.needStatus,
    strength: m.codes.tieStrength,
    energy: m.codes.tieEnergy,
    voice: m.codes.voice,
    defaultVisibility: m.settings.whoSeesWords,
    language: m.common.inLanguage,
  };
  return tables[field];
};

/** A value as people read it: names for ids, words for codes, "nothing" for what is absent. */
export const valueWords = (
  reading: PlanReading,
  field: string,
  value: Json | undefined,
): string => {
  if (value === undefined || value === null || value === '') return m.plan.offerEmpty;
  if (typeof value === 'boolean') return value ? m.plan.offerYes : m.plan.offerNo;
  if (typeof value === 'number') return sayNumber(value);
  if (typeof value === 'string') {
    const codes = codeTables(field);
    if (codes) return codeWord(codes, value);
    if (isDay(value)) return sayDayFull(value);
    return reading.people.get(value)?.name ?? reading.needs.get(value)?.text ?? value;
  }
  const parts = Array.isArray(value) ? value : Object.values(value);
  if (parts.length === 0) return m.plan.offerEmpty;
  return sayList(parts.map((part: Json) => valueWords(reading, field, part)));
};
