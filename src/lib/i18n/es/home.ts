import type { home as en } from '../en/home';
import { plural } from '../plural';
import type { Shape } from '../shape';

export const home: Shape<typeof en> = {
  title: 'Lived Plan',
  promise:
    'Un plan que hacemos juntos, probamos en la vida real y cambiamos hasta que nos quede bien.',
  promiseMore: 'Lo que se pone a prueba es el plan, nunca la persona.',
  start: 'Empezar un plan familiar',
  example: 'Ver un ejemplo',
  import: 'Importar',
  join: 'Unirse',
  quiet: 'Sin cuenta y sin servidor. Lo que escribimos se queda en este dispositivo.',
  yours: 'Nuestros planes en este dispositivo',
  isExample: 'Ejemplo',
  openedOn: (day) => `Abierto ${day}`,
  opening: 'Abriendo el ejemplo …',
  exampleTrouble: 'El ejemplo no llegó. Intentar de nuevo cuando haya red.',
  trying: (n) =>
    plural('es', n, {
      one: '1 paso que estamos probando',
      other: `${n} pasos que estamos probando`,
    }),
  toLookAt: (n) => plural('es', n, { one: '1 para mirar juntos', other: `${n} para mirar juntos` }),
  unnamed: 'Un plan todavía sin nombres',
};
