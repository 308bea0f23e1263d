import type * as Y from 'yjs';
import type { DocumentKind } from './kind';

/**
 * What a document says of itself, in its root map `meta`: keys `kind <name>`, `version <n>`, `minReader <n>`.
 * Keys are only ever added and the greatest number counts, so that two apps of different age that write at once
 * cannot lower it (DOC9).
 */
const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta');

const keysOf = (kind: DocumentKind): string[] => [
  `kind ${kind.name}`,
  `version ${kind.version}`,
  `minReader ${kind.minReader}`,
];

/** Notes which shape stands in the document now. Part of the first write, never of opening (DOC4). */
export const writeMeta = (doc: Y.Doc, kind: DocumentKind): void => {
  const meta = metaOf(doc);
  for (const key of keysOf(kind)) if (!meta.has(key)) meta.set(key, true);
};

/** Whether an app of this kind and version understands enough to write (DOC9). */
export const canWriteTo = (doc: Y.Doc, kind: DocumentKind): boolean => {
  for (const key of metaOf(doc).keys()) {
    const [what, value] = key.split(' ', 2);
    if (what === 'kind' && value !== kind.name) return false;
    if (what === 'minReader' && !(Number(value) <= kind.version)) return false;
  }
  return true;
};
