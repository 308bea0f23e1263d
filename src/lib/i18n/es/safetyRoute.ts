import type { Shape } from '../shape';
import type { safetyRoute as en } from '../en/safetyRoute';

export const safetyRoute: Shape<typeof en> = {
  title: 'Gracias por decirlo',
  onlyYou: 'Nadie más puede ver esto. Se queda con quien lo escribe y no se avisa a nadie.',
  nobodyWatching: 'Nadie está mirando esta página.',
  call: (name) => `Llamar a ${name}`,
  callLine: (name) => name,
  callsShow: 'Las llamadas pueden aparecer en el teléfono o en la factura.',
  callFirst: 'A quién llamar primero',
  noPhone: 'todavía sin número',
  lines: 'Líneas que siempre atienden',
  noPlan: 'Todavía no tenemos plan de seguridad. Estas líneas ayudan sin él.',
  openPlan: 'Abrir el plan de seguridad',
  whatHelps: 'Qué ayuda',
  levels: 'Qué hacemos',
  emergency: { name: 'Emergencias', number: '911', note: '' },
  crisis: {
    name: 'Línea de crisis',
    number: '988',
    note: 'En español: marcar 2, de día y de noche.',
  },
  violence: {
    name: 'Línea contra la violencia en casa',
    number: '1-800-799-7233',
    note: 'De día y de noche, en español.',
  },
  textLine: 'Mandar AYUDA por mensaje al 988',
  textLineNumber: '988',
  notThis: 'Toqué esto sin querer',
};
