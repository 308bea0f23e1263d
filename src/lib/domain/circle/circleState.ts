import { hasBit, type Bits } from './bits';
import type { Circle, Epoch, Invitation, Member } from './circle';
import type { Placed } from './causalOrder';
import { withClaim, type Claim } from './claims';
import type { CircleId, CirclePart, DeviceId, DeviceKeys, KnownBody } from './record';
import { makesKeys } from './readersOf';
import { roleOf } from './roles';
import { claimsOn, memberOf, type Standing } from './standing';

/** So many further devices come from one that was let in, theirs among them: every key is sealed for each. */
const mostBrought = 8;

/** Whom an epoch gives keys that hands one on: worked out when all is known of who brought whom. */
const none: ReadonlySet<DeviceId> = new Set();

/** Takes in allowed records in causal order. Of what was said at the same time, the lesser right holds (CIR2). */
export class CircleState {
  #genesis: Extract<KnownBody, { type: 'genesis' }> | undefined;
  #standings = new Map<DeviceId, Standing>();
  readonly #invitations = new Map<string, Invitation>();
  #servers: Pick<Circle, 'servers' | 'signaling'> = { servers: [], signaling: [] };
  readonly #epochs = new Map<CirclePart, Epoch[]>();

  member(device: DeviceId): Member | undefined {
    const standing = this.#standings.get(device);
    return standing && memberOf(standing);
  }

  invitation(invitation: string): Invitation | undefined {
    return this.#invitations.get(invitation);
  }

  /** Whether a device may bring one more: those that are suspended read nothing and do not count. */
  mayBring(device: DeviceId): boolean {
    const first = this.#standings.get(device)?.first;
    const brought = [...this.#standings.values()].filter(
      (one) => one.first === first && one.device !== first && !one.suspended,
    );
    return brought.length < mostBrought;
  }

  /** Whether any device steers that is not suspended; `but` not counted. */
  steers(but?: DeviceId): boolean {
    return [...this.#standings.values()].some(
      (standing) =>
        standing.device !== but && !standing.suspended && memberOf(standing).role === 'steer',
    );
  }

