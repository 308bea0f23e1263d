import { concat, forCrypto, utf8 } from '../bytes';

/** What an invitation's seed can do: prove that one may ask. */
export interface SeedKey {
  /** The Ed25519 public key of the seed, as text: the id of the invitation. */
  readonly invitation: string;
  /** Signs a request to join, 64 bytes; `verify(invitation, 'ask', …)` checks it. */
  signAsk(bytes: Uint8Array): Promise<Uint8Array>;
}

/** What stands before 32 raw bytes in a PKCS #8 private key of Ed25519 (RFC 8410). */
const pkcs8 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);

/** The key pair of an invitation; rejects where the browser has no Ed25519. */
export const seedKey = async (seed: Uint8Array): Promise<SeedKey> => {
  const key = await crypto.subtle.importKey(
    'pkcs8',
    forCrypto(concat(pkcs8, seed)),
    'Ed25519',
    // Only so is its public half to be had; who has the seed has it all anyway.
    true,
    ['sign'],
  );
  const { x = '' } = await crypto.subtle.exportKey('jwk', key);
  return {
    invitation: x,
    signAsk: async (bytes) =>
      new Uint8Array(
        await crypto.subtle.sign(
          'Ed25519',
          key,
          forCrypto(concat(utf8('lived-plan/ask/1'), Uint8Array.of(0), bytes)),
        ),
      ),
  };
};
