import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { files } from './files.js';

/** Kinds that shrink; pictures and fonts are compressed by their own format. */
const SHRINKS = /\.(html|js|mjs|css|json|webmanifest|svg|txt|wasm|ico)$/;

/**
 * Writes a brotli (.br) and a gzip (.gz) copy beside each file of `dir` that gets smaller by it.
 * Done once after a build, so that serving costs nothing and the strongest setting is affordable.
 *
 * @param {string} dir a built site
 */
export function compress(dir) {
  for (const path of files(dir)) {
    if (!SHRINKS.test(path)) continue;
    const body = readFileSync(path);
    const brotli = brotliCompressSync(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    });
    const gzip = gzipSync(body, { level: constants.Z_BEST_COMPRESSION });
    if (brotli.length < body.length) writeFileSync(`${path}.br`, brotli);
    if (gzip.length < body.length) writeFileSync(`${path}.gz`, gzip);
  }
}
