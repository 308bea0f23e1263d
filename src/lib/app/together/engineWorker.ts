import { identityFrom } from '../../ledger/identity';
import { IndexedDbDocumentStore } from '../../vault/documentStore';
import { indexedDbVault } from '../../vault/indexedDbVault';
import { StorageError } from '../../vault/port';
import { Engine } from './engine';
import type { Call, EngineCalls, FromEngine } from './engineMessages';

/** Messages that may be under way to the network before the next one waits. */
const ahead = 8;

const say = (message: FromEngine): void => postMessage(message);

let engine: Engine | undefined;
const pipes = new Map<number, { sent: () => void }>();

const opened = (): Engine => {
  if (!engine) throw new Error('The engine is not open');
  return engine;
};

/** A connection as the engine needs it; the network itself is the page's. */
const pipeTo = (connection: number) => {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  pipes.set(connection, {
    sent: () => {
      underWay -= 1;
      if (underWay >= ahead) return;
      for (const go of waiting.splice(0)) go();
    },
  });
  return {
    send: async (message: Uint8Array) => {
      underWay += 1;
      say({ type: 'send', connection, message });
      if (underWay >= ahead) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    quarantine: () => say({ type: 'quarantine', connection }),
    end: () => {
      for (const go of waiting) go();
      waiting = [];
    },
  };
};
const ends = new Map<number, () => void>();

const calls: {
  [Name in keyof EngineCalls]: (
    ...args: Parameters<EngineCalls[Name]>
  ) => ReturnType<EngineCalls[Name]> | Promise<ReturnType<EngineCalls[Name]>>;
} = {
  open: async (plan, circle, pairs) => {
    const [vault, identity] = await Promise.all([
      indexedDbVault(undefined, () => ({ IndexedDbDocumentStore })),
      identityFrom(pairs),
    ]);
    engine = await Engine.open({ vault, plan, circle, identity }, (status) =>
      say({ type: 'status', status }),
    );
  },
  begin: () => opened().begin(),
  seal: (...args) => opened().seal(...args),
  write: (body) => opened().write(body),
  prepare: () => opened().prepare(),
  letIn: (body) => opened().letIn(body),
  takeRecords: (records) => opened().bring(records),
  status: () => opened().status,
  records: () => opened().records,
  connect: (connection, device) => {
    const pipe = pipeTo(connection);
    ends.set(connection, pipe.end);
    opened().connect(connection, device, pipe);
  },
  hear: (connection, message) => opened().hear(connection, message),
  disconnect: (connection) => {
    ends.get(connection)?.();
    ends.delete(connection);
    pipes.delete(connection);
    opened().disconnect(connection);
  },
  sent: (connection) => pipes.get(connection)?.sent(),
  news: () => opened().envelopes,
  takeFrom: (device, more) => opened().takeFrom(device, more),
  takeIn: (records, envelopes) => opened().takeIn(records, envelopes),
  close: () => engine?.close(),
};

addEventListener('message', ({ data: { n, name, args } }: MessageEvent<Call>) => {
  const work = calls[name] as (...given: unknown[]) => unknown;
  Promise.resolve()
    .then(() => work(...args))
    .then(
      (value) => say({ type: 'answer', n, value }),
      (cause: unknown) => {
        console.error(cause);
        const trouble = cause instanceof StorageError ? cause.trouble : undefined;
        say({ type: 'failed', n, why: String(cause), trouble });
      },
    );
});
