import * as Y from 'yjs';
import type { Change } from '../../../src/lib/domain/plan/change';
import type { Outcome } from '../../../src/lib/ledger/outcome';
import { join, type Phone } from '../../property/ledger/household';
import { plain } from '../document/people';
import type { Forger } from './forger';

export const vision = (value: string): Change => ({
  type: 'fieldChanged',
  table: 'plan',
  id: 'plan',
  field: 'vision',
  value,
});
export const need = (id: string): Change => ({
  type: 'recordAdded',
  table: 'needs',
  id,
  record: { id, text: 'To be heard' },
  readers: 'team',
});
export const aTry = (id: string, words: string): Change => ({
  type: 'factRecorded',
  table: 'tries',
  id,
  fact: { id, words },
  readers: 'team',
});

/** All tell each other all they have. */
export const gather = async (...phones: Phone[]): Promise<void> => {
  for (let round = 0; round < 2; round += 1)
    for (const one of phones) for (const other of phones) if (one !== other) await one.tell(other);
};

/** What comes of an envelope, in short. */
export const told = (outcomes: readonly Outcome[]): string[] =>
  outcomes.map((one) =>
    one.kind === 'void' || one.kind === 'dropped'
      ? `${one.kind} ${one.why}`
      : one.kind === 'waits'
        ? `waits ${one.for.split(' ')[0]}`
        : one.kind,
  );
export const hears = async (phone: Phone, ...envelopes: Uint8Array[]): Promise<string[]> =>
  told(await phone.hear(envelopes));
export const reads = (phone: Phone) => plain(phone.document.tables);
export const aFact = (forger: Forger, id: string) => (doc: Y.Doc) =>
  doc.getMap('tries').set(`${forger.name}/${id}`, { id, words: 'It went well' });

export const emptyUpdate = Y.encodeStateAsUpdate(new Y.Doc());

/** A phone that was let in, to which nothing came yet. */
export const freshPhone = async (by: Phone, name: string): Promise<Phone> => {
  let phone: Phone | undefined;
  const { tell } = by;
  by.tell = async (other) => {
    phone = other;
  };
  await join(by, name, { role: 'edit', household: true });
  by.tell = tell.bind(by);
  if (!phone) throw new Error('Nobody was let in');
  return phone;
};
