import type { trust as en } from '../en/trust';
import type { Shape } from '../shape';

export const trust: Shape<typeof en> = {
  title: 'Quién puede leer esto',
  lead: 'En palabras sencillas, y solo lo que hoy es verdad.',
  sections: [
    {
      title: 'Quién puede leer nuestro plan',
      points: [
        'Quien usa un dispositivo que dejamos entrar. Los de nuestra casa tienen todo, menos lo que otra persona se guarda para sí; los demás tienen lo que es para todo el equipo.',
        'Quien puede desbloquear uno de esos dispositivos. Un teléfono desbloqueado muestra todo lo que tiene.',
        'Quienes están en el plan pueden mostrar a otros lo que escribimos.',
      ],
    },
    {
      title: 'Quién no puede',
      points: [
        'Quien maneja el servidor donde se encuentran los dispositivos, o un servidor de paso. Lo que viaja va sellado. Ve dispositivos, tamaños, horas y direcciones de internet, y ni una palabra.',
        'Quien solo tiene el enlace o el código. Da el derecho a pedir. Alguien de nosotros tiene que dejar entrar.',
        'Quien lleva un archivo sellado. Ve su tamaño y cuándo se envió.',
      ],
    },
    {
      title: 'Lo que la aplicación no puede prometer',
      points: [
        'Si alguien consigue las llaves de un dispositivo, también puede abrir mensajes sellados de antes que haya guardado (los expertos dicen: no hay secreto hacia adelante).',
        'Una llave nueva protege solo lo que se escribe después. Lo visto, visto queda.',
        'Las llaves de un dispositivo están en su navegador. La aplicación no puede sacarlas, pero quien copia el dispositivo entero puede usarlas. Un PIN para una cara solo detiene una mirada curiosa.',
        'Quien entrega los archivos de la aplicación podría cambiarla, y una aplicación cambiada podría leer con nosotros.',
        'Quién escribió algo lo prueba su dispositivo. Cuándo se escribió es lo que dice el reloj de ese dispositivo: lo dice, no lo prueba.',
      ],
    },
    {
      title: 'Nuestra dirección de internet',
      points: [
        'Los dispositivos que se encuentran directamente pueden ver la dirección de internet del otro, y también el servidor donde se encuentran. Con ella se sabe más o menos dónde está un dispositivo.',
        'Un dispositivo escondido muestra su dirección a un servidor de paso y a ese servidor, y a nadie del plan.',
      ],
    },
    {
      title: 'Cómo está hecha',
      points: [
        'Hecha con piezas conocidas, todavía sin revisión de criptógrafos de fuera.',
        'Sin cuenta, sin rastreo, y sin ningún servidor que guarde algo de un plan.',
      ],
    },
  ],
};
