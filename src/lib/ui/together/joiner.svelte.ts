import type { join, joinByCode, readInvitation, readOffer } from '../../app/together/joining';
import type { CodeRefusal, LinkRefusal, Meeting, ReadInvitation } from '../../app/together/port';
import type { Result } from '../../domain/result';
import { LiveJoining } from './joining.svelte';

/** The ways in, as the app has them. */
export interface Doors {
  readonly readInvitation: typeof readInvitation;
  readonly join: typeof join;
  readonly readOffer: typeof readOffer;
  readonly joinByCode: typeof joinByCode;
}

const waysIn = (): Promise<Doors> => import('../../app/together/acts');

/** Somebody on the way into a plan, from the invitation to the plan. */
export class Joiner {
  /** What they want to be called. */
  name = $state('');
  #invitation = $state.raw<ReadInvitation>();
  #text = '';
  #trouble = $state<LinkRefusal>();
  #live = $state.raw<LiveJoining>();
  #code = $state<string>();
  #answer = $state<string>();
  #codeRefusal = $state<CodeRefusal>();
  #busy = $state(false);
  #meeting: Meeting | undefined;

  readonly #coming: () => Promise<Doors>;
  /** Absent until something was read. */
  #doors: Doors | undefined;

  constructor(coming: () => Promise<Doors> = waysIn) {
    this.#coming = coming;
  }

  /** The code for joining comes while the page is read. */
  getReady(): void {
    this.#here().catch((cause: unknown) => console.error(cause));
  }

  async #here(): Promise<Doors> {
    this.#doors = await this.#coming();
    return this.#doors;
  }

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

  /** Their code of the two, taken in and not answered yet; absent when one joins another way. */
  get code(): string | undefined {
    return this.#code;
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
    this.#text = text.trim();
    return this.#take(await (await this.#here()).readInvitation(this.#text));
  }

  /** The same link, whatever the clock of this device says of it. True when it is an invitation. */
  async readAnyway(): Promise<boolean> {
    return this.#take(await (await this.#here()).readInvitation(this.#text, 'doubted'));
  }

  #take(came: Result<ReadInvitation, LinkRefusal>): boolean {
    this.#invitation = came.ok ? came.value : undefined;
    this.#trouble = came.ok ? undefined : came.refusal;
    return came.ok;
  }

  /** Asks to come in with the invitation that was read. */
  ask(meeting: Meeting): void {
    if (!this.#invitation || !this.#doors) return;
    this.stop();
    this.#meeting = meeting;
    this.#live = new LiveJoining(this.#doors.join(this.#invitation, this.name.trim(), meeting));
  }

  /** The same once more. False when it has to begin anew: two codes are good once. */
  again(): boolean {
    if (!this.#meeting || !this.#invitation) return false;
    this.ask(this.#meeting);
    return true;
  }

  /**
   * Takes the other's code in. Nothing is sent yet: how this device meets the others is asked first (PEER5). The step after it;
   * absent when the code is no use.
   */
  async takeCode(code: string): Promise<'meet' | 'near' | 'go' | undefined> {
    const came = await this.#reading((doors) => doors.readOffer(code.trim()));
    if (!came) return undefined;
    this.#code = code.trim();
    if (came.meeting === undefined) return 'meet';
    return this.chooseForCode(came.meeting);
  }

  /** How this device meets all others. The step after it: who is hidden is told first that two codes meet directly. */
  async chooseForCode(meeting: Meeting): Promise<'near' | 'go' | undefined> {
    this.#meeting = meeting;
    if (meeting === 'hidden') return 'near';
    return (await this.answerCode()) ? 'go' : undefined;
  }

  /** Answers their code. True when ours can be shown. */
  async answerCode(): Promise<boolean> {
    const [code, meeting] = [this.#code, this.#meeting];
    if (code === undefined || !meeting) return false;
    const came = await this.#reading((doors) => doors.joinByCode(code, this.name.trim(), meeting));
    if (!came) return false;
    this.stop();
    this.#answer = came.answer;
    this.#live = new LiveJoining(came.joining);
    return true;
  }

  async #reading<Value>(
    read: (doors: Doors) => Promise<Result<Value, CodeRefusal>>,
  ): Promise<Value | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    this.#codeRefusal = undefined;
    const came = await read(await this.#here());
    this.#busy = false;
    if (came.ok) return came.value;
    this.#codeRefusal = came.refusal;
    return undefined;
  }

  /** Stops asking. Whoever was let in by then is in, and their plan goes on coming. */
  stop(): void {
    const step = this.#live?.its.view.step;
    if (step !== 'arriving' && step !== 'here') this.#live?.its.stop();
    this.#live = undefined;
    this.#answer = undefined;
    this.#code = undefined;
  }

  /** Another invitation. */
  forget(): void {
    this.stop();
    this.#invitation = undefined;
    this.#trouble = undefined;
  }
}
