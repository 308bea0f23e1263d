import type { common as en } from '../en/common';
import type { Shape } from '../shape';

export const common: Shape<typeof en> = {
  app: 'Lived Plan',
  back: 'Volver',
  cancel: 'Cancelar',
  close: 'Cerrar',
  done: 'Listo',
  next: 'Seguir',
  skip: 'Saltar esto',
  stop: 'Parar',
  undo: 'Deshacer',
  redo: 'Rehacer',
  undone: 'Deshecho.',
  redone: 'Hecho otra vez.',
  saidSince: 'Mientras tanto se dijo algo sobre esto, así que se queda. Todavía se puede cambiar.',
  saved: 'Guardado',
  saving: 'Guardando …',
  notSaved: 'Todavía sin guardar',
  keptWho: 'Queda anotado. ¿Quién habla?',
  optional: 'si queremos',
  readAloud: 'Leer en voz alta',
  stopReading: 'Dejar de leer',
  planB: 'Plan B',
  inLanguage: { en: 'inglés', es: 'español' },
};
