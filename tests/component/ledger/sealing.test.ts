import { describe, expect, onTestFinished, test } from 'vitest';
import { generateKeys } from '../../../src/lib/ledger/identity';
import { sealAndOpen } from './sealing';

describe('LED1: in a browser', () => {
  test('a page seals and opens with keys that it cannot take out', async () => {
    const pairs = await generateKeys();
    expect(await sealAndOpen(pairs)).toBe('Ask Renee for the earlier bus');
    await expect(crypto.subtle.exportKey('pkcs8', pairs.sign.privateKey)).rejects.toThrow();
    await expect(crypto.subtle.exportKey('pkcs8', pairs.agree.privateKey)).rejects.toThrow();
  });

  test('so does a worker, with the keys of the page', async () => {
    const worker = new Worker(new URL('./sealingWorker.ts', import.meta.url), { type: 'module' });
    onTestFinished(() => worker.terminate());
    const answer = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    });
    worker.postMessage(await generateKeys());
    expect(await answer).toBe('Ask Renee for the earlier bus');
  });
});
