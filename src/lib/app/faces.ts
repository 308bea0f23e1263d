import * as z from 'zod/mini';
import type { Json } from '../domain/json';
import type { Vault } from '../vault/port';

z.config({ jitless: true });

/**
 * Who uses this device, for one plan, and who is talking now (domain: *Who is talking?*).
 * A choice holds ten minutes from the last thing done; one person alone is never asked again.
 */
const Faces = z.object({
  people: z.array(z.object({ id: z.string(), pin: z.exactOptional(z.string()) })),
  last: z.exactOptional(z.object({ id: z.string(), at: z.number() })),
  /** Somebody told something for themselves alone: whoever comes next is asked, one person alone too (UNSAFE). */
  asks: z.exactOptional(z.boolean()),
});
export type Faces = z.infer<typeof Faces>;

const tenMinutes = 600_000;
export const noFaces: Faces = { people: [] };

const key = (planId: string): string => `faces/${planId}`;

/** Whether a key of the vault is where a plan's faces stand. */
export const areFacesOf = (planId: string, of: string): boolean => of === key(planId);

export const readFaces = async (vault: Vault, planId: string): Promise<Faces> => {
  const parsed = Faces.safeParse(await vault.get(key(planId)));
  return parsed.success ? parsed.data : noFaces;
};

export const writeFaces = (vault: Vault, planId: string, faces: Faces): Promise<void> =>
  vault.set(key(planId), faces as Json);

export const deleteFaces = (vault: Vault, planId: string): Promise<void> =>
  vault.delete(key(planId));

/** Who is talking at an instant (ms); absent when somebody has to be asked. */
export const talking = (faces: Faces, at: number): string | undefined => {
  const only = alone(faces);
  if (only !== undefined) return only;
  const { last } = faces;
  const fresh = last && Math.abs(at - last.at) < tenMinutes;
  return fresh && faces.people.some((face) => face.id === last.id) ? last.id : undefined;
};

/** The instant (ms) at which who is talking has to be asked again; absent when nobody said, or one alone uses it. */
export const talkingUntil = (faces: Faces): number | undefined =>
  alone(faces) === undefined && faces.last ? faces.last.at + tenMinutes : undefined;

/** The one person who uses this device, where no PIN has to be typed. */
const alone = ({ people, asks }: Faces): string | undefined => {
  const [only, ...others] = people;
  return only && !asks && others.length === 0 && only.pin === undefined ? only.id : undefined;
};

/** The faces after somebody said who they are: added if new, and talking from now. */
export const withTalker = (faces: Faces, id: string, at: number): Faces => ({
  people: faces.people.some((face) => face.id === id) ? faces.people : [...faces.people, { id }],
  last: { id, at },
});

/** The faces while nobody is talking. */
export const withNobody = ({ people }: Faces): Faces => ({ people, asks: true });

/** The faces without one of them. */
export const withoutFace = (faces: Faces, id: string): Faces => ({
  people: faces.people.filter((face) => face.id !== id),
  ...(faces.asks && { asks: true }),
  ...(faces.last && faces.last.id !== id ? { last: faces.last } : {}),
});

const digest = async (planId: string, id: string, pin: string): Promise<string> => {
  const encoder = new TextEncoder();
  const base = await crypto.subtle.importKey('raw', encoder.encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    {
      name: 'PBKDF2',
      hash: 'SHA-256',
      salt: encoder.encode(`${planId}/${id}`),
      iterations: 200_000,
    },
    base,
    256,
  );
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The faces with a PIN for one of them, or without one (`undefined`). A PIN keeps a curious sibling out, not a thief. */
export const withPin = async (
  faces: Faces,
  planId: string,
  id: string,
  pin: string | undefined,
): Promise<Faces> => {
  const kept = pin === undefined ? {} : { pin: await digest(planId, id, pin) };
  return {
    ...faces,
    people: faces.people.map((face) => (face.id === id ? { id, ...kept } : face)),
  };
};

/** Whether this PIN opens that face; a face without one opens to everybody. */
export const pinOpens = async (
  faces: Faces,
  planId: string,
  id: string,
  pin: string,
): Promise<boolean> => {
  const face = faces.people.find((one) => one.id === id);
  return face?.pin === undefined || face.pin === (await digest(planId, id, pin));
};
