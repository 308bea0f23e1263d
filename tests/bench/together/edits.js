import { bigPlan } from '../bigPlan.js';
import { median, quantile } from '../figures.js';
import { tellOne } from '../fiveYears.js';
import { countAnew, readBy, seenBy, withDevices } from './devices.js';
import { arrived, bringIn, bringTogether, CARD, goTo, share } from './ways.js';

/**
 * A try told by hand on one device and seen on another: from the moment it is durable on the first, to the moment at which
 * Today of the other shows it. Each in a Chromium process of its own, over real WebRTC.
 *
 * @param {{ ours: string, bare: import('./bare.js').Bare, edits: number, today: string }} options
 * @returns {Promise<import('../figures.js').Row[]>}
 */
export async function edits({ ours, bare, edits, today }) {
  const floor = await bare.edits(edits);
  return withDevices([ours, ours], async ({ page: writer }, { page: reader }) => {
    const plan = await bringIn(writer, bigPlan({ tries: 300, today }));
    await share(writer, plan);
    await bringTogether(writer, plan, reader, { whom: /Teo/, name: 'Teo' });
    await arrived(reader, plan);
    await goTo(writer, 'today', `p=${plan}`);
    // The first is about who is talking, and whatever has to be fetched for the first time.
    await tellOne(writer, 0);
    await readBy(reader, 1);
    await reader.evaluate((card) => /** @type {any} */ (globalThis).seen.draw(card), CARD);
    await countAnew(writer);
    await countAnew(reader);
    for (let i = 1; i <= edits; i++) {
      await tellOne(writer, i);
      await readBy(reader, i);
    }
    const { kept } = await seenBy(writer);
    const { came, drawn } = await seenBy(reader);
    const read = kept.map(({ at }, i) => (came[i]?.again ?? Number.NaN) - at);
    const seen = kept.map(({ at }) => (drawn.find((moment) => moment > at) ?? Number.NaN) - at);
    const heard = kept.map(({ at }, i) => (came[i]?.at ?? Number.NaN) - at);
    const how = `${kept.length} tries, durable there → on the screen here`;
    return [
      {
        what: 'an edit seen on the other device, median',
        value: median(seen),
        unit: 'ms',
        bar: 10,
        seen: `${how}; heard after ${median(heard).toFixed(1)}, read after ${median(read).toFixed(1)} ms; ${floor}`,
      },
      {
        what: 'an edit seen on the other device, 95th percentile',
        value: quantile(seen, 0.95),
        unit: 'ms',
        bar: 50,
        seen: how,
      },
    ];
  });
}
