import { expect, test } from 'vitest';
import { join as en } from '../../../src/lib/i18n/en/join';
import { join as es } from '../../../src/lib/i18n/es/join';

/** Words that sound of a machine, or of blame. */
const unkind =
  /\b(error|invalid|wrong|illegal|denied|your fault|inválid[oa]|incorrect[oa]|culpa)\b/i;

test.each([
  ['en', en],
  ['es', es],
] as const)(
  'however joining ends, it is said in words of its own, with what to do, and without blame: %s',
  (_language, words) => {
    const ends = [...Object.values(words.over), words.held, words.cameraNone, words.cameraRefused];
    const links = Object.values(words.link);
    for (const said of [ends, links]) {
      expect(new Set(said.map(({ title }) => title)).size).toBe(said.length);
      expect(new Set(said.map(({ text }) => text)).size).toBe(said.length);
    }
    const texts = [...ends, ...links].map(({ title, text }) => `${title}. ${text}`);
    for (const text of [...texts, ...Object.values(words.code)]) {
      expect(text.length).toBeGreaterThan(40);
      expect(text).not.toMatch(unkind);
    }
  },
);
