import type { Circle } from './circle';
import { CircleLog } from './circleLog';
import type { CircleId, LogRecord } from './record';

/** Who is in a circle, from whatever records are here, in whatever order they came and however often. Pure and total. */
export const foldCircle = (records: Iterable<LogRecord>, circle: CircleId): Circle =>
  new CircleLog(records, circle).now();
