import type { DeviceId } from '../../domain/circle/record';

/** A device that sent more than is taken without asking (LED4). */
export interface Heavy {
  /** What came of it since this engine was opened. */
  readonly bytes: number;
  /** A person said: not now. What it has besides stays there. */
  readonly isLeft: boolean;
}

/** So much that is new is taken of one device without asking, as long as the engine is open, in bytes. */
const unasked = 64 * 1024 * 1024;

/** How much that was not here came of each device, whether it counts or not, and what a person said to more of it (LED4). */
export class Weights {
  readonly #most: number;
  readonly #came = new Map<DeviceId, number>();
  readonly #said = new Map<DeviceId, boolean>();

  constructor(most = unasked) {
    this.#most = most;
  }

  add(device: DeviceId, bytes: number): void {
    this.#came.set(device, (this.#came.get(device) ?? 0) + bytes);
  }

  /** A person says whether more of a device is taken. */
  say(device: DeviceId, more: boolean): void {
    this.#said.set(device, more);
  }

  takes(device: DeviceId): boolean {
    return this.#said.get(device) ?? (this.#came.get(device) ?? 0) < this.#most;
  }

  /** The devices of which no more is taken until a person says so. */
  get heavy(): ReadonlyMap<DeviceId, Heavy> {
    return new Map(
      [...this.#came]
        .filter(([device]) => !this.takes(device))
        .map(([device, bytes]) => [device, { bytes, isLeft: this.#said.get(device) === false }]),
    );
  }
}
