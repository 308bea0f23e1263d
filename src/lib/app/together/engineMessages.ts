import type { CirclePart, KnownBody } from '../../domain/circle/record';
import type { DeviceKeyPairs } from '../../ledger/identity';
import type { SealRefusal } from '../../ledger/sealer';
import type { StorageTrouble } from '../../vault/port';
import type { EngineStatus, LetInNow } from './engine';

/** What a tab asks of its engine, and what comes back. */
export interface EngineCalls {
  open: (plan: string, circle: string, pairs: DeviceKeyPairs) => void;
  begin: () => void;
  seal: (part: CirclePart, chain: string, update: Uint8Array) => Uint8Array | SealRefusal;
  write: (body: KnownBody) => void;
  prepare: () => void;
  letIn: (body: Extract<KnownBody, { type: 'admit' | 'addDevice' }>) => LetInNow;
  takeRecords: (records: readonly Uint8Array[]) => void;
  status: () => EngineStatus;
  records: () => readonly Uint8Array[];
  connect: (connection: number, device: string) => void;
  hear: (connection: number, message: Uint8Array) => void;
  disconnect: (connection: number) => void;
  /** The network has taken a message of a connection. */
  sent: (connection: number) => void;
  takeFrom: (device: string, more: boolean) => void;
  news: () => readonly Uint8Array[];
  takeIn: (records: readonly Uint8Array[], envelopes: readonly Uint8Array[]) => number;
  close: () => void;
}

export type Call = {
  [Name in keyof EngineCalls]: {
    readonly n: number;
    readonly name: Name;
    readonly args: Parameters<EngineCalls[Name]>;
  };
}[keyof EngineCalls];

export type FromEngine =
  | { readonly type: 'answer'; readonly n: number; readonly value: unknown }
  | {
      readonly type: 'failed';
      readonly n: number;
      readonly why: string;
      /** It is storage that did not keep it. */
      readonly trouble: StorageTrouble | undefined;
    }
  | { readonly type: 'status'; readonly status: EngineStatus }
  | { readonly type: 'send'; readonly connection: number; readonly message: Uint8Array }
  | { readonly type: 'quarantine'; readonly connection: number };
