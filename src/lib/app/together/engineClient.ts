import type { DeviceKeyPairs } from '../../ledger/identity';
import { StorageError } from '../../vault/port';
import type { EngineStatus } from './engine';
import type { Call, EngineCalls, FromEngine } from './engineMessages';

/** A network connection as the engine's other half holds it. */
export interface Wire {
  send(message: Uint8Array): Promise<void>;
  quarantine(): void;
}

/** The engine of one plan in this tab, away from the screen. */
export class EngineClient {
  readonly #worker: Worker;
  readonly #open = new Map<
    number,
    { readonly resolve: (value: never) => void; readonly reject: (cause: Error) => void }
  >();
  readonly #wires = new Map<number, Wire>();
  readonly #listeners = new Set<() => void>();
  #calls = 0;
  #connections = 0;
  #failed: Error | undefined;
  status: EngineStatus | undefined;

  /** Its worker loads; it is of no plan yet. */
  constructor() {
    this.#worker = new Worker(new URL('./engineWorker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromEngine>) =>
      this.#hear(data),
    );
    this.#worker.addEventListener('error', () => this.#fail(new Error('The engine stopped')));
  }

  /** It did not load, or is closed: nothing is answered any more. */
  get isOver(): boolean {
    return this.#failed !== undefined;
  }

  async open(plan: string, circle: string, pairs: DeviceKeyPairs): Promise<void> {
    await this.call('open', plan, circle, pairs);
    this.status = await this.call('status');
  }

  /** Asks the engine for something. */
  call<Name extends keyof EngineCalls>(
    name: Name,
    ...args: Parameters<EngineCalls[Name]>
  ): Promise<ReturnType<EngineCalls[Name]>> {
    if (this.#failed) return Promise.reject(this.#failed);
    this.#calls += 1;
    const n = this.#calls;
    const answered = new Promise<ReturnType<EngineCalls[Name]>>((resolve, reject) => {
      this.#open.set(n, { resolve, reject });
    });
    this.#worker.postMessage({ n, name, args } as Call);
    return answered;
  }

  /** Asks it anew how everything stands, without waiting for it to say so. */
  async refresh(): Promise<void> {
    this.#stands(await this.call('status'));
  }

  /** Lets a device in. Answers the log to hand over. */
  async letIn(...args: Parameters<EngineCalls['letIn']>): Promise<readonly Uint8Array[]> {
    const { status, records } = await this.call('letIn', ...args);
    this.#stands(status);
    return records;
  }

  /** A connection to a device of the circle; what it says goes to `hear`. */
  connect(
    device: string,
    wire: Wire,
  ): { readonly hear: (message: Uint8Array) => void; readonly end: () => void } {
    this.#connections += 1;
    const connection = this.#connections;
    this.#wires.set(connection, wire);
    void this.call('connect', connection, device);
    return {
      hear: (message) => void this.call('hear', connection, message),
      end: () => {
        this.#wires.delete(connection);
        void this.call('disconnect', connection);
      },
    };
  }

  onStatus(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.call('close').catch(() => {});
    this.#worker.terminate();
    this.#fail(new Error('The engine is closed'));
  }

  #hear(message: FromEngine): void {
    switch (message.type) {
      case 'answer':
        this.#open.get(message.n)?.resolve(message.value as never);
        this.#open.delete(message.n);
        return;
      case 'failed':
        this.#open
          .get(message.n)
          ?.reject(message.trouble ? new StorageError(message.trouble) : new Error(message.why));
        this.#open.delete(message.n);
        return;
      case 'status':
        return this.#stands(message.status);
      case 'send': {
        const { connection } = message;
        void this.#wires
          .get(connection)
          ?.send(message.message)
          .finally(() => void this.call('sent', connection));
        return;
      }
      case 'quarantine':
        this.#wires.get(message.connection)?.quarantine();
    }
  }

  #stands(status: EngineStatus): void {
    this.status = status;
    for (const listener of this.#listeners) listener();
  }

  #fail(cause: Error): void {
    this.#failed ??= cause;
    for (const { reject } of this.#open.values()) reject(cause);
    this.#open.clear();
  }
}
