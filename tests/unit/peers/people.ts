import { onTestFinished } from 'vitest';
import { concat, toText, utf8 } from '../../../src/lib/ledger/bytes';
import type { Handshaker } from '../../../src/lib/peers/port';

/** A device with a key of its own, as the ledger would give it. */
export const device = async (
  scope = 'the Vegas',
  admits: (key: string) => boolean = () => true,
): Promise<Handshaker> => {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const key = toText(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const sign = async (bytes: Uint8Array) => {
    const signed = concat(utf8('lived-plan/peer/1'), [0], bytes);
    return new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, signed));
  };
  return { scope, key, sign, admits };
};

/** Every uncaught error of the page; a test asks for it at its end. */
export const uncaught = (): readonly string[] => {
  const errors: string[] = [];
  const off = new AbortController();
  addEventListener('error', (event) => errors.push(event.message), { signal: off.signal });
  addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)), off);
  onTestFinished(() => off.abort());
  return errors;
};
