import type { together as en } from '../en/together';
import { plural } from '../plural';
import type { Shape } from '../shape';

export const together: Shape<typeof en> = {
  title: 'Quién está',
  onlyThisDevice: 'Este plan está solo en este dispositivo.',
  onDevices: (n) =>
    plural('es', n, {
      one: 'Este plan ya se comparte, y por ahora está solo en este dispositivo.',
      other: `Este plan está en ${n} dispositivos.`,
    }),
  invite: 'Invitar a alguien',
  devicesLink: 'Dispositivos y quién puede ver qué',
  trustLink: 'Quién puede leer esto',
  opening: 'Un momento: estamos viendo quién está.',
  notOpened: {
    title: '«Quién está» no se pudo abrir ahora',
    text: 'El plan está a salvo y no cambió nada. Quizá ya no queda espacio en este dispositivo: liberar un poco e intentar de nuevo.',
    again: 'Intentar de nuevo',
  },

  share: {
    title: 'Más de nosotros en un mismo plan',
    each: 'El plan vive en cada dispositivo que dejamos entrar, y en ningún otro lugar.',
    sealed:
      'Lo que escribimos va de un dispositivo a otro, sellado: nadie en el camino puede leer una palabra.',
    ours: 'Lo que es solo de nuestra casa se queda en casa, y lo que es solo mío sigue siendo mío.',
    do: 'Compartir este plan',
    after: 'Con esto todavía no entra nadie. Después invitamos, una persona a la vez.',
    done: 'Este plan ya se puede compartir.',
  },

  standing: {
    upToDate: (names) => `Al día con ${names}.`,
    behind: (names) => `Falta ponernos al día con ${names}: lo nuevo llega cuando nos encontremos.`,
    alone: 'Todavía no hay nadie más.',
    looking: 'Buscando a los demás.',
    allHere: 'Aquí no queda nada por enviar.',
    onlyHere: (n) =>
      plural('es', n, {
        one: '1 cambio está por ahora solo en este dispositivo.',
        other: `${n} cambios están por ahora solo en este dispositivo.`,
      }),
    onlyHereText: 'Se envían en cuanto encontremos otro dispositivo.',
    differs: (names) =>
      `Este dispositivo y ${names} muestran cosas distintas, aunque ambos tienen todos los cambios. Se revisó una vez más y siguió así. No se perdió nada; conviene mirar los dos antes de confiar en uno.`,
    unsealed: (n) =>
      plural('es', n, {
        one: '1 cambio no se pudo preparar para los demás. Está a salvo en este dispositivo y lo intentamos otra vez al abrir el plan.',
        other: `${n} cambios no se pudieron preparar para los demás. Están a salvo en este dispositivo y lo intentamos otra vez al abrir el plan.`,
      }),
    arriving: 'El plan está llegando',
    arrived: (done, total) => `${done} de ${total}`,
  },

  heavy: {
    title: (name, bytes) => `${name} envió ${bytes}. ¿Tomamos más?`,
    left: (name) => `Lo demás que ${name} tiene para nosotros espera allí`,
    text: 'Es mucho más de lo que suele haber en un plan. Lo que llegó queda guardado, y el resto sigue en ese dispositivo hasta que lo tomemos.',
    take: 'Tomarlo',
    notNow: 'Ahora no',
  },

  devices: {
    title: 'Dispositivos',
    this: 'este dispositivo',
    nobody: 'Todavía no hemos dicho de quién es',
    unnamed: 'un dispositivo sin nombre',
    mayDo: {
      steer: 'puede cambiar todo y dejar entrar a otros',
      edit: 'puede cambiar el plan',
      see: 'puede leer',
    },
    household: 'Recibe lo que es solo de nuestra casa.',
    notHousehold: 'No recibe lo que es solo de nuestra casa.',
    here: 'aquí ahora',
    heard: (when) => `supimos de él ${when}`,
    notHeard: 'todavía no sabemos de él',
    justNow: 'hace un momento',
    since: (day) => `Está desde el ${day}.`,
    sinceBy: (day, name) => `Está desde el ${day}; lo dejó entrar ${name}.`,
    hasAll: 'Tiene todo lo que hay en este dispositivo.',
    hasNotAll: 'Todavía no tiene lo más nuevo.',
    mayHave: 'Todavía no se sabe si tiene lo más nuevo.',
    suspended:
      'Dos copias de este dispositivo escribieron a la vez. No se toma nada nuevo de él, y lo que escribió antes queda. Para seguir, quitar el plan de ese dispositivo y dejarlo entrar otra vez.',
    suspendedShort: 'apartado',
    change: 'Cambiar lo que puede hacer',
    changeOf: (name) => `Cambiar lo que puede hacer ${name}`,
    whose: '¿De quién es este dispositivo?',
    save: 'Guardar',
    changed: (name) => `Cambiado para ${name}.`,
    lastSteers:
      'Es el único dispositivo que puede dejar entrar a otros. Primero hay que darle ese permiso a otro más.',
    addMine: 'Agregar otro dispositivo mío',
  },

  rights: {
    title: '¿Qué puede hacer?',
    steer: 'Cambiar todo y dejar entrar a otros',
    steerHint: 'Para nuestra casa: quien deja entrar a otros lee todo lo que lee nuestra casa.',
    edit: 'Cambiar el plan',
    editHint: 'Contar cómo fue, escribir y proponer.',
    see: 'Leer',
    seeHint: 'Leer con nosotros, sin cambiar nada.',
    household: 'Es parte de nuestra casa',
    householdHint: 'Entonces este dispositivo también recibe lo que es solo de nuestra casa.',
  },

  invitations: {
    title: 'Invitaciones abiertas',
    of: (name) => `Para ${name}`,
    somebodyNew: 'alguien nuevo',
    room: 'Se muestra aquí como código',
    sent: 'Enviada como enlace',
    show: 'Mostrar otra vez',
    showOf: (name) => `Mostrar otra vez la invitación para ${name}`,
    takeBack: 'Retirar',
    takeBackOf: (name) => `Retirar la invitación para ${name}`,
    takenBack: (name) => `La invitación para ${name} está retirada.`,
    until: (day) => `sirve hasta el ${day}`,
    minutes: (n) => plural('es', n, { one: 'sirve 1 minuto más', other: `sirve ${n} minutos más` }),
    over: 'ya no sirve',
  },

  file: {
    title: 'Para quienes nunca coinciden con nosotros',
    text: 'Lo que hay aquí va en un archivo sellado, por el camino que queramos. Solo lo abre un dispositivo que ya está en el plan, y toma lo que le falta.',
    send: 'Enviar lo nuevo como archivo',
    take: 'Recibir un archivo',
    sent: 'El archivo va en camino.',
    kept: (name) => `El archivo «${name}» está en las descargas de este dispositivo.`,
    took: (n) =>
      n === 0
        ? 'Todo eso ya estaba aquí.'
        : plural('es', n, { one: 'Llegó 1 cambio nuevo.', other: `Llegaron ${n} cambios nuevos.` }),
    name: 'lo-nuevo',
  },

  presence: {
    label: 'Mostrar a los demás cuándo está aquí este dispositivo',
    hint: 'Entonces leen «aquí ahora». Está apagado hasta que lo encendamos.',
  },

  meeting: {
    title: 'Cómo se encuentra este dispositivo con los demás',
    ask: '¿Cómo queremos que este dispositivo se encuentre con los demás?',
    reason:
      'Los dispositivos que hablan directamente pueden ver la dirección de internet del otro, y con ella se sabe más o menos dónde está. Eso le importa a quien salió de un hogar peligroso.',
    direct: 'Directamente',
    directHint:
      'Lo más rápido. Quienes están en el plan podrían ver la dirección de internet de este dispositivo.',
    hidden: 'Escondido',
    hiddenHint:
      'Solo a través de un servidor intermediario, que primero hay que agregar. Nadie del plan ve la dirección. Si no lo hay, sirve un archivo sellado.',
    chosen: 'Elegido.',
    isDirect: 'Este dispositivo se encuentra directamente con los demás.',
    isHidden:
      'Este dispositivo está escondido y se encuentra con los demás solo por un servidor intermediario.',
    change: 'Cambiarlo',
  },

  trouble: {
    title: 'Por qué no se encuentran los dispositivos',
    try: 'Qué podemos probar',
    offline: {
      title: 'Este dispositivo no tiene conexión ahora',
      text: 'Todo lo que escribimos se guarda aquí y se envía en cuanto haya conexión.',
      try: 'Si estamos en el mismo cuarto, sirven dos códigos, sin internet. También sirve un archivo sellado.',
    },
    signalingUnreachable: {
      title: 'No responde el lugar donde se encuentran los dispositivos',
      text: 'La aplicación sigue intentando sola. No se pierde nada.',
      try: 'Otra red, dos códigos en el mismo cuarto, u otro lugar de encuentro en «Quién está».',
    },
    blocked: {
      title: 'Esta red no deja que los dispositivos hablen entre sí',
      text: 'Pasa mucho en escuelas, oficinas y hoteles. No se pierde nada.',
      try: 'Usar los datos del teléfono o compartir su internet, agregar un servidor intermediario en «Quién está», o enviar un archivo sellado.',
    },
    hiddenWithoutRelay: {
      title: 'Este dispositivo está escondido, y no hay servidor intermediario',
      text: 'No le muestra su dirección a nadie del plan, así que necesita un servidor en medio.',
      try: 'Agregar un servidor intermediario en «Quién está», elegir «Directamente», o enviar un archivo sellado.',
    },
    otherSideClosed: {
      title: 'Los demás no tienen abierto el plan ahora',
      text: 'El plan viaja mientras dos de nosotros lo tenemos abierto a la vez.',
      try: 'Pedirles que lo abran, o dejarlo abierto aquí un rato.',
    },
    waitingToBeLetIn: {
      title: 'Esperando a que nos dejen entrar',
      text: 'Alguien que puede dejar entrar a otros tiene que abrir el plan y decir que sí.',
      try: 'Pedirle a quien nos invitó que abra el plan.',
    },
    notSecure: {
      title: 'Esta dirección no es segura',
      text: 'Los navegadores dejan que los dispositivos se encuentren y sellen lo que envían solo donde la dirección empieza con https://',
      try: 'Abrir la aplicación en su dirección https://.',
    },
    noWebRtc: {
      title: 'Este navegador no puede encontrarse con otros dispositivos',
      text: 'Le falta lo que necesita una conexión en vivo. Lo que hay aquí se queda aquí.',
      try: 'Un Chrome, Edge, Firefox o Safari más nuevo. Los archivos sellados sirven también en este.',
    },
  },

  servers: {
    title: 'Lugar de encuentro y servidor intermediario',
    lead: 'Casi todas las familias lo dejan como está. Vale para todos los que están en el plan; lo cambian quienes pueden dejar entrar a otros. Cada invitación lo lleva consigo.',
    asking: 'Un momento: estamos preguntando qué lugares hay.',
    alone: 'Algo distinto en este dispositivo',
    aloneHint: 'Lo que se ponga aquí vale entonces solo para este dispositivo.',
    place: 'Dónde se encuentran los dispositivos',
    placeHint:
      'Ese servidor ve mensajes sellados, direcciones de internet y horas. No ve ni una palabra del plan.',
    own: 'El lugar de donde vino esta aplicación',
    relays: 'Servidores intermediarios',
    relaysHint:
      'Para dispositivos escondidos y redes cerradas. Pasan los mensajes sellados y ven las dos direcciones.',
    noRelay: 'No hay ninguno.',
    relay: 'Dirección de un servidor intermediario',
    relayHint: 'Empieza con turn: o turns:',
    relayWrong: 'La dirección de un servidor intermediario empieza con turn: o turns:',
    relayLacks: 'Un servidor intermediario pide un nombre y una contraseña.',
    name: 'Nombre para entrar ahí',
    password: 'Contraseña para entrar ahí',
    add: 'Agregar un servidor intermediario',
    remove: (address) => `Quitar ${address}`,
    changed: 'Guardado. Desde ahora nos buscamos ahí.',
  },

  keys: {
    stay: 'Las llaves de este dispositivo se hicieron aquí y ninguna página puede sacarlas. Quien pueda desbloquear o copiar este dispositivo podría usarlas.',
    mayLeave:
      'Este navegador no puede encerrar las llaves de este dispositivo: quien pueda copiar lo que guarda podría copiarlas también.',
  },

  again: {
    title: 'Empezar de nuevo sin alguien',
    text: 'Para cuando alguien ya no debe recibir lo que escribimos. Así empieza un plan nuevo con lo que hay aquí ahora, con llaves nuevas.',
    open: 'Empezar de nuevo sin alguien',
    each: 'A cada dispositivo que viene lo dejamos entrar otra vez.',
    copy: 'Quién escribió cada cosa pasa a ser una copia: en el plan nuevo es lo que dice este dispositivo.',
    stays:
      'El plan de antes se va de este dispositivo. Lo que los demás ya tienen se queda con ellos: nadie puede quitárselo.',
    do: 'Empezar el plan nuevo',
    done: 'El plan nuevo está aquí.',
  },

  refusal: {
    notSecure: 'Esto funciona solo donde la dirección empieza con https://. No cambió nada.',
    noCrypto: 'Este navegador no puede sellar lo que enviamos. Uno más nuevo sí. No cambió nada.',
    mayNot: 'Este dispositivo no puede hacer eso. Puede hacerlo uno que deja entrar a otros.',
    wrongWords:
      'Eran otras palabras, así que no entró nadie. Si fue sin querer: abrir otra vez la invitación e intentar de nuevo.',
    gone: 'Ya no está esperando. Puede pedir entrar otra vez con la misma invitación, mientras sirva.',
    notKept:
      'Este dispositivo no pudo guardarlo, así que no se hizo. Conviene mirar si le queda espacio.',
    notAFile: 'Este archivo no es de esta aplicación. No cambió nada.',
    otherVersion:
      'Esto viene de una versión más nueva de la aplicación. Primero hay que actualizarla aquí.',
    otherCircle: 'Este archivo es de otro plan. No cambió nada.',
    noKey:
      'Este dispositivo no tiene llave para este archivo. Pedir uno nuevo, hecho después de que entró este dispositivo.',
    damaged: 'El archivo no llegó completo. No cambió nada. Pedirlo una vez más.',
  },
};
