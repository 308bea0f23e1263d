import type { shell as en } from '../en/shell';
import type { Shape } from '../shape';

export const shell: Shape<typeof en> = {
  places: 'Lugares del plan',
  today: 'Hoy',
  plan: 'Plan',
  people: 'Gente',
  story: 'Historia',
  home: 'Todos los planes',
  settings: 'Ajustes',
  toContent: 'Ir al contenido',
  leave: 'Salir rápido',
  neutralTitle: 'Notas',
  example: 'Esto es un ejemplo.',
  exampleWords: 'Las palabras de esta familia están en inglés.',
  removeExample: 'Quitarlo',
  removeExampleTitle: '¿Quitar el ejemplo?',
  removeExampleText:
    'Lo que se cambió en él se va también. Se puede abrir otra vez, como nuevo, cuando queramos.',
  damaged: 'Una parte de lo guardado no se pudo leer.',
  damagedText: 'Se puso aparte y no se borró. Todo lo demás está aquí.',
  clockDoubt: (newest, today) =>
    `El plan llega hasta el ${newest}, y este dispositivo dice que hoy es ${today}.`,
  clockDoubtText:
    'Quizá su reloj va atrás. No se pierde nada y podemos seguir escribiendo. Conviene mirar la fecha de este dispositivo.',
  clockDoubtTheirs:
    'Si está bien, va adelantado el reloj de otro dispositivo que escribe aquí: conviene mirar ahí también.',
  exampleRemoved: 'El ejemplo ya no está en este dispositivo.',
  update: 'Hay una versión más nueva de la aplicación.',
  updateNow: 'Usarla ahora',
  updateLater: 'Después',
  storage: {
    refused: {
      title: 'Este navegador no nos deja guardar nada.',
      text: 'Todo sigue aquí mientras esta página esté abierta. Para conservarlo: exportarlo, o abrir la aplicación en una ventana normal.',
    },
    full: {
      title: 'Ya no queda espacio en este dispositivo.',
      text: 'Lo guardado antes está a salvo. Las palabras más nuevas siguen en esta página: exportarlas, o hacer espacio e intentar de nuevo.',
    },
    lost: {
      title: 'El navegador nos quitó el espacio donde guardamos.',
      text: 'Lo que se ve aquí está completo. Exportarlo ahora y después abrir la página otra vez.',
    },
    silent: {
      title: 'Este dispositivo no responde al guardar.',
      text: 'Lo guardado antes está a salvo. Dejar esta página abierta y exportar para estar seguros.',
    },
  },
  unkept: {
    full: 'Lo que envían los demás espera con ellos, y no se pierde nada. Liberar espacio en este dispositivo: después llega solo.',
    other:
      'Lo que envían los demás espera con ellos, y no se pierde nada. Si sigue así, abrir otra vez la página.',
  },
  knocks: (names, several) => (several ? `${names} piden entrar.` : `${names} pide entrar.`),
  lookWho: 'Mirar',
  arriving: (share) =>
    share ? `El plan todavía está llegando: va en el ${share}.` : 'El plan todavía está llegando.',
  export: 'Exportar',
  missing: 'Este plan no está en este dispositivo',
  missingText: 'Quizá se quitó aquí, o vive en otro teléfono. Nada más ha cambiado.',
  broken: 'Este plan no se abrió',
  brokenText:
    'No se borró nada. Intentar una vez más. Si sigue así, exportar lo que se pueda leer.',
  again: 'Intentar de nuevo',
  onlyReads:
    'Este dispositivo solo lee y no cambia nada. Quien deja entrar a otros puede permitirle más.',
  needsNewerApp: 'Este plan se cambió con una versión más nueva de la aplicación.',
  needsNewerAppText:
    'Se puede leer y exportar todo. Para cambiarlo, hay que actualizar la aplicación.',
  pastDay: (day) => `Así estaba el plan el ${day}. Aquí no se puede cambiar nada.`,
  backToToday: 'Volver a hoy',
  notFound: 'No hay nada en esta dirección',
  notFoundText: 'Los planes están donde estaban.',
  trouble: 'Algo salió mal en esta página',
  troubleText: 'Lo guardado está a salvo. Abrir la página otra vez, o ir a todos los planes.',
  toHome: 'Ver todos los planes',
  whoAreYou: '¿Quién habla?',
  whoAreYouText:
    'Para que el plan sepa de quién son estas palabras. Este dispositivo lo recuerda por diez minutos.',
  someoneElse: 'Otra persona',
  pin: (name) => `PIN de ${name}`,
  pinWrong: 'Ese es otro PIN. Intentar de nuevo.',
};
