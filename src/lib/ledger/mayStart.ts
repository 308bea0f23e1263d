import type { Member } from '../domain/circle/circle';
import { mayWrite } from '../domain/circle/mayWrite';
import type { CirclePart } from '../domain/circle/record';

/** Whether a device may say how a part stands: who steers, and in a person's own document their devices (LED5). */
export const mayStart = (member: Member, part: CirclePart): boolean =>
  mayWrite(member, part) && (member.role === 'steer' || part.startsWith('mine/'));
