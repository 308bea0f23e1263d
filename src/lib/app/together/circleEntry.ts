import * as z from 'zod/mini';
import type { Json } from '../../domain/json';
import { alone } from '../../vault/alone';
import type { Vault } from '../../vault/port';
import { circleKey } from './circleKey';

z.config({ jitless: true });

const role = z.enum(['steer', 'edit', 'see']);

/** What this device knows of the circle that a plan is shared in, without opening its log. */
const CircleEntry = z.object({
  circle: z.string(),
  /** This device's id in it. */
  device: z.string(),
  /**
   * `starting`: what stands here is being sealed for the first time; `joining`: what the others have is still coming;
   * `shared`: neither. A tab that was killed goes on from there.
   */
  state: z.enum(['starting', 'joining', 'shared']),
  /** What this device may do, as far as it knew last. */
  role,
  /** Whether it gets what is only for the household, as far as it knew last. Absent: it does. */
  household: z.exactOptional(z.boolean()),
  /** Absent: not asked yet (PEER5). */
  meeting: z.exactOptional(z.enum(['direct', 'hidden'])),
  /** Whether this device goes by what stands here and not by what the circle says. Absent: it does where anything stands here. */
  ownServers: z.exactOptional(z.boolean()),
  servers: z.array(
    z.object({
      urls: z.string(),
      username: z.exactOptional(z.string()),
      credential: z.exactOptional(z.string()),
    }),
  ),
  /** Empty: the place that the app came from. */
  signaling: z.array(z.string()),
  presence: z.boolean(),
  /** Seeds of invitations that this device gave and that may still be answered, by the invitation's id. */
  seeds: z.record(z.string(), z.string()),
  /** Of which of the plan's people each device is, as far as this one knew last. */
  persons: z.record(z.string(), z.array(z.string())),
  /** When this device last heard from another, ISO, by device. */
  heard: z.record(z.string(), z.string()),
});
export type CircleEntry = z.infer<typeof CircleEntry>;

/** Absent: the plan was never shared. */
export const readCircle = async (vault: Vault, planId: string): Promise<CircleEntry | undefined> =>
  CircleEntry.safeParse(await vault.get(circleKey(planId))).data;

export const writeCircle = (vault: Vault, planId: string, entry: CircleEntry): Promise<void> =>
  vault.set(circleKey(planId), entry as Json);

const patience = 10_000;
let last: Promise<unknown> = Promise.resolve();

/**
 * Changes what stands there now; nothing where nothing stands. One change after another, other tabs' included: each builds on
 * the one before, or what a person chose would be lost to what the app notes beside it.
 */
export const changeCircle = (
  vault: Vault,
  planId: string,
  change: (entry: CircleEntry) => CircleEntry,
): Promise<void> => {
  const changed = last.then(() =>
    alone(circleKey(planId), true, patience, async () => {
      const entry = await readCircle(vault, planId);
      if (entry) await writeCircle(vault, planId, change(entry));
    }),
  );
  last = changed.catch(() => {});
  return changed;
};
