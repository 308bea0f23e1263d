import { evolve, type PlanTables } from '../../../src/lib/domain/plan/evolve';
import type { Change } from '../../../src/lib/domain/plan/change';
import type { JsonObject } from '../../../src/lib/domain/json';
import {
  PlanDocument,
  type PartName,
  type PlanDocumentOptions,
} from '../../../src/lib/document/planDocument';

export interface Sent {
  readonly part: PartName;
  readonly update: Uint8Array;
}

/** Names that tell which of them they are. */
const counting = (name: string) => {
  let before = 0;
  return () => (before++ === 0 ? name : `${name}-${before - 1}`);
};

/** A plan open in one tab of one person's device, and everything it ever had to keep. */
export class Tab {
  readonly document: PlanDocument;
  readonly sent: Sent[] = [];
  #minute = 0;

  constructor(device: string, options: Partial<PlanDocumentOptions> = {}) {
    this.document = new PlanDocument({
      planId: 'vega',
      device,
      newChain: counting(`${device}Chain`),
      talker: 'marisol',
      ...options,
    });
    this.document.onUpdate((part, update) => this.sent.push({ part, update }));
  }

  /** Each write a minute later than the one before. */
  write(...changes: Change[]): void {
    this.document.write(changes, this.now());
  }

  writeAt(minute: number, ...changes: Change[]): void {
    this.#minute = minute - 1;
    this.write(...changes);
  }

  now(): string {
    return new Date(Date.UTC(2026, 2, 2, 8, ++this.#minute)).toISOString();
  }

  hear(...others: (Tab | readonly Sent[])[]): this {
    for (const other of others)
      for (const { part, update } of other instanceof Tab ? other.sent : other)
        this.document.apply(part, [update]);
    return this;
  }
}

/** Two tabs tell each other all they wrote. */
export const meet = (a: Tab, b: Tab): void => {
  a.hear(b);
  b.hear(a);
};

type Plain = Record<string, Record<string, JsonObject>>;

/** Tables without those that are empty, to be compared. */
export const plain = (tables: PlanTables): Plain =>
  Object.fromEntries(
    [...tables]
      .filter(([, records]) => records.size > 0)
      .map(([table, records]) => [table, Object.fromEntries(records)]),
  );

export const read = (tab: Tab): Plain => plain(tab.document.tables);

export const evolved = (state: PlanTables, changes: readonly Change[]): PlanTables =>
  changes.reduce(evolve, state);

/** All that a screen could see: records, what is offered, and the reading itself without its lookups. */
export const seen = ({ document }: Tab): unknown => {
  const {
    historyOfTry: _try,
    historyOfVersion: _version,
    isOnlyMe: _mine,
    ...reading
  } = document.reading;
  return {
    tables: plain(document.tables),
    offers: document.offers,
    reading: sorted({
      ...reading,
      needsALook: reading.needsALook(),
      newestTryOn: reading.newestTryOn(),
    }),
  };
};

const sorted = (value: unknown): unknown => {
  if (value instanceof Map)
    return [...value]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]);
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'needsALook' && Array.isArray(inner)
          ? [...inner].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
          : sorted(inner),
      ]),
    );
  return value;
};
