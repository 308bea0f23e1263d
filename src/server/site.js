import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { extname, relative, sep } from 'node:path';
import { files } from './files.js';
import { headersFor } from './headers.js';

/**
 * One thing that can be asked for.
 *
 * @typedef {object} Resource
 * @property {Record<string, string>} headers all but those of one answer (length, encoding, tag)
 * @property {string} tag a hash of the plain body
 * @property {{ plain: Buffer, br?: Buffer, gzip?: Buffer }} bodies
 *
 * @typedef {object} Site
 * @property {Map<string, Resource>} resources by exact path; a page's path ends in a slash
 * @property {Resource | undefined} fallback the shell that says kindly "there is no such page"
 */

/**
 * Reads a built site into memory. Only what was found here can be answered, so no path that
 * anyone sends ever reaches the disk, and a build under way never gives half of old and new.
 *
 * @param {string} dir a built site, compressed copies beside the files
 * @returns {Site}
 */
export function readSite(dir) {
  /** @type {Site['resources']} */
  const resources = new Map();
  for (const path of files(dir)) {
    if (/\.(br|gz)$/.test(path)) continue;
    const name = relative(dir, path).split(sep).join('/');
    resources.set(`/${name.replace(/(^|\/)index\.html$/, '$1')}`, readResource(path, name));
  }
  return { resources, fallback: resources.get('/200.html') };
}

/**
 * @param {string} path where the file lies
 * @param {string} name its path inside the site, with slashes
 * @returns {Resource}
 */
function readResource(path, name) {
  const plain = readFileSync(path);
  const br = existsSync(`${path}.br`) ? { br: readFileSync(`${path}.br`) } : {};
  const gzip = existsSync(`${path}.gz`) ? { gzip: readFileSync(`${path}.gz`) } : {};
  return {
    headers: headersFor(name, extname(name) === '.html' ? plain.toString('utf8') : ''),
    tag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    bodies: { plain, ...br, ...gzip },
  };
}
