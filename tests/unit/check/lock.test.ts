import { expect, test } from 'vitest';
import { checkLock } from '../../check/lock.js';

const packages = {
  '': { devDependencies: { vite: '8' } },
  'node_modules/vite': { dependencies: { inner: '1' }, optionalDependencies: { 'for-mac': '1' } },
  'node_modules/vite/node_modules/inner': { dependencies: { shared: '1' } },
  'node_modules/shared': { resolved: 'https://registry.npmjs.org/shared/-/shared-1.tgz' },
  'node_modules/for-mac': {},
};

test('a lock file that holds all its packages ask for, at any depth, is whole', () => {
  expect(checkLock(packages)).toEqual([]);
});

test.each([
  ['node_modules/vite', 'vite is missing, which this project asks for'],
  ['node_modules/for-mac', 'for-mac is missing, which node_modules/vite asks for'],
  ['node_modules/shared', 'shared is missing, which node_modules/vite/node_modules/inner asks for'],
])('one that lacks %s is named', (path, fault) => {
  const rest = Object.fromEntries(Object.entries(packages).filter(([name]) => name !== path));
  expect(checkLock(rest)).toContain(fault);
});

test('a package from another registry is named', () => {
  const odd = { ...packages, 'node_modules/shared': { resolved: 'http://10.0.0.1/shared.tgz' } };
  expect(checkLock(odd)).toEqual(['node_modules/shared comes from http://10.0.0.1/shared.tgz']);
});
