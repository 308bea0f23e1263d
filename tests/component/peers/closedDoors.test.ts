import { expect, test, vi } from 'vitest';
import { device } from '../../unit/peers/people';
import { house, listening, soon, type House } from './house';

const enter = async (vegas: House) => {
  const guest = await vegas.enter(await device());
  const whys: string[] = [];
  guest.room.onClosed((why) => whys.push(why));
  return { ...guest, whys };
};

test('CIR3 who waits in the room of an invitation is told why nobody opens, once its giver is there', async () => {
  const vegas = house();
  const renee = await enter(vegas);
  await listening(vegas, renee);
  await vegas.closedDoor('revoked');
  await vi.waitFor(() => expect(renee.whys).toContain('revoked'), soon);
});

test('CIR3 PEER5 who comes to it later is told at once, and no connection is tried by which an address could be learned', async () => {
  const vegas = house();
  const first = await enter(vegas);
  await vegas.closedDoor('used');
  await vi.waitFor(() => expect(first.whys).toContain('used'), soon);
  await first.room.close();
  const renee = await enter(vegas);
  await vi.waitFor(() => expect(renee.whys).toEqual(['used']), soon);
  expect(renee.room.state).toMatchObject({ peers: 0, trying: 0 });
  expect(vegas.told.filter(({ said }) => said.type === 'signal')).toEqual([]);
});
