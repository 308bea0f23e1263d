import type { print as en } from '../en/print';
import { plural } from '../plural';
import type { Shape } from '../shape';

export const print: Shape<typeof en> = {
  title: 'Imprimir',
  lead: 'Una página para el refrigerador. Marcar lo que pasó y traerlo de vuelta con «Agregar desde el papel».',
  print: 'Imprimir',
  paper: 'Agregar desde el papel',
  preview: 'Cómo se verá la página',
  sheetTitle: 'Nuestro plan',
  asOf: (day) => `Así estaba el ${day}`,
  whoCalls: 'A quién llamar',
  tick: '¿Cómo nos fue? Marcar una. Cada respuesta ayuda al plan.',
  who: 'Quién lo hace:',
  dayLine: 'Día',
  empty: 'Todavía no hay pasos para imprimir',
  emptyHint: 'En cuanto se esté probando un paso, aparecerá aquí.',
  toPlan: 'Al plan',
  moreThanOne: 'Son más pasos de los que caben en una página. Sigue con calma en la siguiente.',
  paperTitle: 'Agregar desde el papel',
  paperLead: 'Marcar lo que está marcado en la página, con el día. Un solo Guardar lo guarda todo.',
  paperWho: '¿Quién lo marcó? Se guarda como lo que contó esa persona.',
  day: 'Día',
  outcome: '¿Cómo nos fue?',
  another: 'Otro día',
  anotherFor: (step) => `Otro día para «${step}»`,
  save: 'Guardar',
  saveCount: (n) =>
    plural('es', n, { one: 'Guardar 1 respuesta', other: `Guardar ${n} respuestas` }),
  nothing: 'Todavía no hay nada marcado.',
  saved: (n) =>
    plural('es', n, {
      one: 'Guardado. 1 respuesta desde el papel. Gracias, esto ayuda al plan.',
      other: `Guardado. ${n} respuestas desde el papel. Gracias, esto ayuda al plan.`,
    }),
  paperWhoTalks: 'Quien esté hablando',
};
