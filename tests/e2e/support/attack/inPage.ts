import { toText } from '../../../../src/lib/ledger/bytes';
import { Held } from './heldBy';
import { RawLine } from './rawLine';
import { stranger } from './stranger';
import { Turned } from './turned';

/** What somebody has who writes an app of their own: the page's tools, for a test to do harm with. */
export const attack = { Held, RawLine, Turned, stranger, toText };

declare global {
  var attack: typeof import('./inPage').attack;
  /** What a test keeps on the page from one step to the next. */
  var line: RawLine;
  var me: Turned;
}
globalThis.attack = attack;