  /** Takes in a record that is allowed; `writer` as they stood in its past, absent for the genesis. */
  apply({ record, past }: Placed, place: number, writer: Member | undefined): void {
    const { body, device, named } = record;
    switch (body.type) {
      case 'genesis':
        this.#genesis = body;
        this.#enter(record, body, undefined).given = [
          { place, role: 'steer', household: true, persons: body.persons },
        ];
        return;
      case 'admit':
        this.#unlessNobodySteers(() => {
          const standing = this.#enter(record, body, device);
          if (standing.first !== standing.device)
            Object.assign(standing, { first: standing.device, letInBy: device });
          this.#give(standing, claimOf(body, place), past);
        });
        this.#changeInvitation(body.invitation, (invitation) => ({
          ...invitation,
          admitted: [...new Set([...invitation.admitted, named as DeviceId])],
        }));
        return;
      case 'addDevice':
        this.#unlessNobodySteers(() => this.#bring(record, body, place, writer as Member));
        return;
      case 'changeRole': {
        const standing = this.#standings.get(body.device);
        if (standing)
          this.#unlessNobodySteers(() => this.#give(standing, claimOf(body, place), past));
        return;
      }
      case 'invite':
        // Whoever says the same key again changes nothing.
        if (!this.#invitations.has(body.invitation))
          this.#invitations.set(body.invitation, {
            ...body,
            role: roleOf(body.role),
            by: device,
            at: record.at,
            revoked: false,
            admitted: [],
          });
        return;
      case 'revokeInvite':
        this.#changeInvitation(body.invitation, (invitation) => ({ ...invitation, revoked: true }));
        return;
      case 'rotate': {
        const epochs = this.#epochs.get(body.part as CirclePart) ?? [];
        const readers = new Set(Object.keys(body.sealed));
        epochs.push({
          epoch: record.hash,
          part: body.part as CirclePart,
          commitment: body.commitment,
          previous: body.previous,
          readers,
          givenTo: makesKeys(writer as Member, body.part) ? readers : none,
          by: device,
          at: record.at,
        });
        this.#epochs.set(body.part as CirclePart, epochs);
        return;
      }
      case 'setServers':
        // Of several that were said at the same time, the one that comes last in the order.
        this.#servers = { servers: body.servers, signaling: body.signaling };
        return;
      case 'fork': {
        const standing = this.#standings.get(body.device);
        if (standing) standing.suspended = true;
      }
    }
  }

  /** What stands, detached from what comes later. */
  read(id: CircleId): Omit<Circle, 'heads' | 'waiting' | 'refused'> {
    return {
      id,
      plan: this.#genesis?.plan ?? '',
      kind: this.#genesis?.kind ?? '',
      formerly: this.#genesis?.formerly ?? [],
      devices: new Map([...this.#standings].map(([device, one]) => [device, memberOf(one)])),
      invitations: new Map(this.#invitations),
      ...this.#servers,
      epochs: new Map(
        [...this.#epochs].map(([part, epochs]) => [part, this.#believed(epochs)] as const),
      ),
    };
  }

  /**
   * Epochs of a part with whom they can be opened by. Who hands on a key is believed about those who had it, and about the
   * devices that they brought and nobody else let in.
   */
  #believed(epochs: readonly Epoch[]): readonly Epoch[] {
    const had = new Map<string, Set<DeviceId>>();
    return epochs.map((epoch) => {
      const { commitment, by, readers } = epoch;
      const those = (isIn: (one: DeviceId) => boolean) => new Set([...readers].filter(isIn));
      const givenTo =
        epoch.givenTo === none ? those((one) => this.#standings.get(one)?.letInBy === by) : readers;
      const openers = new Set([...(had.get(commitment) ?? none), ...givenTo]);
      had.set(commitment, openers);
      return { ...epoch, givenTo, readers: those((one) => openers.has(one)) };
    });
  }

  #enter(
    { named, at }: Placed['record'],
    { device: keys, name }: { device: DeviceKeys; name: string },
    letInBy: DeviceId | undefined,
    first = named as DeviceId,
  ): Standing {
    const device = named as DeviceId;
    const there = this.#standings.get(device);
    if (there) return there;
    const standing: Standing = {
      device,
      keys,
      name,
      since: at,
      letInBy,
      first,
      given: [],
      brought: [],
      bringers: new Map(),
      suspended: false,
    };
    this.#standings.set(device, standing);
    return standing;
  }

  #bring(
    record: Placed['record'],
    body: Extract<KnownBody, { type: 'addDevice' }>,
    place: number,
    writer: Member,
  ): void {
    const bringer = this.#standings.get(record.device);
    const isIn = this.#standings.has(record.named as DeviceId);
    // Of too many that were brought at the same time the last in the order are not in, nor what those brought.
    if (!bringer || !(isIn || this.mayBring(record.device))) return;
    const standing = this.#enter(record, body, record.device, bringer.first);
    standing.bringers = new Map([...standing.bringers, [record.device, place]]);
    standing.brought = [
      ...standing.brought,
      // What was said about the bringer at the same time holds for what it brought: nobody escapes into a second device.
      ...claimsOn(bringer),
      {
        place,
        role: body.role === undefined ? writer.role : roleOf(body.role),
        household: writer.household,
        persons: writer.persons,
      },
    ];
  }

  #give(standing: Standing, claim: Claim, past: Bits): void {
    standing.given = withClaim(standing.given, claim, past);
    this.#bound(standing.device, claim, past, new Set([standing.device]));
  }

  /** A claim about a device holds also for the devices that it brought at the same time. */
  #bound(bringer: DeviceId, claim: Claim, past: Bits, seen: Set<DeviceId>): void {
    for (const standing of this.#standings.values()) {
      const place = standing.bringers.get(bringer);
      if (place === undefined || hasBit(past, place) || seen.has(standing.device)) continue;
      seen.add(standing.device);
      standing.brought = withClaim(standing.brought, claim, past);
      this.#bound(standing.device, claim, past, seen);
    }
  }

  /**
   * Does what changes rights, unless that took steering from the last device that has it: of several that step down at the same
   * time, the one whose record comes last in the order goes on.
   */
  #unlessNobodySteers(change: () => void): void {
    if (!this.steers()) return change();
    const before = new Map([...this.#standings].map(([device, one]) => [device, { ...one }]));
    change();
    if (!this.steers()) this.#standings = before;
  }

  #changeInvitation(invitation: string, change: (one: Invitation) => Invitation): void {
    const one = this.#invitations.get(invitation);
    if (one) this.#invitations.set(invitation, change(one));
  }
}

const claimOf = (
  { role, household, persons }: { role: string; household: boolean; persons: string[] },
  place: number,
): Claim => ({ place, role: roleOf(role), household, persons });
