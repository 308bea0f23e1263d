import { readFileSync } from 'node:fs';
import { median, quantile } from '../figures.js';
import { openExample } from '../starts.js';
import { quiet, readBy, readSoFar, seenBy, withDevices } from './devices.js';
import { processesOf } from './processes.js';
import { arrived, bringTogether, choose, goTo, planOf, share } from './ways.js';

const DEVICES = 8;

/**
 * Eight devices in one room, each a Chromium process of its own with the built app: how long one edit takes from being durable
 * on the first until the last of the others has read it; and what the process of a reader holds after many.
 *
 * @param {{ ours: string, bare: import('./bare.js').Bare, edits: number, many: number }} options `many`: how many edits memory is watched over
 * @returns {Promise<import('../figures.js').Row[]>}
 */
export async function room({ ours, bare, edits, many }) {
  const floor = await bare.room(DEVICES, edits);
  const urls = Array.from({ length: DEVICES }, () => ours);
  return withDevices(urls, async (...devices) => {
    const [first, ...others] = /** @type {[(typeof devices)[0], ...typeof devices]} */ (devices);
    const address = await openExample(first.context, ours);
    await first.page.goto(ours + address);
    const plan = planOf(first.page);
    await share(first.page, plan);
    for (const { page } of others) {
      const who = { whom: /Teo Vega/, name: 'Teo', may: 'Change the plan' };
      await bringTogether(first.page, plan, page, who);
      await arrived(page, plan);
    }
    for (const { page } of devices) await goTo(page, 'plan', `p=${plan}`);
    await everywhere(first, others);
    const took = [];
    for (let i = 0; i < edits; i++) {
      await quiet();
      took.push(await everywhere(first, others));
    }
    const reader = /** @type {(typeof devices)[0]} */ (others[0]);
    // What is fetched and built once stands by then.
    await editMany(first, reader, many / 10);
    const before = await heldBy(reader);
    await editMany(first, reader, many);
    const after = await heldBy(reader);
    return [
      {
        what: `room of ${DEVICES}, one edit read by all`,
        value: median(took),
        unit: 'ms',
        bar: 50,
        seen: `${edits} edits, durable there → read by the last, ${DEVICES} browsers on this machine; 95th percentile ${quantile(took, 0.95).toFixed(0)} ms; ${floor}`,
      },
      {
        what: `room of ${DEVICES}, memory over ${many} edits`,
        value: after / before,
        unit: '× before',
        bar: 1.1,
        seen: `all that the process of a reader holds, ${before.toFixed(0)} → ${after.toFixed(0)} MB, after what nobody needs was let go of`,
      },
    ];
  });
}

/** @typedef {import('./devices.js').Device} Device */

/**
 * One edit; resolves with how long it took to the last.
 *
 * @param {Device} first
 * @param {readonly Device[]} others
 */
async function everywhere(first, others) {
  const before = await Promise.all(others.map(({ page }) => readSoFar(page)));
  const read = others.map(({ page }, i) => readBy(page, (before[i] ?? 0) + 1));
  await choose(first.page, 0);
  await Promise.all(read);
  const { kept } = await seenBy(first.page);
  const came = await Promise.all(others.map(({ page }) => seenBy(page)));
  return (
    Math.max(...came.map((one) => one.came.at(-1)?.again ?? Number.NaN)) -
    (kept.at(-1)?.at ?? Number.NaN)
  );
}

/**
 * So many edits, each as soon as the one before is durable, until the reader has all of them.
 *
 * @param {Device} writer
 * @param {Device} reader
 * @param {number} count
 */
async function editMany(writer, reader, count) {
  const before = await readSoFar(reader.page);
  await writer.page.evaluate(async (many) => {
    const { seen } = /** @type {any} */ (globalThis);
    for (let i = 0; i < many; i++) {
      const select = document.querySelector('main section.need details select');
      if (!(select instanceof HTMLSelectElement)) throw new Error('no need');
      const codes = [...select.options].map(({ value }) => value).filter(Boolean);
      select.value = codes[(codes.indexOf(select.value) + 1) % codes.length] ?? '';
      const kept = seen.kept.length;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      while (seen.kept.length === kept) await new Promise((resolve) => setTimeout(resolve));
    }
  }, count);
  await readBy(reader.page, before + count);
}

/**
 * Memory of its own that the process of a device's page holds, its workers included. What nobody needs any more is let go of
 * before, in the page and in its workers, as on a phone that runs short: else it would say how lazy the browser is.
 *
 * @param {Device} device
 * @returns {Promise<number>} MB
 */
async function heldBy({ context, page, profile }) {
  const session = await context.newCDPSession(page);
  /** @type {string[]} */
  const workers = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  for (let i = 0; i < 3; i++) {
    await session.send('HeapProfiler.collectGarbage');
    for (const worker of workers) await letGo(session, worker);
  }
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  await session.detach();
  const held = processesOf(profile).map((id) => {
    const isPage = readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer');
    const status = isPage ? readFileSync(`/proc/${id}/status`, 'utf8') : '';
    return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  });
  return Math.max(...held);
}

/**
 * A worker lets go of what it does not need any more.
 *
 * @param {import('playwright').CDPSession} session of its page
 * @param {string} worker
 */
const letGo = (session, worker) =>
  new Promise((resolve) => {
    session.once('Target.receivedMessageFromTarget', resolve);
    void session.send('Target.sendMessageToTarget', {
      sessionId: worker,
      message: JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }),
    });
  });
