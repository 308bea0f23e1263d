import type { CircleId, CirclePart, CircleServer, DeviceId, DeviceKeys, Hash } from './record';
import type { Role } from './roles';

/** A device that was let in. `persons`: whom it speaks for; `letInBy` is absent for the one that began the circle. */
export interface Member {
  readonly device: DeviceId;
  readonly keys: DeviceKeys;
  readonly name: string;
  readonly persons: readonly string[];
  readonly role: Role;
  readonly household: boolean;
  /** When it was let in, by the clock of who did. */
  readonly since: string;
  readonly letInBy?: DeviceId;
  /** It wrote two things at one place (LED6): it reads nothing new and writes nothing. */
  readonly suspended: boolean;
}

/** An invitation; it never ends by itself here, because `until` is a matter of clocks. */
export interface Invitation {
  readonly invitation: string;
  readonly role: Role;
  readonly household: boolean;
  readonly persons: readonly string[];
  readonly until: string;
  readonly shown: string;
  readonly by: DeviceId;
  readonly at: string;
  readonly revoked: boolean;
  /** Who was let in with it. */
  readonly admitted: readonly DeviceId[];
}

/** A key's time; `epoch` is the hash of the record that opened it. */
export interface Epoch {
  readonly epoch: Hash;
  readonly part: CirclePart;
  readonly commitment: string;
  readonly previous: readonly Hash[];
  readonly readers: ReadonlySet<DeviceId>;
  /** Of the readers, those whom its record gives keys: of who does not steer, the devices that they brought. */
  readonly givenTo: ReadonlySet<DeviceId>;
  readonly by: DeviceId;
  readonly at: string;
}

/** Who is in, with which rights and keys: what the log says. */
export interface Circle {
  readonly id: CircleId;
  /** Empty until the genesis record is here. */
  readonly plan: string;
  readonly kind: string;
  /** What the keys of facts began with that the first device wrote alone. */
  readonly formerly: readonly string[];
  readonly devices: ReadonlyMap<DeviceId, Member>;
  readonly invitations: ReadonlyMap<string, Invitation>;
  /** What was said last of where its devices find each other. */
  readonly servers: readonly CircleServer[];
  /** Addresses of signalling servers; none: the place that the app came from. */
  readonly signaling: readonly string[];
  /** Oldest first. */
  readonly epochs: ReadonlyMap<CirclePart, readonly Epoch[]>;
  /** The newest records that count: what the next record and the next envelope build on. */
  readonly heads: readonly Hash[];
  /** Records of which something earlier is not here. */
  readonly waiting: readonly Hash[];
  /** Records whose writer might not write them: they change nothing. */
  readonly refused: readonly Hash[];
}
