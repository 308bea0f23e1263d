import { isUnnamed } from '../unnamed';
import type { Shape } from '../shape';
import type { step as en } from '../en/step';

export const step: Shape<typeof en> = {
  title: 'Cómo creció este paso',
  now: 'ahora',
  since: (day) => `desde el ${day}`,
  fromTo: (from, to) => `del ${from} al ${to}`,
  ideaOf: (name) => (isUnnamed(name) ? 'idea mía' : `idea de ${name}`),
  agreedBy: (names) => `de acuerdo: ${isUnnamed(names) ? 'yo' : names}`,
  saidFor: (name, by) => `${name} (lo anotó ${by})`,
  version: (ordinal) => `${ordinal} versión`,
  noTries: 'Todavía no hay nada anotado.',
  times: {
    worked: (n) => `funcionó ${times(n)}`,
    partly: (n) => `funcionó en parte ${times(n)}`,
    ownWay: (n) => `se hizo a nuestra manera ${times(n)}`,
    didNotHappen: (n) => `${times(n)} no se dio`,
    noHelp: (n) => `no ayudó ${times(n)}`,
    notTheWeek: (n) => `tocó en mala semana ${times(n)}`,
    other: (n) => `fue de otro modo ${times(n)}`,
  },
  it: (list) => `${list.slice(0, 1).toUpperCase()}${list.slice(1)}.`,
  showTries: (n) => (n === 1 ? 'Ver el intento' : `Ver los ${n} intentos`),
  moreTries: (n) => (n === 1 ? 'Uno más' : `${n} más`),
  gotInTheWay: (reasons) => `Qué se interpuso: ${reasons}`,
  helpedIt: (what) => `Qué hizo que funcionara: ${what}`,
  instead: (words) => `En su lugar: ${words}`,
  helpedWord: {
    yes: 'Ayudó.',
    some: 'Ayudó algo.',
    no: 'No ayudó.',
    notYet: 'Es pronto para saber si ayudó.',
  },
  enteredBy: (name, by) => `${name}, lo anotó ${by}`,
  lookingAt: (n) => (n === 1 ? 'mirando un intento' : `mirando ${n} intentos`),
  began: {
    dailyLife: 'empezó en la vida diaria',
    meeting: 'empezó en una reunión',
    oneToOne: 'empezó en una charla de dos',
  },
  decided: (day, what) => `${day}: ${what}`,
  takenBack: 'palabras retiradas',
  onlyMe: 'nadie más lo ve',
  fitFrom: (n) => (n === 1 ? 'según el último intento' : `según los últimos ${n} intentos`),
  fitSoFar: (n) =>
    n === 0
      ? 'todavía sin intentos'
      : n === 1
        ? '1 intento hasta ahora'
        : `${n} intentos hasta ahora`,
  numbers: 'Ver los números',
  happens: (percent) => `Se da: ${percent} de las veces`,
  helps: (percent) => `Ayuda cuando se da: ${percent}`,
  helpsUnknown: 'Si ayuda: todavía no se sabe',
  numbersHint:
    'De los últimos intentos de esta versión, cinco como mucho. No cuenta una semana que no fue buena para esto.',
  hope: 'Nuestra esperanza',
  firstLook: (day) => `Lo vemos por primera vez el ${day}.`,
  mightGetInTheWay: 'Qué podría interponerse',
  place: 'Dónde',
  status: {
    idea: 'Una idea, sin empezar',
    trying: 'Lo estamos probando',
    partOfLife: 'Ya es parte de nuestra vida',
    resting: 'En pausa',
    letGo: 'Lo soltamos',
    done: 'Ya está hecho',
  },
  correct: 'cambiar',
  correctOf: (what) => `cambiar: ${what}`,
  toPlan: 'Volver al plan',
  noStep: 'Este paso no está en el plan de este dispositivo.',
  noStepText: 'No se perdió nada. Quizá el enlace es de otro dispositivo.',
  startIt: 'Empezar este paso',
};

function times(n: number): string {
  if (n === 1) return 'una vez';
  return n === 2 ? 'dos veces' : `${n} veces`;
}
