import type { Circle } from '../../../../src/lib/domain/circle/circle';
import { CircleLog } from '../../../../src/lib/domain/circle/circleLog';
import type { CircleId, LogRecord } from '../../../../src/lib/domain/circle/record';

/** Who is in a circle, from whatever records are here, in whatever order they came and however often. Pure and total. */
export const foldCircle = (records: Iterable<LogRecord>, circle: CircleId): Circle =>
  new CircleLog(records, circle).now();
