import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './run.js';

/**
 * Whether the packages in `root`/node_modules are the ones the lock file names. Contents are
 * compared and not times: a clone or a checkout gives files any time it likes.
 *
 * @param {string} root the project's folder
 * @returns {boolean} false when packages are missing, of another version, or left over
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const found = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !found) return false;
  const missing = Object.entries(wanted).some(
    // An optional package for another kind of machine is in the lock and never in node_modules.
    ([path, entry]) =>
      path !== '' && found[path]?.version !== entry.version && !(entry.optional && !found[path]),
  );
  return !missing && Object.keys(found).every((path) => path in wanted);
}

/**
 * Installs exactly what the lock file names, unless that is what is there already.
 *
 * @param {string} root the project's folder
 */
export async function install(root) {
  if (isInstalled(root)) return;
  console.log('Installing packages (once, about ten seconds) …');
  // The build's own tools are needed here even where NODE_ENV says production.
  await npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

/**
 * @param {string} path a package-lock.json
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
