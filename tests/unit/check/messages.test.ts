import { expect, test } from 'vitest';
import { checkMessages } from '../../check/messages.js';
import { readPlace } from '../../check/readMessages.js';
import { project } from './project';

const english = `export const today = {
  title: 'Today',
  tries: (n: number) => (n === 1 ? 'one try' : \`\${n} tries\`),
  outcomes: { worked: 'It worked', partly: 'Some of it worked' },
};`;

const write = (code: string, spanish = english, more = {}) =>
  project({
    'src/lib/i18n/en/today.ts': english,
    'src/lib/i18n/es/today.ts': spanish,
    'src/routes/+page.svelte': code,
    ...more,
  });

const USES_ALL = '{m.today.title} {m.today.tries(2)} {m.today.outcomes[outcome]}';

test('one shape in both languages, all used: nothing to say', () => {
  expect(checkMessages(write(USES_ALL))).toEqual([]);
});

test('a message that Spanish lacks is named, and one that English lacks', () => {
  const spanish = `export const today = { title: 'Hoy', tries: () => '', outcomes: { worked: '',
    ownWay: '' } } satisfies Record<string, unknown>;`;
  expect(checkMessages(write(USES_ALL, spanish))).toEqual([
    'today.outcomes.partly is not there in Spanish',
    'today.outcomes.ownWay is not there in English',
  ]);
});

test('a whole file that one language lacks is named once', () => {
  const root = write(USES_ALL + '{m.plan.a}', english, {
    'src/lib/i18n/en/plan.ts': "export const plan = { a: 'A' };",
  });
  expect(checkMessages(root)).toEqual(['plan is not there in Spanish']);
});

test('a message that nothing uses is named; a longer name that begins with it is no use', () => {
  const root = write('{m.today.titleOf} {m.today.tries(1)} {m.today.outcomes.worked}');
  expect(checkMessages(root)).toEqual([
    'today.outcomes.partly is used nowhere',
    'today.title is used nowhere',
    'm.today.titleOf is used and not there',
  ]);
});

test('the messages’ own files use nothing', () => {
  expect(checkMessages(write('', english + '\n// m.today.title'))).toContain(
    'today.title is used nowhere',
  );
});

test('a place asked by code is used as a whole', () => {
  expect(checkMessages(write('{m.today[key]}'))).toEqual([]);
});

test('of a place that is handed on, what is read by name counts as used', () => {
  expect(
    checkMessages(
      write('<Card words={m.today} />', english, {
        'src/lib/ui/Card.svelte': '{words.title} {words.tries(3)}',
      }),
    ),
  ).toEqual(
    ['today.outcomes.worked is used nowhere', 'today.outcomes.partly is used nowhere'].sort(),
  );
});

test('a table that is handed on is used as a whole', () => {
  expect(
    checkMessages(
      write('{m.today.title} {m.today.tries(1)} <Choices labels={m.today.outcomes} />'),
    ),
  ).toEqual([]);
});

test('a message that is asked for and not there is named', () => {
  expect(checkMessages(write(`${USES_ALL} {m.today.tittle}`))).toEqual([
    'm.today.tittle is used and not there',
  ]);
});

test('a file that holds no messages of its name is an error, not silence', () => {
  expect(() => readPlace('today', 'export const other = {};')).toThrow('holds no');
});
