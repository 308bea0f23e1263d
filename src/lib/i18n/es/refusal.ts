import type { refusal as en } from '../en/refusal';
import { common } from './common';
import { plural } from '../plural';
import type { Shape } from '../shape';

export const refusal: Shape<typeof en> = {
  nothingWritten: 'Aquí todavía no hay nada escrito. Bastan unas pocas palabras.',
  notHere: 'Eso ya no está en este plan. Quizá se quitó en otra ventana.',
  notADay: 'Ese día no existe en el calendario.',
  inTheFuture: 'Ese día todavía no llega. Escribimos lo que ya pasó.',
  endsBeforeItBegins: 'El último día viene antes que el primero. Hay que cambiarlos de lugar.',
  unknownTimeZone: 'Este dispositivo no conoce esa zona horaria. Elegir una de la lista.',
  outOfRange: (least, most) =>
    most ? `Aquí va un número de ${least} a ${most}.` : `Aquí va un número desde ${least}.`,
  stillNeeded: (n) =>
    plural('es', n, {
      one: 'Por ahora se queda: otra cosa del plan lo necesita.',
      other: `Por ahora se queda: otras ${n} cosas del plan lo necesitan.`,
    }),
  custodianNotHousehold: 'El plan está en manos de alguien de casa. Elegir a una de esas personas.',
  holdsThePlan:
    'El plan está en sus manos. Primero hay que elegir, en Ajustes, a otra persona de casa.',
  lastOfHousehold:
    'Un plan siempre tiene a alguien de casa. Primero hay que agregar a otra persona.',
  noVersionYet: 'Este paso todavía no tiene su frase. Primero hay que escribirla.',
  hasVersion: 'Este paso ya tiene su primera frase. Se puede cambiar desde ahí.',
  notAgreedYet: 'Todavía no está acordado. Cuando alguien de casa diga que sí, se podrá probar.',
  noKinds: 'Decir qué clase de cambio es.',
  sameSentence: 'En la frase todavía no hay nada distinto.',
  alreadySo: 'El paso ya está así.',
  notAsked: 'Lo acuerda la casa, y quien hace el paso. Las demás personas pueden proponer.',
  enteredByOutsider: 'Solo alguien de casa puede anotar esta respuesta por otra persona.',
  householdOnly: 'Solo alguien de casa puede cambiar esto.',
  steeringOnly:
    'Quién es de la casa y dónde cambian los días se dice en un dispositivo que puede cambiar todo.',
  notSpokenFor: 'Eso se dice en su propio dispositivo, o en uno de la casa que puede cambiar todo.',
  alreadyAgreed: 'Esto ya está acordado. Todavía se puede pausar o cambiar.',
  alreadySaid: 'Esa respuesta ya está anotada.',
  notYours: 'Solo quien escribió esto puede cambiarlo.',
  alreadyCorrected: 'Ya hay una palabra más nueva sobre esto.',
  alreadyTakenBack: 'Esto ya se retiró.',
  noWords: 'No hay palabras que retirar.',
  noTries: 'Primero hay que elegir de dónde viene.',
  saidSince: common.saidSince,
  readOnly: 'Aquí este plan se puede leer, y no cambiar.',
  notKept:
    'Está en esta página y todavía no se guardó. No hace falta escribirlo otra vez. Exportar el plan para estar seguros.',
  notRead:
    'No se pudo escribir esto: este dispositivo no da lo que va con ello. Se puede intentar de nuevo.',
};
