import { expect, test } from 'vitest';
import { BANNED, bannedIn, checkWords } from '../../check/words.js';
import { project } from './project';

test.each([
  ['We come later', []],
  ['Late again', ['late']],
  ['LATE', ['late']],
  ['a late-night walk', ['late']],
  ['template, relate, late2', []],
  ['Nobody failed.', ['failed']],
  ['The user’s phone', ['user']],
  ['in case of rain', ['case']],
  ['a bookcase', []],
  ['no-show', ['no-show']],
  ['It worked', []],
])('English: "%s" says %j', (text, found) => {
  expect(bannedIn(text, BANNED.en ?? [])).toEqual(found);
});

test.each([
  ['Ana se negó', ['se negó']],
  ['Ana se  negó', ['se negó']],
  ['falló', ['falló']],
  ['fallo\u0301', ['falló']],
  ['fallómetro', []],
  ['en todo caso', ['caso']],
  ['el ocaso', []],
  ['usuarios', []],
])('Spanish: "%s" says %j', (text, found) => {
  expect(bannedIn(text, BANNED.es ?? [])).toEqual(found);
});

test('the check names file, line and word; keys, comments and codes are free', () => {
  const root = project({
    'src/lib/i18n/en/today.ts': [
      "import { late } from './late';",
      '// a late comment',
      'export const today = {',
      "  late: 'Some day soon',",
      '  count: (n: number, kind: string) =>',
      "    kind === 'late' ? `${n} failed` : 'later',",
      "  table: { user: 'A person', other: late['user'] },",
      '} as const;',
    ].join('\n'),
    'src/lib/i18n/es/today.ts': "export const today = { late: 'La racha', otro: 'streak' };",
    'src/lib/i18n/first.ts': "export const first = { late: { en: 'A score', es: 'El caso' } };",
    'src/app.html': '<meta name="description" content="For any client" />',
    'static/manifest.webmanifest': '{ "name": "Plan", "description": "Never late" }',
  });
  expect(checkWords(root)).toEqual([
    'src/lib/i18n/en/today.ts:6 says "failed":  failed',
    'src/lib/i18n/first.ts:1 says "score": A score',
    'src/lib/i18n/es/today.ts:1 says "racha": La racha',
    'src/lib/i18n/first.ts:1 says "caso": El caso',
    'src/app.html says "client"',
    'static/manifest.webmanifest says "late"',
  ]);
});
