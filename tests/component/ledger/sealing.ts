import { circleId } from '../../../src/lib/domain/circle/circleId';
import { foldCircle } from '../../unit/domain/circle/foldCircle';
import { utf8 } from '../../../src/lib/ledger/bytes';
import { deriveRoom } from '../../../src/lib/ledger/deriveRoom';
import {
  decodeEnvelope,
  isSignedBy,
  openEnvelope,
  sealEnvelope,
} from '../../../src/lib/ledger/envelope';
import { sealingKey } from '../../../src/lib/ledger/sealingKey';
import { openEpoch, readEpoch } from '../../../src/lib/ledger/epoch';
import { identityFrom, type DeviceKeyPairs } from '../../../src/lib/ledger/identity';
import { checkRecord, decodeRecord, encodeRecord } from '../../../src/lib/ledger/logRecord';

const at = '2026-03-01T12:00:00.000Z';
const zeros = 'A'.repeat(43);
const id = 'A'.repeat(22);

/** One way through all formats, by one device: answers what was read back. */
export const sealAndOpen = async (pairs: DeviceKeyPairs): Promise<string> => {
  const marisol = await identityFrom(pairs);
  const take = async (bytes: Uint8Array, keys = marisol.keys) => {
    const decoded = await decodeRecord(bytes);
    if (!decoded.ok) throw new Error(decoded.refusal);
    if ((await checkRecord(decoded.value, () => keys)) !== 'genuine') throw new Error('forged');
    return decoded.value.record;
  };
  const genesis = await take(
    await encodeRecord(marisol, {
      ...{ prev: [], at },
      body: {
        ...{ type: 'genesis', plan: 'vega', kind: 'familyPlan', device: marisol.keys },
        ...{ name: 'Marisol', persons: [], formerly: [], salt: zeros },
      },
    }),
  );
  const circle = foldCircle([genesis], circleId(genesis.hash));
  const { body, key } = await openEpoch(circle, 'team', new Map(), new Set());
  const rotate = await take(await encodeRecord(marisol, { prev: circle.heads, at, body }));
  const keys = await readEpoch(marisol, circle, rotate);
  if (!keys.ok) throw new Error(keys.refusal);
  await deriveRoom(key);
  const sealing = await sealingKey(keys.value.key);
  const head = {
    ...{ kind: 'edit' as const, circle: circle.id, document: id, chain: id, sequence: 1 },
    ...{ after: [], members: circle.heads, epoch: rotate.hash },
  };
  const envelope = decodeEnvelope(
    (await sealEnvelope(marisol, sealing, head, utf8('Ask Renee for the earlier bus'))).bytes,
  );
  if (!envelope.ok) throw new Error(envelope.refusal);
  if (!(await isSignedBy(envelope.value, marisol.keys.sign))) throw new Error('not signed');
  const opened = await openEnvelope(envelope.value, sealing);
  return opened.ok ? new TextDecoder().decode(opened.value) : opened.refusal;
};
