import type { Language } from './language.svelte';

/**
 * The few words that stand in the pages themselves, in both languages, so that the first paint needs no script.
 * Everything else comes with the language that is read.
 */
export const first = {
  leave: { en: 'Leave quickly', es: 'Salir rápido' },
  toContent: { en: 'To the content', es: 'Ir al contenido' },
  places: { en: 'Places of the plan', es: 'Lugares del plan' },
  calm: {
    en: 'Your plan opens from this device. Nothing is sent anywhere.',
    es: 'El plan se abre desde este dispositivo. Nada se envía a ningún lado.',
  },
  promise: {
    en: 'A plan we make together, try in real life, and change until it fits.',
    es: 'Un plan que hacemos juntos, probamos en la vida real y cambiamos hasta que nos quede bien.',
  },
  promiseMore: {
    en: 'Carrying out a plan tests the plan, never the person.',
    es: 'Lo que se pone a prueba es el plan, nunca la persona.',
  },
  start: { en: 'Start a family plan', es: 'Empezar un plan familiar' },
  example: { en: 'See an example', es: 'Ver un ejemplo' },
  import: { en: 'Import', es: 'Importar' },
  join: { en: 'Join', es: 'Unirse' },
  quiet: {
    en: 'No account and no server. What we write stays on this device.',
    es: 'Sin cuenta y sin servidor. Lo que escribimos se queda en este dispositivo.',
  },
  notes: { en: 'Notes', es: 'Notas' },
  notesText: { en: 'Nothing written yet.', es: 'Todavía no hay nada escrito.' },
  goOn: { en: 'Continue', es: 'Continuar' },
  trouble: {
    en: 'The app did not arrive whole. What was saved is safe.',
    es: 'La aplicación no llegó completa. Lo guardado está a salvo.',
  },
  again: { en: 'Try again', es: 'Intentar de nuevo' },
} satisfies Record<string, Record<Language, string>>;

/** The names of the places, as their pages' headings have them. */
export const firstTitles = {
  today: { en: 'Today', es: 'Hoy' },
  plan: { en: 'Plan', es: 'Plan' },
  people: { en: 'People', es: 'Gente' },
  story: { en: 'Story', es: 'Historia' },
  step: { en: 'How this step grew', es: 'Cómo creció este paso' },
  try: { en: 'How did it go?', es: '¿Cómo nos fue?' },
  adjust: { en: 'Change this step', es: 'Cambiar este paso' },
  safety: { en: 'Safety plan', es: 'Plan de seguridad' },
  print: { en: 'Print', es: 'Imprimir' },
  paper: { en: 'Add from paper', es: 'Agregar desde el papel' },
  import: { en: 'Import', es: 'Importar' },
  export: { en: 'Export', es: 'Exportar' },
  figures: { en: 'Figures', es: 'Cifras' },
  settings: { en: 'Settings', es: 'Ajustes' },
  start: { en: 'Start a family plan', es: 'Empezar un plan familiar' },
  together: { en: 'Who is in', es: 'Quién está' },
  invite: { en: 'Invite someone', es: 'Invitar a alguien' },
  join: { en: 'Join a plan', es: 'Unirse a un plan' },
  trust: { en: 'Who can read this', es: 'Quién puede leer esto' },
} satisfies Record<string, Record<Language, string>>;
