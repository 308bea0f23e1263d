import type { Circle } from '../../../src/lib/domain/circle/circle';
import { circleId } from '../../../src/lib/domain/circle/circleId';
import { foldCircle } from '../domain/circle/foldCircle';
import type { CircleId, KnownBody, LogRecord } from '../../../src/lib/domain/circle/record';
import { generateKeys, identityFrom, type Identity } from '../../../src/lib/ledger/identity';
import { checkRecord, decodeRecord, encodeRecord } from '../../../src/lib/ledger/logRecord';
import { hashOf, noon } from '../domain/circle/vegaLog';

/** Devices with real keys, and the log that they write together. Marisol and Teo are household, Renee is not. */
export interface VegaCircle {
  readonly id: CircleId;
  readonly records: LogRecord[];
  readonly people: Readonly<Record<'Marisol' | 'Teo' | 'Renee', Identity>>;
  circle(): Circle;
  /** Signs, sends, checks and takes in a record. */
  say(who: Identity, body: KnownBody): Promise<LogRecord>;
  admit(whom: Identity, name: string, household: boolean): Promise<LogRecord>;
}

export const somebody = async (): Promise<Identity> => identityFrom(await generateKeys());

export const genesisOf = ({ keys }: Identity): KnownBody => ({
  ...{ type: 'genesis', plan: 'vega', kind: 'familyPlan', device: keys, name: 'Marisol' },
  ...{ persons: ['marisol'], formerly: [], salt: hashOf('salt') },
});

export const vegaCircle = async (): Promise<VegaCircle> => {
  const [Marisol, Teo, Renee] = [await somebody(), await somebody(), await somebody()];
  const records: LogRecord[] = [];
  let id = '';
  const circle = (): Circle => foldCircle(records, id);
  const say = async (who: Identity, body: KnownBody): Promise<LogRecord> => {
    const bytes = await encodeRecord(who, { prev: circle().heads, at: noon, body });
    const decoded = await decodeRecord(bytes);
    if (!decoded.ok) throw new Error(decoded.refusal);
    const checked = await checkRecord(
      decoded.value,
      (device) => circle().devices.get(device)?.keys,
    );
    if (checked !== 'genuine') throw new Error(checked);
    records.push(decoded.value.record);
    if (id === '') id = circleId(decoded.value.record.hash);
    return decoded.value.record;
  };
  const invitation = hashOf('invitation');
  const admit = ({ keys }: Identity, name: string, household: boolean): Promise<LogRecord> =>
    say(Marisol, {
      ...{ type: 'admit', device: keys, name, persons: [name], role: 'edit', household },
      ...{ invitation, request: hashOf('ask') },
    });
  await say(Marisol, genesisOf(Marisol));
  await say(Marisol, {
    ...{ type: 'invite', invitation, role: 'edit', household: true, persons: [], until: noon },
    shown: 'room',
  });
  await admit(Teo, 'teo', true);
  await admit(Renee, 'renee', false);
  return { id, records, people: { Marisol, Teo, Renee }, circle, say, admit };
};
