import type { Id } from '../../domain/plan/schema';
import type { Result } from '../../domain/result';
import type { StorageTrouble } from '../../vault/port';

/** What a device may do (CIR2). */
export type Role = 'steer' | 'edit' | 'see';

/** How a device meets others: showing its internet address to them, or only through a relay (PEER5). */
export type Meeting = 'direct' | 'hidden';

/** A device that is in, as the screens say it. */
export interface MemberView {
  readonly device: string;
  /** What its people call it ("Marisol's phone"). */
  readonly name: string;
  /** The plan's people who use it. */
  readonly persons: readonly Id[];
  readonly role: Role;
  /** Whether it reads what only the household may read. */
  readonly household: boolean;
  readonly isThis: boolean;
  /** ISO instant, as the clock of who let it in said. */
  readonly since: string;
  /** The name of the device that let it in; absent for the first. */
  readonly letInBy: string | undefined;
  /** Connected with this device now; said only while presence is on, or for one's own household. */
  readonly isHere: boolean;
  /** ISO instant when this device last heard from it; absent: never yet. Outside the household only the day may be said. */
  readonly heardFrom: string | undefined;
  /** Whether it has all that is on this device; `undefined`: not known yet. */
  readonly hasAll: boolean | undefined;
  /** It reads something else from the same changes, also after they were gone through once more (LED6). */
  readonly differs: boolean;
  /** Two different copies of it wrote (LED6): nothing new is taken from it. */
  readonly suspended: boolean;
}

/** Somebody was invited and may still come. */
export interface InvitationView {
  readonly id: string;
  readonly persons: readonly Id[];
  readonly role: Role;
  readonly household: boolean;
  readonly shown: 'room' | 'sent';
  /** ISO instant. */
  readonly until: string;
  /** The link; only on the device that invited. */
  readonly link: string | undefined;
}

/** Somebody at the door: asked with an invitation and waits. */
export interface KnockView {
  readonly id: string;
  readonly name: string;
  readonly invitation: InvitationView;
  /** Four sets of three words, one of which the newcomer sees; absent until both ends have agreed on them. */
  readonly sets: readonly (readonly string[])[] | undefined;
}

/** What somebody says who is let in: which person of the plan, or a new one. */
export interface LetIn {
  /** Index of the set that the newcomer sees. */
  readonly set: number;
  readonly persons: readonly Id[];
  readonly role: Role;
  readonly household: boolean;
  /** What they may see until the plan itself is there; absent: nothing. */
  readonly today?: string | undefined;
}

/** Why two devices do not meet; each has words of its own, and what to try. */
export type MeetingTrouble =
  | 'offline'
  | 'signalingUnreachable'
  | 'blocked'
  | 'hiddenWithoutRelay'
  | 'otherSideClosed'
  | 'waitingToBeLetIn'
  | 'notSecure'
  | 'noWebRtc';

