import { afterEach, expect, test, vi } from 'vitest';
import { readInvitation } from '../../../../src/lib/app/together/joining';
import { whyNotMet } from '../../../../src/lib/app/together/whyNotMet';
import { encodeInvitation } from '../../../../src/lib/ledger/join/invitation';
import { vegaInvitation } from '../../ledger/join/people';

afterEach(() => void vi.unstubAllGlobals());

const why = async (text: string) => {
  const read = await readInvitation(text);
  return read.ok ? undefined : read.refusal;
};
const fragment = () =>
  encodeInvitation({
    ...vegaInvitation(),
    until: new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000).toISOString(),
  });

test('CIR3 a link of another site is told apart from one that lost a part, and the letters alone are enough', async () => {
  const whole = await fragment();
  expect(await why(`https://plan.example/join/#${whole}`)).toBeUndefined();
  expect(await why(whole.slice(2))).toBeUndefined();
  for (const foreign of [
    'https://www.example.org/a-recipe-for-pozole',
    'https://meet.example/join/abc-defg-hij?i=1',
    'tel:555-0100',
    'hola',
    '',
  ])
    expect(await why(foreign), foreign).toBe('foreign');
  for (const damaged of [`https://plan.example/join/#${whole.slice(0, -6)}`, whole.slice(2, -6)])
    expect(await why(damaged), damaged).toBe('damaged');
});

test('CIR3 a clock that runs years ahead or behind keeps nobody from asking who doubts it', async () => {
  const text = await fragment();
  const now = Date.now();
  const years = 5 * 365 * 24 * 60 * 60_000;
  vi.spyOn(Date, 'now').mockReturnValue(now - years);
  expect(await why(text)).toBeUndefined();
  vi.spyOn(Date, 'now').mockReturnValue(now + years);
  expect(await why(text)).toBe('expired');
  expect((await readInvitation(text, 'doubted')).ok).toBe(true);
  expect((await readInvitation(text.slice(0, -3), 'doubted')).ok).toBe(false);
  vi.restoreAllMocks();
});

test('PEER4 why nobody was met: the nearest cause, and of the app at another address that it is there', () => {
  const room = { signaling: 'open', peers: 0, trying: 0 } as const;
  const here = 'https://plan.example/join/#i=AQ';
  vi.stubGlobal('location', { host: 'plan.example' });
  vi.stubGlobal('navigator', { onLine: true });
  expect(whyNotMet(room, here)).toBe('unreachable');
  expect(whyNotMet(room, 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY')).toBe('unreachable');
  expect(whyNotMet(room, 'Come in: https://other.example/join/#i=AQ')).toBe('elsewhere');
  expect(whyNotMet({ ...room, signaling: 'unreachable' }, here)).toBe('signalingUnreachable');
  expect(whyNotMet({ ...room, trouble: 'blocked' }, here)).toBe('blocked');
  vi.stubGlobal('navigator', { onLine: false });
  expect(whyNotMet({ ...room, signaling: 'unreachable' }, here)).toBe('offline');
});
