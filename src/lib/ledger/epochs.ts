import { currentEpoch } from '../domain/circle/currentEpoch';
import { makesKeys, readersOf } from '../domain/circle/readersOf';
import type { CirclePart, DeviceId, Hash } from '../domain/circle/record';
import type { Documents } from './documents';
import { openEpoch } from './epoch';
import { openersOf } from './openersOf';
import { handedOn } from './starts';

const none: ReadonlySet<Hash> = new Set();

/** The keys under which a plan's documents are sealed, and when another one is due (LED5). */
export class Epochs {
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** The key to meet under: of the newest epoch of the room that this device can open. */
  get roomKey(): Uint8Array | undefined {
    const newest = this.#newest('room');
    return newest === undefined ? undefined : this.#documents.log.keys.get(newest);
  }

  /** Opens those that are due, as far as this device may. Answers their records. */
  async due(at: string): Promise<readonly Uint8Array[]> {
    const records: Uint8Array[] = [];
    const parts = this.#documents.readBy(this.#documents.device);
    for (const part of ['room', ...parts] as CirclePart[])
      records.push(...(await this.toSeal(part, at)).records);
    return records;
  }

  /** The epoch to seal under, opened where one is due and this device may; else the newest that it has the key of. */
  async toSeal(
    part: CirclePart,
    at: string,
  ): Promise<{ readonly epoch: Hash | undefined; readonly records: readonly Uint8Array[] }> {
    const { circle, log, device } = this.#documents;
    const current = currentEpoch(circle, part);
    const late = this.#late(part);
    if (current && late.size === 0 && log.keys.has(current.epoch))
      return { epoch: current.epoch, records: [] };
    const member = circle.devices.get(device);
    const makes = member && makesKeys(member, part);
    const handed = makes
      ? undefined
      : log.keys.get(currentEpoch(circle, part, device)?.epoch ?? '');
    if (makes || (member && handed && this.#areOwn(part, late))) {
      const own = makes || part === 'room' ? [] : handedOn(this.#documents.of(part));
      const keys = new Set([...late, ...own]);
      const { body } = await openEpoch(circle, part, log.keys, keys, handed);
      try {
        const record = await this.#documents.write(body, at);
        const opened = currentEpoch(this.#documents.circle, part);
        if (opened) return { epoch: opened.epoch, records: [record] };
      } catch (cause) {
        // One that is too large for a record: those who have a key go on with it.
        if (!(cause instanceof RangeError)) throw cause;
      }
    }
    return { epoch: this.#newest(part), records: [] };
  }

  /**
   * Whether a device that this one brought lacks a key of a part, and nobody else the newest: then it gives what it has, though
   * it opens no epochs for others.
   */
  #areOwn(part: CirclePart, late: ReadonlySet<Hash>): boolean {
    if (part !== 'room' && !this.#documents.of(part).isBegun) return false;
    const { circle, log, device: by } = this.#documents;
    const epochs = circle.epochs.get(part) ?? [];
    const newest = epochs.findLast(({ epoch }) => log.keys.has(epoch));
    const isOwn = (device: DeviceId): boolean => circle.devices.get(device)?.letInBy === by;
    const readers = [...readersOf(circle, part)];
    const lacking = readers.filter((device) => !newest?.readers.has(device));
    if (lacking.length > 0) return lacking.every(isOwn);
    const openers = epochs
      .filter(({ epoch }) => late.has(epoch))
      .map((epoch) => openersOf(epoch, epochs));
    return readers.some((device) => isOwn(device) && openers.some((those) => !those.has(device)));
  }

  #newest(part: CirclePart): Hash | undefined {
    const { circle, log } = this.#documents;
    return circle.epochs.get(part)?.findLast(({ epoch }) => log.keys.has(epoch))?.epoch;
  }

  /**
   * Epochs under which something came that not all who read the part now can open: its writer had not heard of them yet.
   */
  #late(part: CirclePart): ReadonlySet<Hash> {
    const { circle, log } = this.#documents;
    const epochs = circle.epochs.get(part) ?? [];
    const late = part === 'room' ? none : this.#documents.of(part).late;
    if (late.size === 0) return none;
    const readers = [...readersOf(circle, part)];
    return new Set(
      epochs
        .filter((epoch) => late.has(epoch.epoch) && log.keys.has(epoch.epoch))
        .filter((epoch) => {
          const openers = openersOf(epoch, epochs);
          return !readers.every((device) => openers.has(device));
        })
        .map(({ epoch }) => epoch),
    );
  }
}
