import type { Day } from '../../domain/day';
import type { Decision } from '../../domain/plan/selectDecision';
import { selectRecord, type RecordStep } from '../../domain/plan/selectRecord';
import { selectShared } from '../../domain/plan/selectShared';
import type { PlanReading } from '../../domain/plan/reading';
import { codeWord } from '../../i18n/codeWord';
import { sayDayFull, sayList } from '../../i18n/format';
import { language } from '../../i18n/language.svelte';
import { m } from '../../i18n/m.svelte';
import { saidIn, sentenceText } from '../kit/sentenceText';

/**
 * The plan of a day as plain text for pasting into another system: by need, step, who, change, next date.
 * Only what stands in the plan itself: no words of tries, nothing that only one person may read (PLAN16, UNSAFE).
 */
export const recordText = (reading: PlanReading, day: Day): string => {
  const { inout } = m;
  const record = selectRecord(selectShared(reading), day);
  const lines = [
    inout.recordHead(sayDayFull(day)),
    ...(record.vision ? [inout.recordVision(record.vision)] : []),
    ...record.needs.flatMap(({ text, steps }) => [
      '',
      text ? inout.recordNeed(text) : inout.recordNoNeed,
      ...steps.flatMap(stepLines),
    ]),
  ];
  return `${lines.join('\n')}\n`;
};

const stepLines = ({ version, status, lived, lastChange, nextLook }: RecordStep): string[] => {
  if (!version) return [];
  const { inout, codes } = m;
  const { sentence, doers, helpers } = version;
  const { backup } = saidIn(sentence, language.now);
  const stands = [codeWord(codes.stepStatus, status)];
  if (status === 'trying' && lived.fit)
    stands.push(codeWord(codes.fit, lived.fit.word), m.plan.fromTries(lived.fit.tries));
  const helping = helpers.map(({ name, mode }) => `${name} (${codeWord(codes.mode, mode)})`);
  const details = [
    ...(backup ? [inout.recordPlanB(backup)] : []),
    ...(doers.length > 0 ? [inout.recordWho(sayList(doers.map(({ name }) => name)))] : []),
    ...(helping.length > 0 ? [inout.recordHelp(sayList(helping))] : []),
    inout.recordStands(stands.join(', ')),
    lastChange ? changeLine(lastChange) : inout.recordNoChange,
    nextLook === undefined ? inout.recordNoNext : inout.recordNext(sayDayFull(nextLook)),
  ];
  return [
    `  ${inout.recordStep(sentenceText(sentence, language.now))}`,
    ...details.map((line) => `    ${line}`),
  ];
};

const changeLine = ({ on, kinds, because }: Decision): string => {
  const reasons = new Set(because.flatMap(({ attempt }) => attempt.reasons ?? []));
  reasons.delete('unsafe');
  const said = [...reasons].map((reason) => codeWord(m.codes.reason, reason));
  return m.inout.recordChange(
    sayDayFull(on),
    kinds.map((kind) => codeWord(m.codes.adjustment, kind)).join(', '),
    said.length > 0 ? m.inout.recordBecause(said.join(', ')) : '',
  );
};
