import { beginCircle } from '../../ledger/beginCircle';
import { identityFrom } from '../../ledger/identity';
import { alone } from '../../vault/alone';
import type { Device } from '../device';
import { readDeviceName } from '../deviceName';
import { readFaces } from '../faces';
import { documentId } from '../planEntry';
import { readCircle, writeCircle } from './circleEntry';
import { justBegun } from './justBegun';
import { ourKeys } from './ourKeys';

/** How long to wait for another tab that does the same, in milliseconds. */
const patience = 10_000;

/**
 * Begins the circle of a plan with this device: it stands in storage, and nothing is sealed yet. Where two tabs begin at once
 * there is one, the first.
 */
export const beginSharing = (device: Device, planId: string): Promise<void> =>
  alone(`share/${planId}`, true, patience, async () => {
    if (!(await readCircle(device.vault, planId))) await begin(device, planId);
  });

const begin = async ({ id, vault }: Device, planId: string): Promise<void> => {
  const identity = await identityFrom(await ourKeys(vault, planId));
  const faces = await readFaces(vault, planId);
  const { circle, genesis } = await beginCircle(
    identity,
    {
      plan: planId,
      name: await readDeviceName(),
      persons: faces.people.map((one) => one.id),
      formerly: [id],
    },
    new Date().toISOString(),
  );
  const store = await vault.open(documentId(planId, 'circle'));
  await store.append(new Uint8Array(0), genesis);
  await store.close();
  await writeCircle(vault, planId, {
    circle,
    device: identity.device,
    state: 'starting',
    role: 'steer',
    ...justBegun,
  });
};
