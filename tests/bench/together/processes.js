import { readdirSync, readFileSync } from 'node:fs';

/**
 * All processes of a browser, its first one first (Linux).
 *
 * @param {string} profile its folder
 * @returns {number[]} ids
 */
export function processesOf(profile) {
  const parents = new Map();
  let first;
  for (const id of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
      const [, after = ''] = readFileSync(`/proc/${id}/stat`, 'utf8').split(/\) . /);
      parents.set(id, Number(after.split(' ', 1)[0]));
      const isFirst = !command.some((part) => part.startsWith('--type='));
      if (isFirst && command.includes(`--user-data-dir=${profile}`)) first = id;
    } catch {
      // It ended meanwhile.
    }
  }
  if (first === undefined) throw new Error(`no browser with the profile ${profile}`);
  const found = [first];
  for (const one of found)
    for (const [id, parent] of parents) if (parent === one && !found.includes(id)) found.push(id);
  return found;
}
