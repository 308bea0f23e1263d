import type { Member } from './circle';
import { isReader } from './readersOf';
import type { CirclePart } from './record';

/** Whether a device may write to a part (CIR2). */
export const mayWrite = (member: Member, part: CirclePart): boolean =>
  member.role !== 'see' && isReader(member, part);
