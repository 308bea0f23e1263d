import { forCrypto, toText, utf8 } from './bytes';

/** Where devices meet: what a signaling server gets to see, and what keeps it from reading the rest. */
export interface RoomSecrets {
  readonly topic: string;
  readonly password: string;
}

/** The circle's room, from the key of an epoch of its part `room`: with a new key it moves. */
export const deriveRoom = (key: Uint8Array): Promise<RoomSecrets> => derive(key, 'room');

/** The room in which one invitation is answered, from the invitation's seed (CIR3). */
export const deriveJoinRoom = (seed: Uint8Array): Promise<RoomSecrets> => derive(seed, 'join');

const derive = async (secret: Uint8Array, purpose: string): Promise<RoomSecrets> => {
  const key = await crypto.subtle.importKey('raw', forCrypto(secret), 'HKDF', false, [
    'deriveBits',
  ]);
  const bits = async (what: string): Promise<string> =>
    toText(
      new Uint8Array(
        await crypto.subtle.deriveBits(
          {
            name: 'HKDF',
            hash: 'SHA-256',
            salt: new Uint8Array(0),
            info: forCrypto(utf8(`lived-plan/${purpose}/${what}`)),
          },
          key,
          256,
        ),
      ),
    );
  return { topic: await bits('topic'), password: await bits('password') };
};
