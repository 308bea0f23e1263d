import type { Circle } from '../../../../src/lib/domain/circle/circle';
import { CircleLog } from '../../../../src/lib/domain/circle/circleLog';
import type { CircleId, Hash, LogRecord } from '../../../../src/lib/domain/circle/record';

/**
 * The circle as somebody knew it who had heard of these heads and of nothing else; `undefined` while one of them, or something
 * before it, is not here. Who asks often keeps a `CircleLog`.
 */
export const circleAt = (
  records: Iterable<LogRecord>,
  circle: CircleId,
  heads: readonly Hash[],
): Circle | undefined => new CircleLog(records, circle).at(heads);
