import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Entry one package of a lock file
 * @property {string} [resolved]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * A lock file that lacks what its own packages ask for works on the machine that wrote it and
 * stops `npm ci` on every fresh clone; one that names another registry stops it outside.
 *
 * @param {Record<string, Entry>} packages the `packages` of a package-lock.json
 * @returns {string[]} one line for each fault
 */
export function checkLock(packages) {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const asked = {
      ...entry.dependencies,
      ...entry.optionalDependencies,
      ...(path === '' ? entry.devDependencies : {}),
    };
    const missing = Object.keys(asked)
      .filter((name) => !stands(name, path, packages))
      .map((name) => `${name} is missing, which ${path || 'this project'} asks for`);
    const odd = !/^(https:\/\/registry\.npmjs\.org\/|$)/.test(entry.resolved ?? '');
    return odd ? [...missing, `${path} comes from ${entry.resolved}`] : missing;
  });
}

/**
 * Whether Node would find the package from there, looking upwards from folder to folder.
 *
 * @param {string} name
 * @param {string} from a path of the lock file
 * @param {Record<string, Entry>} packages
 * @returns {boolean}
 */
function stands(name, from, packages) {
  if (packages[`${from && `${from}/`}node_modules/${name}`]) return true;
  if (from === '') return false;
  return stands(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), packages);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync(join(process.cwd(), 'package-lock.json'), 'utf8'));
  const faults = checkLock(lock.packages);
  for (const fault of faults) console.error(fault);
  process.exit(faults.length === 0 ? 0 : 1);
}
