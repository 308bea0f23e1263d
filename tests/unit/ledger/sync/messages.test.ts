import { expect, test } from 'vitest';
import { decodeMessage, encodeMessage } from '../../../../src/lib/ledger/sync/messages';

test('LED4: of a log of more records than a message names the last ones are named', async () => {
  const hashes = Array.from({ length: 20_001 }, (_, at) => `${at}`);
  expect(await decodeMessage(await encodeMessage({ type: 'log', hashes }))).toEqual({
    ok: true,
    value: { type: 'log', hashes: hashes.slice(1) },
  });
});
