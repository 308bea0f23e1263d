import { describe, expect, test } from 'vitest';
import { drawQr, type CodePicture } from '../../../src/lib/carriers/drawQr';
import { readQr } from '../../../src/lib/carriers/readQr';

/** Paints a picture as a screen would, `scale` pixels a module. */
const painted = ({ path, size }: CodePicture, scale: number, dark = 20, light = 240) => {
  const width = size * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  const paint = (x: number, y: number, shade: number) => {
    for (let row = y * scale; row < (y + 1) * scale; row += 1)
      for (let column = x * scale; column < (x + 1) * scale; column += 1)
        data.fill(shade, 4 * (row * width + column), 4 * (row * width + column) + 3);
  };
  for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) paint(x, y, light);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let at = 0; at < Number(length); at += 1) paint(Number(x) + at, Number(y), dark);
  return { data, width, height: width };
};

const link = `https://plan.example/join/#i=${'AbCd_-9'.repeat(11)}A`;

describe('PEER6 codes as pictures', () => {
  test('what is drawn is read again: a link, a code, and the longest that is drawn', () => {
    for (const text of [link, 'A1'.repeat(150), 'ñ👩‍👧', 'x'.repeat(1_200)]) {
      const picture = drawQr(text);
      expect(picture && readQr(painted(picture, 4))).toBe(text);
    }
  });

  test('it is read also small, pale, and with light and dark exchanged', () => {
    const picture = drawQr(link) as CodePicture;
    expect(readQr(painted(picture, 2))).toBe(link);
    expect(readQr(painted(picture, 4, 100, 180))).toBe(link);
    expect(readQr(painted(picture, 4, 240, 20))).toBe(link);
  });

  test('four modules around it stay light', () => {
    const { path, size } = drawQr(link) as CodePicture;
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].map((run) =>
      run.slice(1).map(Number),
    ) as [number, number, number, number][];
    expect(runs.map(([x, y, length, back]) => `M${x} ${y}h${length}v1h-${back}z`).join('')).toBe(
      path,
    );
    expect(Math.min(...runs.map(([x]) => x))).toBe(4);
    expect(Math.min(...runs.map(([, y]) => y))).toBe(4);
    expect(Math.max(...runs.map(([x, , length]) => x + length))).toBe(size - 4);
    expect(Math.max(...runs.map(([, y]) => y + 1))).toBe(size - 4);
  });

  test('capitals and digits make a smaller picture than as many other letters', () => {
    const size = (text: string) => drawQr(text)?.size ?? 0;
    expect(size('A1'.repeat(150))).toBeLessThan(size('a1'.repeat(150)));
  });

  test('what is too long is not drawn', () => {
    expect(drawQr('x'.repeat(1_201))).toBeUndefined();
    expect(drawQr('ñ'.repeat(601))).toBeUndefined();
  });

  test('a picture without a code, or of nothing, gives none', () => {
    expect(readQr({ data: new Uint8ClampedArray(400 * 400 * 4), width: 400, height: 400 })).toBe(
      undefined,
    );
    expect(readQr({ data: new Uint8ClampedArray(0), width: 0, height: 0 })).toBe(undefined);
    expect(readQr({ data: new Uint8ClampedArray(4), width: 90, height: 90 })).toBe(undefined);
  });
});
