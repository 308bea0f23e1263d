import type { LinkRefusal, Meeting, ReadInvitation } from '../../app/together/port';
import { join, joinByCode, readInvitation, type CodeRefusal } from '../../app/together/together';
import { LiveJoining } from './joining.svelte';

/** The ways in, as the app has them. */
export interface Doors {
  readonly readInvitation: typeof readInvitation;
  readonly join: typeof join;
  readonly joinByCode: typeof joinByCode;
}

/** Somebody on the way into a plan, from the invitation to the plan. */
export class Joiner {
  /** What they want to be called. */
  name = $state('');
  #invitation = $state.raw<ReadInvitation>();
  #trouble = $state<LinkRefusal>();
  #live = $state.raw<LiveJoining>();
  #answer = $state<string>();
  #codeRefusal = $state<CodeRefusal>();
  #busy = $state(false);
  #meeting: Meeting | undefined;

  constructor(readonly doors: Doors = { readInvitation, join, joinByCode }) {}

  /** Absent until one was read. */
  get invitation(): ReadInvitation | undefined {
    return this.#invitation;
  }

  /** Why what was read last is no invitation. */
  get trouble(): LinkRefusal | undefined {
    return this.#trouble;
  }

  /** Asking to come in; absent before that. */
  get live(): LiveJoining | undefined {
    return this.#live;
  }

  /** Our code, for the other device to scan; absent when one joins another way. */
  get answer(): string | undefined {
    return this.#answer;
  }

  get codeRefusal(): CodeRefusal | undefined {
    return this.#codeRefusal;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Reads a link. True when it is an invitation. */
  async read(text: string): Promise<boolean> {
    const came = await this.doors.readInvitation(text.trim());
    this.#invitation = came.ok ? came.value : undefined;
    this.#trouble = came.ok ? undefined : came.refusal;
    return came.ok;
  }

  /** Asks to come in with the invitation that was read. */
  ask(meeting: Meeting): void {
    if (!this.#invitation) return;
    this.stop();
    this.#meeting = meeting;
    this.#live = new LiveJoining(this.doors.join(this.#invitation, this.name.trim(), meeting));
  }

  /** The same once more. False when it has to begin anew: two codes are good once. */
  again(): boolean {
    if (!this.#meeting || !this.#invitation) return false;
    this.ask(this.#meeting);
    return true;
  }

  /** Takes the other's code in. True when ours can be shown. */
  async takeCode(code: string): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#codeRefusal = undefined;
    const came = await this.doors.joinByCode(code.trim(), this.name.trim());
    this.#busy = false;
    if (!came.ok) {
      this.#codeRefusal = came.refusal;
      return false;
    }
    this.stop();
    this.#answer = came.value.answer;
    this.#live = new LiveJoining(came.value.joining);
    return true;
  }

  /** Stops asking. Whoever was let in by then is in, and their plan goes on coming. */
  stop(): void {
    const step = this.#live?.its.view.step;
    if (step !== 'arriving' && step !== 'here') this.#live?.its.stop();
    this.#live = undefined;
    this.#answer = undefined;
  }

  /** Another invitation. */
  forget(): void {
    this.stop();
    this.#invitation = undefined;
    this.#trouble = undefined;
  }
}
