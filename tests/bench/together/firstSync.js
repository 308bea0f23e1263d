import { bigPlan } from '../bigPlan.js';
import { countAnew, seenBy, withDevices } from './devices.js';
import { arrived, bringIn, bringTogether, planOf, share } from './ways.js';

/** Plans by the tries that make them about as large as they are called, in bytes, and the bar in ms; absent: it arrives. */
const PLANS = [
  { called: '300 kB', bytes: 300_000, tries: 150, bar: undefined },
  { called: '1 MB', bytes: 1_000_000, tries: 3_900, bar: 500 },
  { called: '5 MB', bytes: 5_000_000, tries: 27_000, bar: 2_500 },
];

/**
 * A device that has nothing yet gets a plan: from the tap on *Let in* on the one that has it, until all of it is durable on
 * the new one, keys, start and judging included.
 *
 * @param {{ ours: string, bare: import('./bare.js').Bare, today: string }} options
 * @returns {Promise<import('../figures.js').Row[]>}
 */
export async function firstSync({ ours, bare, today }) {
  const rows = [];
  for (const { called, bytes, tries, bar } of PLANS) {
    const floor = await bare.firstSync(bytes);
    const { took, sent, wire, size } = await bringOver(ours, bigPlan({ tries, today }));
    rows.push({
      what: `first sync of ${called}`,
      value: took,
      unit: 'ms',
      // Nothing but that it comes is asked of the smallest.
      bar: bar ?? 60_000,
      seen: `1 run, Let in → durable there; ${kB(size)} here, ${kB(sent)} over the wire in ${wire.toFixed(0)} ms; ${floor}`,
    });
  }
  return rows;
}

const kB = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(0)} kB`;

/**
 * @param {string} ours
 * @param {ReturnType<typeof bigPlan>} content
 */
const bringOver = (ours, content) =>
  withDevices([ours, ours], async ({ page: full }, { page: empty }) => {
    const plan = await bringIn(full, content);
    const size = await keptBytes(full, plan);
    await share(full, plan);
    await bringTogether(full, plan, empty, { whom: /Teo/, name: 'Teo' }, async () => {
      await empty.evaluate(
        (parts) => /** @type {any} */ (globalThis).seen.listen(parts),
        ['team', 'household'].map((part) => `lived-plan:${plan}/${part} sealed`),
      );
      await countAnew(empty);
      await countAnew(full);
    });
    await arrived(empty, plan);
    if (planOf(empty) !== plan) throw new Error('another plan came');
    const { clicks } = await seenBy(full);
    // The app goes to Today within the page: what was counted is still there.
    const { told, first, last, in: sent } = await seenBy(empty);
    return { took: told - (clicks.at(-1) ?? Number.NaN), sent, wire: last - first, size };
  });

/**
 * How large a plan is where it lies folded, sealed or not: a few bytes more than what Yjs makes of it.
 *
 * @param {import('playwright').Page} page
 * @param {string} plan
 * @returns {Promise<number>} bytes
 */
const keptBytes = (page, plan) =>
  page.evaluate(async (prefix) => {
    let bytes = 0;
    for (const part of ['team', 'household']) {
      /** @type {IDBDatabase} */
      const db = await new Promise((resolve, reject) => {
        const opening = indexedDB.open(prefix + part);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = reject;
      });
      for (const store of ['segments', 'updates']) {
        /** @type {unknown[]} */
        const all = await new Promise((resolve, reject) => {
          const reading = db.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = reject;
        });
        for (const one of all) if (one instanceof Uint8Array) bytes += one.length;
      }
      db.close();
    }
    return bytes;
  }, `lived-plan:${plan}/`);
