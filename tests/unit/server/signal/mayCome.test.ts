import { expect, test } from 'vitest';
import { mayCome } from '../../../../src/server/signal/mayCome.js';

test.each([
  ['https://plan.example', 'plan.example', [], true],
  ['https://plan.example', 'plan.example:443', [], true],
  ['http://localhost:4173', 'localhost:4444', [], true],
  ['http://[::1]:4173', '[::1]:4444', [], true],
  ['https://other.example', 'plan.example', [], false],
  ['https://plan.example.other', 'plan.example', [], false],
  ['https://other.example', 'plan.example', ['https://other.example'], true],
  ['http://other.example', 'plan.example', ['https://other.example'], false],
  ['https://other.example', 'plan.example', ['*'], true],
  ['null', 'plan.example', [], false],
  ['file://', '', [], false],
  ['null', undefined, [], false],
  ['', '', [], false],
  [undefined, 'plan.example', [], true],
])('SEC1 a page of %s at %s, with %j allowed: %s', (origin, host, allowed, may) => {
  expect(mayCome(origin, host, allowed)).toBe(may);
});
