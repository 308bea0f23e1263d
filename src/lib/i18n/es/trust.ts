import type { trust as en } from '../en/trust';
import type { Shape } from '../shape';

export const trust: Shape<typeof en> = {
  title: 'Quién puede leer esto',
  lead: 'En palabras sencillas, y solo lo que hoy es verdad.',
  sections: [
    {
      title: 'Quién puede leer nuestro plan',
      points: [
        'Quien usa un dispositivo que dejamos entrar. Los dispositivos de nuestra casa tienen lo que es para el equipo y lo que es para nuestra casa. Los demás tienen lo que es para el equipo.',
        'Lo que es solo mío está en los dispositivos que hablan por mí. Quien puede dejar entrar a otros también puede decir por quién habla un dispositivo, y eso lo podemos ver todos en «Quién está».',
        'Quien puede desbloquear uno de esos dispositivos. Un teléfono desbloqueado muestra todo lo que tiene.',
        'Quien está en el plan puede mostrarles a otros lo que escribimos.',
      ],
    },
    {
      title: 'Quién no puede',
      points: [
        'Quien maneja el servidor donde se encuentran los dispositivos, o un servidor intermediario. Lo que viaja va sellado. Ve dispositivos, tamaños, horas y direcciones de internet, y ni una palabra.',
        'Quien solo tiene el enlace o el código. Con eso se puede pedir entrar. Alguien de nosotros tiene que decir que sí. Si nuestro plan tiene un servidor intermediario, podría usarlo, porque su contraseña va en el enlace.',
        'Quien lleva un archivo sellado. Ve su tamaño, cuándo se envió y qué archivos son de un mismo plan.',
      ],
    },
    {
      title: 'Lo que la aplicación no puede prometer',
      points: [
        'Todavía no se puede sacar a nadie de un plan. Cuando alguien ya no debe recibir lo que escribimos, empezamos de nuevo sin esa persona. Lo que ya tiene se queda con ella.',
        'Una llave nueva protege solo lo que se escribe después. Lo visto, visto queda.',
        'Si alguien consigue las llaves de un dispositivo, también puede abrir mensajes sellados de antes que haya guardado (los expertos dicen: no hay secreto hacia adelante).',
        'Las palabras que retiramos se van de las pantallas. Los mensajes sellados en que llegaron se quedan en nuestros dispositivos, y una aplicación cambiada podría abrirlos.',
        'Las llaves de un dispositivo están en su navegador. La aplicación no puede sacarlas, pero quien copia el dispositivo entero puede usarlas. Un PIN para una cara solo detiene una mirada curiosa.',
        'Quien entrega los archivos de la aplicación podría cambiarla, y una aplicación cambiada podría leer con nosotros.',
        'Quién escribió algo lo prueba su dispositivo. Cuándo se escribió es lo que dice el reloj de ese dispositivo: lo dice, no lo prueba. Lo que había antes de que entrara un dispositivo está como lo pasó el que lo dejó entrar.',
      ],
    },
    {
      title: 'Nuestra dirección de internet',
      points: [
        'Los dispositivos que se encuentran directamente pueden ver la dirección de internet del otro, y también el servidor donde se encuentran. Con ella se sabe más o menos dónde está un dispositivo.',
        'También puede verla quien pide entrar con un enlace o un código, antes de que digamos que sí.',
        'Un dispositivo escondido muestra su dirección a un servidor intermediario y a ese servidor, y a nadie del plan.',
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
