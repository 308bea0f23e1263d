import { isUnnamed } from '../unnamed';
import type { story as en } from '../en/story';
import { plural } from '../plural';
import type { Shape } from '../shape';

export const story: Shape<typeof en> = {
  title: 'Historia',
  lead: 'Cómo creció el plan, lo más nuevo primero.',
  show: 'Mostrar',
  everything: 'Todo',
  ofNeed: (need) => `Necesidad: ${need}`,
  empty: 'La historia empieza con el primer intento',
  emptyHint: 'Pase lo que pase, nos dice algo del plan.',
  emptyFilter: 'Todavía nada sobre esto.',
  earlier: 'Mostrar lo anterior',
  loaded: (n) => plural('es', n, { one: '1 entrada más.', other: `${n} entradas más.` }),
  beginning: 'Aquí empezó.',
  began: 'Empezó un paso',
  changed: (kinds) => `El paso cambió: ${kinds}`,
  learned: 'Lo que esto nos dice del plan',
  met: 'Nos reunimos',
  metWith: (names) => `con ${names}`,
  wentWell: (words) => `Lo que fue bien: ${words}`,
  decided: (words) => `Decidimos: ${words}`,
  otherwise: (name, words) =>
    `${isUnnamed(name) ? 'Lo veo' : `${name} lo ve`} de otra manera: «${words}»`,
  left: (name) => `${name} se fue`,
  step: 'Cómo creció este paso',
  chooseDay: 'Mirar un día anterior',
  chooseDayHint: 'El plan y lo que sabíamos de él, como en ese día. Allí no se puede cambiar nada.',
  day: 'Día',
  look: 'Mirar',
  dayAfter: 'Ese día todavía no llega.',
  atToday: 'Los pasos de ese día',
  atPlan: 'El plan en ese día',
  atFigures: 'Las cifras de ese día',
  dayBefore: (first) => `Eso es antes de que empezara el plan. Su primer día es el ${first}.`,
};
