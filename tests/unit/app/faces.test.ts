import { expect, test } from 'vitest';
import {
  noFaces,
  pinOpens,
  talking,
  withNobody,
  withoutFace,
  withPin,
  withTalker,
} from '../../../src/lib/app/faces';

const noon = Date.parse('2026-05-04T18:00:00Z');
const minutes = (count: number): number => noon + count * 60_000;

test('nobody is talking before somebody said who they are', () => {
  expect(talking(noFaces, noon)).toBeUndefined();
});

test('Marisol, who alone uses this phone, is never asked again', () => {
  const faces = withTalker(noFaces, 'marisol', noon);
  expect(talking(faces, minutes(60 * 24 * 30))).toBe('marisol');
});

test('on a shared phone a choice holds ten minutes from the last thing done', () => {
  const both = withTalker(withTalker(noFaces, 'marisol', noon), 'teo', noon);
  expect(talking(both, minutes(9))).toBe('teo');
  expect(talking(both, minutes(10))).toBeUndefined();
  expect(talking(withTalker(both, 'teo', minutes(9)), minutes(18))).toBe('teo');
});

test('a clock set back a year asks again rather than talk as somebody else', () => {
  const both = withTalker(withTalker(noFaces, 'marisol', noon), 'teo', noon);
  expect(talking(both, minutes(-60 * 24 * 365))).toBeUndefined();
});

test('whoever no longer uses the phone no longer talks on it', () => {
  const both = withTalker(withTalker(noFaces, 'marisol', noon), 'teo', noon);
  expect(talking(withoutFace(both, 'teo'), minutes(1))).toBe('marisol');
});

test('UNSAFE after Teo told something for himself alone, whoever comes next is asked, on a phone that only he uses too', () => {
  const told = withNobody(withTalker(noFaces, 'teo', noon));
  expect(talking(told, noon)).toBeUndefined();
  expect(talking(withoutFace(withTalker(told, 'marisol', noon), 'marisol'), noon)).toBe('teo');
  expect(talking(withTalker(told, 'teo', noon), minutes(60))).toBe('teo');
});

test('a PIN opens its own face and no other word does; the PIN itself is not kept', async () => {
  const faces = await withPin(withTalker(noFaces, 'teo', noon), 'plan', 'teo', '4711');
  expect(await pinOpens(faces, 'plan', 'teo', '4711')).toBe(true);
  expect(await pinOpens(faces, 'plan', 'teo', '4712')).toBe(false);
  expect(JSON.stringify(faces)).not.toContain('4711');
});

test('with a PIN even the only face is asked for it after ten minutes', async () => {
  const faces = await withPin(withTalker(noFaces, 'teo', noon), 'plan', 'teo', '4711');
  expect(talking(faces, minutes(5))).toBe('teo');
  expect(talking(faces, minutes(20))).toBeUndefined();
});
