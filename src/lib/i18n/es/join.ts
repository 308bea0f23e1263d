import type { join as en } from '../en/join';
import type { Shape } from '../shape';

export const join: Shape<typeof en> = {
  title: 'Unirse a un plan',
  lead: 'Alguien tiene que invitarnos. Con lo que nos envió o nos mostró podemos pedir entrar, y esa persona dice que sí.',
  paste: 'Pegar aquí el enlace',
  pasteHint: 'El enlace completo, como llegó.',
  open: 'Seguir',
  scan: 'Leer el código',
  scanHint: 'En la otra pantalla, en «Invitar a alguien».',
  byCodes: 'Dos códigos, sin internet',
  byCodesHint: 'Dos dispositivos en el mismo cuarto, y sin internet.',
  trustLink: 'Quién puede leer esto',

  camera: 'Poner el código frente a la cámara',
  cameraStarts: 'Abriendo la cámara …',
  cameraRefused: {
    title: 'No podemos usar la cámara',
    text: 'No pasa nada. Pegar el enlace o el código, o permitir la cámara en los ajustes del navegador.',
  },
  cameraNone: {
    title: 'No se encontró una cámara',
    text: 'Se puede pegar el enlace o el código.',
  },

  name: '¿Con qué nombre pedimos entrar?',
  nameHint: 'La persona que nos invitó lee este nombre.',
  nameNeeded: 'Hace falta un nombre. Basta con el de pila.',
  next: 'Seguir',
  ask: 'Pedir entrar',
  chooseFirst: 'Primero hay que elegir una de las dos.',
  nothingYet: 'Todavía no se ha enviado nada. Empieza cuando lo pidamos.',

  meeting: 'Buscando el dispositivo que nos invitó',
  meetingText: 'Allá tiene que estar abierto el plan. Dejar abierta también esta página.',
  longer:
    'Está tardando. Preguntar a quien nos invitó si tiene abierto el plan, o probar otra red.',
  words: 'Leerle estas palabras a la persona que nos invitó',
  wordsText:
    'Las busca en su pantalla, y así sabe que de verdad somos nosotros. Después nos deja entrar.',
  arriving: 'Ya entramos. El plan viene en camino',
  arrivingText: 'Se abre en cuanto llegue. Dejar abierta esta página.',
  arrived: (share) => `Ya está el ${share}`,
  here: 'El plan está aquí',
  toToday: 'Ir a Hoy',
  stop: 'Dejar de pedir',
  again: 'Pedir otra vez',
  other: 'Otra invitación',
  toPlan: 'Abrir el plan',

  over: {
    wrongWords: {
      title: 'Se eligieron otras palabras',
      text: 'Por eso no entró nadie, y así debe ser. Si fue sin querer, pedir una vez más.',
    },
    notNow: {
      title: 'Nos dicen que ahora no',
      text: 'Hablar con la persona que nos invitó. Se puede pedir otra vez mientras sirva la invitación.',
    },
    expired: {
      title: 'Esta invitación ya no sirve',
      text: 'Las invitaciones sirven diez minutos si se muestran y siete días si se envían. Pedir una nueva.',
    },
    revoked: {
      title: 'Esta invitación se retiró',
      text: 'Pedirle una nueva a la persona que nos invitó.',
    },
    used: {
      title: 'Ya entró alguien con esta invitación',
      text: 'Cada una es para un solo dispositivo. Pedir una nueva.',
    },
    alreadyHere: {
      title: 'Este plan ya está en este dispositivo',
      text: 'No hace falta unirse: basta con abrirlo.',
    },
    broken: {
      title: 'Los dos dispositivos se perdieron de vista',
      text: 'No se pierde nada. Pedir una vez más. Si vuelve a pasar, probar otra red.',
    },
    unreachable: {
      title: 'No se pudo llegar al otro dispositivo',
      text: 'Preguntar si allá está abierto el plan. Puede ayudar otra red, o dos códigos en el mismo cuarto.',
    },
    notKept: {
      title: 'Este dispositivo no pudo guardar el plan',
      text: 'Quizá ya no queda espacio. Liberar un poco y pedir una vez más.',
    },
    offline: {
      title: 'Este dispositivo no tiene conexión ahora',
      text: 'Pedir una vez más cuando la haya: la invitación no se gasta. En el mismo cuarto sirven dos códigos, sin internet.',
    },
    signalingUnreachable: {
      title: 'No responde el lugar donde se encuentran los dispositivos',
      text: 'La invitación no se gasta. Pedir una vez más en un rato, probar otra red, o usar dos códigos en el mismo cuarto.',
    },
    blocked: {
      title: 'Esta red no deja que los dos dispositivos hablen',
      text: 'Pasa mucho en escuelas, oficinas y hoteles. Pueden ayudar los datos del teléfono o compartir su internet. La invitación no se gasta.',
    },
    hiddenWithoutRelay: {
      title:
        'Para estar escondidos hace falta un servidor intermediario, y esta invitación no trae ninguno',
      text: 'Elegir «Directamente», o pedirles que agreguen uno en «Quién está» y nos inviten otra vez.',
    },
    elsewhere: {
      title: 'Aquí no se encontró a nadie',
      text: 'Esta invitación es de la aplicación en otra dirección. Abrir el enlace mismo en el navegador: los dispositivos se buscan ahí.',
    },
    noCrypto: {
      title: 'Este navegador no puede abrir lo que viene sellado',
      text: 'Abrir la invitación en un Chrome, Edge, Firefox o Safari más nuevo. No se gasta.',
    },
    notSecure: {
      title: 'En esta dirección no es posible unirse',
      text: 'Un plan viene sellado, y eso los navegadores solo lo hacen donde la dirección empieza con https://. Abrir la aplicación ahí y después unirse.',
    },
    noWebRtc: {
      title: 'Este navegador no puede encontrarse con otros dispositivos',
      text: 'Abrir la invitación en un Chrome, Edge, Firefox o Safari más nuevo. Sigue sirviendo.',
    },
  },

  held: {
    title: 'Ya entramos, y este dispositivo todavía no tiene espacio para el plan',
    text: 'Liberar un poco y después seguir. Dejar abierta esta página hasta entonces, porque la invitación ya se usó.',
  },
  chooseAgain: 'Elegir otra vez',

  clock: (today) =>
    `En este dispositivo hoy es ${today}. Si es otro día, o si la invitación se hizo hace un momento, aquí o allá un reloj va mal. Ponerlo bien, o pedir de todos modos.`,
  anyway: 'Pedir de todos modos',

  link: {
    damaged: {
      title: 'Este enlace no está completo',
      text: 'Una parte se perdió en el camino. Copiarlo todo, o pedirlo una vez más.',
    },
    otherVersion: {
      title: 'Esta invitación viene de una versión más nueva de la aplicación',
      text: 'Actualizar la aplicación aquí y abrir otra vez el enlace.',
    },
    foreign: {
      title: 'Esto no es una invitación a un plan',
      text: 'Lleva a otro lugar. En una invitación se lee /join/#i=',
    },
    expired: {
      title: 'Esta invitación ya no sirve',
      text: 'Las invitaciones sirven diez minutos si se muestran y siete días si se envían. Pedir una nueva.',
    },
  },

  code: {
    notACode: 'Esto no es uno de los dos códigos. Copiarlo todo, o leerlo otra vez con la cámara.',
    otherVersion:
      'Este código viene de otra versión de la aplicación. Actualizar los dos dispositivos y empezar de nuevo.',
    ownCode: 'Este es el código de este mismo dispositivo. Hace falta el de la otra pantalla.',
    wrongTurn:
      'Este es el otro de los dos códigos. Primero muestra el suyo el dispositivo que invita.',
    damaged: 'El código no llegó completo. Leerlo o copiarlo otra vez.',
    notKept:
      'Este dispositivo no tiene espacio para un plan. Liberar un poco y recibir otra vez el código.',
    noCrypto:
      'Este navegador no puede abrir lo que viene sellado. Sí puede un Chrome, Edge, Firefox o Safari más nuevo.',
  },

  near: {
    title: 'Con dos códigos, el encuentro es directo',
    text: 'Los dos dispositivos hablan aquí, en este mismo cuarto, sin nada en medio. Así el otro dispositivo ve la dirección de este. Solo ese la ve: para los demás, este sigue escondido.',
    goOn: 'Seguir con ese dispositivo',
    relayed: 'Por nuestro servidor intermediario',
    stop: 'Mejor no',
  },
  first: 'Primer código: leer el suyo',
  firstText: 'En el otro dispositivo: «Invitar a alguien», después «Dos códigos, sin internet».',
  firstField: 'O pegar aquí su código',
  take: 'Recibirlo',
  second: 'Segundo código: mostrar este',
  secondText: 'Ahora lo lee el otro dispositivo. Dejar abierta esta página.',
  codeIs: 'Nuestro código para leer con la cámara',
  useCamera: 'Usar la cámara',
};
