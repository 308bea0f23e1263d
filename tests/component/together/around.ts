import type { Around } from '../../../src/lib/ui/together/around';

/** The Vegas, as far as the screens about devices ask. */
export const vegas: Around = {
  id: 'vegas',
  today: new Date().toISOString().slice(0, 10),
  timeZone: 'UTC',
  people: [
    { id: 'marisol', name: 'Marisol', supportType: 'family', household: true },
    { id: 'teo', name: 'Teo', supportType: 'family', household: true },
    { id: 'ines', name: 'Tía Inés', supportType: 'natural' },
    { id: 'renee', name: 'Renee', supportType: 'paid', mandatedReporter: true },
  ],
};
