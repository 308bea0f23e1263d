import type { CirclePart, DeviceId, Hash } from '../domain/circle/record';
import type { ContentFault } from './content/faults';

/** What came of one envelope from outside (LED2). */
export type Outcome =
  /**
   * It counts. `update`: what it changes here; absent where it only has its place (a start that stands for what is here already),
   * or where all of the part is replaced. `isKept`: it was kept before, and did not count.
   */
  | {
      readonly kind: 'accepted';
      readonly part: CirclePart;
      readonly hash: Hash;
      readonly envelope: Uint8Array;
      readonly update: Uint8Array | undefined;
      readonly isKept: boolean;
      readonly device: DeviceId;
    }
  | { readonly kind: 'held' }
  /** Not for this device to read. */
  | { readonly kind: 'elsewhere' }
  /** Not authentic: counts against who sent it. */
  | { readonly kind: 'dropped'; readonly why: 'malformed' | 'otherCircle' | 'signature' }
  /** A format of later: not for this version. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'waits'; readonly for: string }
  /** Authentic, and not allowed: counts against who wrote it; its chain ends there. */
  | {
      readonly kind: 'void';
      readonly why: VoidReason;
      readonly device: DeviceId;
      readonly chain: string;
    };

export type VoidReason =
  | 'afterVoid'
  | 'noMember'
  | 'mayNotWrite'
  | 'otherPart'
  | 'doesNotOpen'
  | 'fork'
  | 'badStart'
  | ContentFault;
