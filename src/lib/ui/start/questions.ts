/** The questions of the five-minute start, in their order. `who` makes the plan; the others are about it. */
export const questions = [
  'who',
  'vision',
  'strength',
  'need',
  'action',
  'cue',
  'with',
  'backup',
  'agree',
] as const;
export type Question = (typeof questions)[number];

/** The question that an address names; the first one when it names none. Without a plan there is only the first. */
export const questionOf = (named: string | undefined, planId: string | undefined): Question => {
  if (planId === undefined) return 'who';
  const known = questions.find((question) => question === named);
  return known && known !== 'who' ? known : 'vision';
};

/**
 * The question after one. Without a step there is nothing to ask about it: `agree` comes right away
 * and says so.
 */
export const questionAfter = (question: Question, hasStep: boolean): Question => {
  if (question === 'action' && !hasStep) return 'agree';
  return questions[questions.indexOf(question) + 1] ?? 'agree';
};

/** The question before one; absent at the first one about the plan, behind which the plan is already made. */
export const questionBefore = (question: Question, hasStep: boolean): Question | undefined => {
  if (question === 'agree' && !hasStep) return 'action';
  const place = questions.indexOf(question);
  return place > 1 ? questions[place - 1] : undefined;
};
