import type { Day } from '../domain/day';
import { planToFile } from '../domain/plan/format/planToFile';
import type { PlanReading } from '../domain/plan/reading';
import type { Id } from '../domain/plan/schema';
import { selectFigures } from '../domain/plan/selectFigures';

/** The whole plan in the open facts format, as text, as far as who is talking may take it along. */
export const planAsText = (reading: PlanReading, talker: Id | undefined): string =>
  `${JSON.stringify(planToFile(reading, { talker }), null, 1)}\n`;

/** The figures of one day, as text, in the shape that the format's examples use. */
export const figuresAsText = (reading: PlanReading, day: Day): string =>
  `${JSON.stringify(selectFigures(reading, day), null, 1)}\n`;

/** Hands a text, or what is not one, to the browser as a file to keep. */
export const download = (name: string, type: string, content: string | Blob): void => {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin the download only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
