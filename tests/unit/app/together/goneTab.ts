import { newChain } from '../../../../src/lib/app/newChain';
import { documentId } from '../../../../src/lib/app/planEntry';
import { keepUnsealed, type Unsealed } from '../../../../src/lib/app/together/unsealed';
import { PlanDocument } from '../../../../src/lib/document/planDocument';
import { type Device, plan, vision } from './devices';

/** What a tab wrote, one after the other; nothing of it is kept. */
export const allUnkept = async (phone: Device, ...values: string[]): Promise<Unsealed[]> => {
  const tab = new PlanDocument({ planId: plan, device: phone.identity.device, newChain });
  const store = await phone.vault.open(documentId(plan, 'team'));
  await store.load((updates) => tab.apply('team', updates));
  const written: Unsealed[] = [];
  tab.onUpdate((_part, update, chain) =>
    written.push({ part: 'team', chain, place: written.length + 1, update }),
  );
  for (const value of values) tab.write([vision(value)], '2026-03-02T08:00:00.000Z');
  return written;
};

/** What a tab wrote; nothing of it is kept. */
export const unkept = async (phone: Device, value: string): Promise<Unsealed> =>
  (await allUnkept(phone, value))[0] as Unsealed;

/** What a tab wrote and kept and did not come to seal: its engine was not there yet. */
export const keepUnsealedBy = async (phone: Device, value: string): Promise<Unsealed> => {
  const one = await unkept(phone, value);
  await keepUnsealed(phone.vault, plan, one);
  await (await phone.vault.open(documentId(plan, 'team'))).append(one.update);
  return one;
};