export interface Server {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

/** A plan among devices, as this device knows it now. */
export interface TogetherView {
  /** Absent: the plan is on this device only and was never shared. */
  readonly circle: string | undefined;
  readonly members: readonly MemberView[];
  readonly invitations: readonly InvitationView[];
  readonly knocks: readonly KnockView[];
  /** Absent: not asked yet (PEER5). */
  readonly meeting: Meeting | undefined;
  readonly servers: readonly Server[];
  /** Where devices find each other; empty: the place this app came from. */
  readonly signaling: readonly string[];
  /** These two were set for this device alone; else they are those of all. */
  readonly ownServers: boolean;
  /** Hosts this app's server allows besides its own; absent while it is being asked. */
  readonly signalingOffered: readonly string[] | undefined;
  readonly presence: boolean;
  /** Other devices connected now. */
  readonly connected: number;
  readonly trouble: MeetingTrouble | undefined;
  /** Changes that stand on this device only, as far as known: no other device has said that it has them. */
  readonly onlyHere: number;
  /** Changes of this device that could not be sealed: nobody else gets them. They are tried again when the plan is opened. */
  readonly unsealed: number;
  /** Bytes of a large first arrival, while it comes. */
  readonly arriving: { readonly done: number; readonly total: number } | undefined;
  /** Why this device does not keep what comes now; it goes on by itself. Absent: it keeps all of it. */
  readonly unkept: StorageTrouble | undefined;
  /** Devices that sent a lot, of which no more is taken until somebody says so (LED4). */
  readonly heavy: readonly {
    readonly device: string;
    readonly bytes: number;
    /** "Not now" was said. */
    readonly isLeft: boolean;
  }[];
  /** This device may let others in. */
  readonly maySteer: boolean;
  /** Keys of this device cannot be taken out of it; false where the browser does not allow that. */
  readonly keysStay: boolean;
}

/** Why something could not be done; nothing was lost. */
export type TogetherRefusal =
  | { readonly kind: 'notSecure' }
  | { readonly kind: 'noCrypto' }
  | { readonly kind: 'mayNot' }
  | { readonly kind: 'wrongWords' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'notKept' }
  | { readonly kind: 'notAFile' | 'otherVersion' | 'otherCircle' | 'noKey' | 'damaged' };

/** What stands between the two already before anybody is met. */
export type JoiningTrouble = Exclude<MeetingTrouble, 'otherSideClosed' | 'waitingToBeLetIn'>;

/** How joining goes, for the one who joins. */
export type JoiningView =
  | { readonly step: 'meeting' }
  | { readonly step: 'words'; readonly words: readonly string[] }
  /** Let in, and this device could not keep what it takes to go on: it is held in the page, and can be tried again. */
  | { readonly step: 'notKept' }
  /** How many pieces are here, of how many. */
  | {
      readonly step: 'arriving';
      readonly done: number;
      readonly total: number | undefined;
      /** Why this device does not keep what comes now; it goes on by itself. */
      readonly unkept?: StorageTrouble | undefined;
    }
  /** Today can be shown; the rest of the plan may still be on its way. */
  | { readonly step: 'here'; readonly planId: string }
  | {
      readonly step: 'over';
      readonly why:
        | 'wrongWords'
        | 'notNow'
        | 'expired'
        | 'revoked'
        | 'used'
        | 'alreadyHere'
        | 'broken'
        | 'unreachable'
        /** The invitation leads to another address of the app, and nobody was met here. */
        | 'elsewhere'
        | 'noCrypto'
        | 'notKept'
        | JoiningTrouble;
      readonly planId?: string;
    };

export type LinkRefusal = 'damaged' | 'otherVersion' | 'foreign' | 'expired';

/** An invitation as read from a link; the right to ask, nothing more (CIR3). */
export interface ReadInvitation {
  readonly text: string;
  readonly shown: 'room' | 'sent';
  readonly until: string;
}

/** A plan among devices: how it stands, and what can be done about it. */
export interface Together {
  readonly view: TogetherView;
  /** Calls back whenever `view` is another one. Returns how to stop. */
  onChanged(listener: () => void): () => void;
  /** What inviting takes comes while somebody reads: they do not wait for it afterwards. */
  getReady(): void;
  /** The first sharing: begins the circle. */
  share(): Promise<Result<undefined, TogetherRefusal>>;
  chooseMeeting(meeting: Meeting): Promise<void>;
  /** `whose`: for all who are in, or for this device alone. */
  setServers(
    servers: readonly Server[],
    signaling: readonly string[],
    whose: 'all' | 'device',
  ): Promise<Result<undefined, TogetherRefusal>>;
  /** Nothing is set for this device alone any more: it goes by what holds for all. */
  serversOfAll(): Promise<void>;
  setPresence(on: boolean): Promise<void>;
  /** Stands in `view` once it resolves. `persons` empty: somebody new, who is named when they are let in. */
  invite(input: InviteInput): Promise<Result<InvitationView, TogetherRefusal>>;
  revoke(invitation: string): Promise<void>;
  letIn(knock: string, input: LetIn): Promise<Result<undefined, TogetherRefusal>>;
  notNow(knock: string): Promise<void>;
  changeRole(device: string, input: Rights): Promise<Result<undefined, TogetherRefusal>>;
  /** Whether more of a device that sent a lot is taken; said for as long as the app is open. */
  takeFrom(device: string, more: boolean): Promise<void>;
  /** What is new here, as one sealed file. */
  whatsNew(): Promise<Result<Blob, TogetherRefusal>>;
  /** Takes such a file in; the number of changes that were new. */
  takeIn(file: Blob): Promise<Result<number, TogetherRefusal>>;
  /**
   * Meets a device in the same room without any server: our code, then the other's answer. A device that is in already is
   * connected; who is new asks to come in with these rights. `directly`: though this device is hidden from all others.
   */
  offerByCode(input: Rights, directly: boolean): Promise<OfferByCode>;
  /** The present facts as a new plan on this device, shared with nobody, in place of this one; its id. */
  startAgain(): Promise<Result<string, TogetherRefusal>>;
}

/** What somebody may do, and for whom of the plan they speak. */
export interface Rights {
  readonly persons: readonly Id[];
  readonly role: Role;
  readonly household: boolean;
}

export interface InviteInput extends Rights {
  readonly shown: 'room' | 'sent';
}

export interface OfferByCode {
  readonly code: string;
  accept(answer: string): Promise<Result<undefined, CodeRefusal>>;
  cancel(): void;
}

/** Joining under way, on the device that asks to come in. */
export interface Joining {
  readonly view: JoiningView;
  onChanged(listener: () => void): () => void;
  /** There is room now, perhaps: what could not be kept is tried again. */
  goOn(): void;
  stop(): void;
}

/** Why one of the two codes is no use. */
export type CodeRefusal =
  | 'notACode'
  | 'otherVersion'
  | 'ownCode'
  | 'wrongTurn'
  | 'damaged'
  /** This device could not keep what would come, or could not open it. */
  | 'notKept'
  | 'noCrypto';
