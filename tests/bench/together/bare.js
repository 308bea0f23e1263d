import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSite } from '../../../src/server/site.js';
import { median, quantile } from '../figures.js';
import { buildFloor } from '../floor.js';
import { openPlace, quiet, withDevices } from './devices.js';

const folder = fileURLToPath(new URL('../floor/bare', import.meta.url));
/** How long the bare floor may take until it is said that nothing came, in milliseconds. */
const patience = 10_000;
/** About what one try says. */
const said = {
  versionId: 's3v2',
  on: '2026-01-31',
  by: 'p1',
  outcome: 'didNotHappen',
  words: 'the morning bus door kitchen quiet phone call neighbor walk dinner',
  visibility: 'team',
};

/** @typedef {import('playwright').Page} Page */

/**
 * What stock y-webrtc does with the same, between two Chromium processes, measured in the same run.
 *
 * @typedef {object} Bare
 * @property {(edits: number) => Promise<string>} edits how long an edit takes to be seen, in words for a row
 * @property {(devices: number, edits: number) => Promise<string>} room how long an edit takes to be seen by the last of so many,
 *   in words
 * @property {(bytes: number) => Promise<string>} firstSync whether, and when, a document of that size arrives, in words
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Bare>} */
export async function serveBare() {
  const out = await buildFloor(folder);
  const place = await openPlace(readSite(out));
  let rooms = 0;
  /**
   * @template T
   * @param {number} count
   * @param {(first: Page, ...others: Page[]) => Promise<T>} work
   */
  const withRoom = (count, work) =>
    withDevices(
      Array.from({ length: count }, () => place.origin),
      async (...devices) => {
        rooms += 1;
        const pages = devices.map(({ page }) => page);
        for (const page of pages)
          await page.evaluate((room) => {
            const all = /** @type {any} */ (globalThis);
            all.room = all.bare.open(room);
          }, `room ${rooms}`);
        return work(.../** @type {[Page, ...Page[]]} */ (pages));
      },
    );
  /**
   * @param {number} devices
   * @param {number} edits
   */
  const tellAll = (devices, edits) =>
    withRoom(devices, async (writer, ...readers) => {
      for (const page of [writer, ...readers]) await meet(page);
      await writer.waitForFunction(
        (others) => /** @type {any} */ (globalThis).room.connected() === others,
        readers.length,
      );
      const took = [];
      for (let i = 0; i < edits; i++) {
        const read = readers.map((page) =>
          page.evaluate((count) => /** @type {any} */ (globalThis).room.read(count), i + 1),
        );
        const at = await writer.evaluate(
          ([id, what]) => /** @type {any} */ (globalThis).room.tell(id, what),
          /** @type {const} */ ([`t${i}`, said]),
        );
        took.push(Math.max(...(await Promise.all(read))) - at);
        await quiet();
      }
      return `median ${median(took).toFixed(1)}, p95 ${quantile(took, 0.95).toFixed(1)} ms`;
    });
  return {
    edits: async (edits) =>
      `bare y-webrtc, kept by nobody before it is sent: ${await tellAll(2, edits)}`,
    room: async (devices, edits) =>
      `bare y-webrtc, kept by nobody and drawn by nobody: ${await tellAll(devices, edits)}`,
    firstSync: (bytes) =>
      withRoom(2, async (full, ...others) => {
        const [empty] = /** @type {[Page]} */ (others);
        const count = await full.evaluate(([size, what]) => {
          const { room } = /** @type {any} */ (globalThis);
          room.fill(size, what);
          return room.count();
        }, /** @type {const} */ ([bytes, said]));
        await meet(full);
        await meet(empty);
        // What is too large for its channel takes the connection along: it may never be seen to stand.
        const began = await empty
          .waitForFunction(
            () =>
              /** @type {any} */ (globalThis).room.connected() > 0 &&
              /** @type {any} */ (globalThis).seen.now(),
            undefined,
            { timeout: patience },
          )
          .then((handle) => handle.jsonValue())
          .catch(() => undefined);
        const came = await empty
          .waitForFunction(
            (all) =>
              /** @type {any} */ (globalThis).room.count() === all &&
              /** @type {any} */ (globalThis).room.seen.came.at(-1),
            count,
            { timeout: patience },
          )
          .then((handle) => handle.jsonValue())
          .catch(() => undefined);
        if (came === undefined || began === undefined)
          return `bare y-webrtc: nothing came in ${patience / 1000} s`;
        return `bare y-webrtc: ${Math.max(0, Number(came) - Number(began)).toFixed(0)} ms from connected`;
      }),
    close: async () => {
      await place.stop();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

/** @param {import('playwright').Page} page */
const meet = (page) => page.evaluate(() => /** @type {any} */ (globalThis).room.meet());
