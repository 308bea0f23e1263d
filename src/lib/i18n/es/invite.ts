import type { invite as en } from '../en/invite';
import { plural } from '../plural';
import type { Shape } from '../shape';

export const invite: Shape<typeof en> = {
  title: 'Invitar a alguien',
  who: '¿Quién queremos que entre?',
  somebodyNew: 'Alguien nuevo',
  mine: 'Otro dispositivo mío',
  mineHint: 'Puede leer y hacer lo mismo que este.',
  isIn: 'ya está',
  onlyMine:
    'Este dispositivo puede agregar otro de las mismas personas. Para invitar a otros, pedirlo a alguien que puede dejar entrar.',

  what: (name) => `¿Qué puede hacer ${name}?`,
  whatNew: '¿Qué puede hacer?',
  next: 'Seguir',

  see: (name) => `Lo que va a ver ${name}`,
  seeNew: 'Lo que va a ver',
  they: 'esta persona',
  sees: 'En ese dispositivo va a estar',
  seesTeam: [
    'nuestra visión, necesidades y fortalezas',
    'nuestros pasos, cómo cambiaron y quién estuvo de acuerdo',
    'lo que contamos a todo el equipo de cómo nos fue, también de antes',
    'nuestro plan de seguridad',
    'la gente de nuestra vida, con sus teléfonos',
  ],
  seesHousehold: [
    'lo que es solo de nuestra casa, también de antes',
    'cómo se sienten los lazos con otros',
  ],
  seesNot: 'En ese dispositivo no va a estar',
  seesNotTeam: [
    'lo que es solo de nuestra casa',
    'cómo se sienten los lazos con otros',
    'lo que alguien se guarda para sí',
  ],
  seesNotHousehold: ['lo que alguien se guarda para sí'],
  staysSeen: 'Lo que alguien vio, visto queda, también si nuestros caminos se separan.',
  share: 'Compartir',
  keepWithUs: 'Dejarlo entre nosotros',

  how: '¿Cómo va a entrar?',
  show: 'Mostrar un código aquí',
  showHint: 'Está aquí con nosotros. Sirve diez minutos.',
  send: 'Enviar un enlace',
  sendHint: 'Por mensaje o correo. Sirve siete días.',
  codes: 'Dos códigos, sin internet',
  codesHint: 'Está aquí con nosotros, y no hay red.',
  gate: 'Un código o un enlace no deja entrar a nadie. Deja pedir, y nosotros decimos sí o no.',

  code: 'Apuntar aquí la otra cámara',
  codeText: 'O abrir allá Lived Plan y elegir «Unirse».',
  codeIs: 'La invitación como código para leer con la cámara',
  minutes: (n) =>
    plural('es', n, {
      one: 'Sirve un minuto más. Después viene uno nuevo.',
      other: `Sirve ${n} minutos más. Después viene uno nuevo.`,
    }),
  lastMinute: 'En un momento viene uno nuevo.',
  making: 'Dibujando el código …',
  waiting: 'Cuando alguien pida entrar, se ve aquí.',
  link: 'El enlace',
  copy: 'Copiar el enlace',
  copied: 'El enlace está copiado.',
  byHand: 'El navegador no nos deja copiar. El enlace está marcado: copiarlo a mano.',

  sent: 'Enviar este enlace',
  sentText: (name) => `Es solo para ${name}. Quien lo abra puede pedir entrar.`,
  sentTextNew: 'Es para una sola persona. Quien lo abra puede pedir entrar.',
  shareLink: 'Enviarlo',
  shareText: 'Una invitación a nuestro plan',
  until: (day) => `Sirve hasta el ${day}. Se puede retirar cuando queramos en «Quién está».`,
  waitingSent: 'Cuando pida entrar, se ve en todas las páginas de este plan.',
  toWho: 'A quién está',

  knock: (name) => `${name} pide entrar`,
  which: (name) => `¿Qué palabras muestra la pantalla de ${name}?`,
  whichHint:
    'Pedirle que nos lea las palabras, aquí o por teléfono. Así sabemos que de verdad es quien dice.',
  noneOfThese: 'Ninguna de estas',
  agreeing: 'Los dos dispositivos se están poniendo de acuerdo en las palabras …',
  nobody: 'Ahora no espera nadie',
  nobodyText: 'Quizá cerró la página. Puede pedir entrar otra vez mientras sirva la invitación.',
  person: (name) => `¿Quién es ${name} en nuestro plan?`,
  chooseSomebody: 'Hace falta elegir quién es, o «Alguien nuevo».',
  letIn: 'Dejar entrar',
  notNow: 'Ahora no',
  isInNow: (name) => `${name} ya está`,
  isInText: 'El plan va para allá ahora. Dejar abierta esta página hasta que llegue.',
  another: 'Invitar a alguien más',
  toToday: 'A Hoy',
  sentAway: (name) => `${name} lee «ahora no». Puede pedir entrar otra vez.`,

  newName: '¿Cómo le decimos?',
  nameNeeded: 'Hace falta un nombre. Basta con el de pila.',
  newSupport: '¿Cómo está en nuestra vida?',
  mandated: 'La ley le obliga a avisar',

  offer: 'Primer código: mostrar este',
  offerText:
    'En el otro dispositivo: «Unirse», después «Dos códigos, sin internet». Lee este código con su cámara.',
  answer: 'Segundo código: recibir el suyo',
  answerText: 'El otro dispositivo muestra ahora un código propio.',
  answerField: 'O pegar aquí su código',
  takeAnswer: 'Recibirlo',
  connecting: 'Los dos dispositivos se están encontrando …',
  codeAsText: 'El código como texto',
  copyCode: 'Copiar el código',
  codeCopied: 'El código está copiado.',
};
