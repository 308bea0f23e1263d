import { createHash } from 'node:crypto';
import type { Circle } from '../../../../src/lib/domain/circle/circle';
import { circleId } from '../../../../src/lib/domain/circle/circleId';
import { foldCircle } from './foldCircle';
import {
  parseWritten,
  type DeviceKeys,
  type Hash,
  type LogRecord,
  type RecordBody,
} from '../../../../src/lib/domain/circle/record';

export const hashOf = (text: string): Hash => createHash('sha256').update(text).digest('base64url');
const idOf = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

/** Keys that nobody signs with: the fold believes that signatures were checked. */
export const keysOf = (who: string): DeviceKeys => ({
  sign: hashOf(`sign ${who}`),
  agree: hashOf(`agree ${who}`),
});
export const deviceOf = (who: string): string => idOf(JSON.stringify(keysOf(who)));

export const noon = '2026-03-01T12:00:00.000Z';

/** A record as the ledger hands it over after its signature was checked. */
export const recordOf = (
  who: string,
  prev: readonly Hash[],
  body: RecordBody | Record<string, unknown>,
  salt = '',
): LogRecord => {
  const json = JSON.stringify({ device: deviceOf(who), prev, at: noon, body });
  const written = parseWritten(JSON.parse(json));
  if (!written) throw new TypeError(`Not a record: ${json}`);
  const keys = 'device' in written.body ? written.body.device : undefined;
  return {
    ...written,
    hash: hashOf(json + salt),
    ...(typeof keys === 'object' ? { named: idOf(JSON.stringify(keys)) } : {}),
  };
};

export const genesisBody = (who: string): RecordBody => ({
  type: 'genesis',
  plan: 'vega',
  kind: 'familyPlan',
  device: keysOf(who),
  name: who,
  persons: [who],
  formerly: ['old.'],
  salt: hashOf('salt'),
});

/** Devices that write a log together, each from what it has heard. Marisol begins. */
export class VegaLog {
  readonly genesis = recordOf('Marisol', [], genesisBody('Marisol'));
  readonly id = circleId(this.genesis.hash);
  readonly all: LogRecord[] = [this.genesis];
  readonly #known = new Map<string, Map<Hash, LogRecord>>();

  knownTo(who: string): Map<Hash, LogRecord> {
    const known = this.#known.get(who) ?? new Map([[this.genesis.hash, this.genesis]]);
    this.#known.set(who, known);
    return known;
  }

  /** The circle as somebody knows it. */
  seenBy(who: string): Circle {
    return foldCircle(this.knownTo(who).values(), this.id);
  }

  /** The circle of all that was written. */
  get circle(): Circle {
    return foldCircle(this.all, this.id);
  }

  /** Writes what `who` wants to say on top of what they know, allowed or not. */
  say(who: string, body: RecordBody | Record<string, unknown>): LogRecord {
    const record = recordOf(who, this.seenBy(who).heads, body, `${this.all.length}`);
    this.all.push(record);
    this.knownTo(who).set(record.hash, record);
    return record;
  }

  /** `to` hears all that `from` knows. */
  tell(from: string, to: string): void {
    for (const [hash, record] of this.knownTo(from)) this.knownTo(to).set(hash, record);
  }

  invite(who: string, invitation: string, rights: Record<string, unknown> = {}): LogRecord {
    return this.say(who, {
      ...{ type: 'invite', invitation: hashOf(invitation), role: 'edit', household: false },
      ...{ persons: [], until: noon, shown: 'room', ...rights },
    });
  }

  admit(who: string, whom: string, rights: Record<string, unknown> = {}): LogRecord {
    return this.say(who, {
      ...{ type: 'admit', device: keysOf(whom), name: whom, persons: [whom], role: 'edit' },
      ...{ household: false, invitation: hashOf('invitation'), request: hashOf('ask'), ...rights },
    });
  }

  changeRole(who: string, whom: string, role: string, rights: Record<string, unknown> = {}) {
    const device = deviceOf(whom);
    const now = this.circle.devices.get(device);
    const { household = false, persons = [] } = now ?? {};
    return this.say(who, { type: 'changeRole', device, role, household, persons, ...rights });
  }

  rotate(who: string, part: string, readers: readonly string[], key = 'key'): LogRecord {
    return this.say(who, {
      ...{ type: 'rotate', part, commitment: hashOf(key), previous: [] },
      sealed: Object.fromEntries(readers.map((reader) => [deviceOf(reader), 'sealed'])),
    });
  }

  fork(who: string, whom: string): LogRecord {
    const chain = idOf('chain');
    return this.say(who, { type: 'fork', device: deviceOf(whom), chain, proof: ['one', 'other'] });
  }
}

/** Marisol steers, Teo edits and is household, Renee steers and is not, Chelo sees. All know it. */
export const vegas = (): VegaLog => {
  const log = new VegaLog();
  log.invite('Marisol', 'invitation');
  log.admit('Marisol', 'Teo', { household: true });
  log.admit('Marisol', 'Renee', { role: 'steer' });
  log.admit('Marisol', 'Chelo', { role: 'see' });
  for (const who of ['Teo', 'Renee', 'Chelo']) log.tell('Marisol', who);
  return log;
};
