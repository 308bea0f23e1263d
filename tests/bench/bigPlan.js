/**
 * A five-year plan in the open facts format: 200 steps and 5,000 tries, the same for the same seed.
 * One step in eight is being tried today; the others became part of life, were let go, or are done.
 *
 * @param {{ seed?: number, steps?: number, tries?: number, today: string }} options `today`: the plan's last day
 */
export function bigPlan({ seed = 7, steps = 200, tries = 5000, today }) {
  const random = mulberry32(seed);
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
  const last = Date.parse(`${today}T00:00:00Z`);
  /** @param {number} daysAgo */
  const day = (daysAgo) => new Date(last - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const fiveYears = 1825;

  const people = ['Marisol', 'Teo', 'Luz', 'Chelo', 'Inés', 'Hollis', 'Benji', 'Renee'].map(
    (name, i) => ({
      id: `p${i}`,
      name,
      supportType: i < 3 ? 'family' : i < 6 ? 'natural' : i < 7 ? 'community' : 'paid',
      household: i < 3,
      language: 'en',
    }),
  );
  const needs = Array.from({ length: 12 }, (_, i) => ({
    id: `n${i}`,
    text: `${pick(['To start the day', 'To rest', 'To be together', 'To feel safe'])} ${words(random, 6)}`,
    rank: i + 1,
  }));
  const stepRecords = Array.from({ length: steps }, (_, i) => ({
    id: `s${i}`,
    needId: `n${i % needs.length}`,
    rank: i + 1,
    status: 'trying',
  }));
  /** @type {any[]} */
  const stepVersions = [];
  /** @type {any[]} */
  const adjustments = [];
  const versionsOf = stepRecords.map(({ id }, i) => {
    const count = 1 + Math.floor(random() * 4);
    const begin = fiveYears - Math.floor(random() * 400);
    return Array.from({ length: count }, (_, v) => {
      const from = day(Math.floor(begin * (1 - v / count)));
      const versionId = `${id}v${v + 1}`;
      stepVersions.push({
        id: versionId,
        stepId: id,
        number: v + 1,
        cue: `When ${words(random, 5)}`,
        action: `${people[i % 3]?.name} ${words(random, 8)}`,
        backup: `If that can’t happen, ${words(random, 6)}`,
        doers: [`p${i % 3}`],
        helpers: random() < 0.6 ? [{ personId: `p${3 + (i % 5)}`, mode: 'doWith' }] : [],
        expectEveryDays: pick([2, 7, 14]),
        proposedBy: `p${i % 3}`,
        agreedBy: ['p0'],
        from,
      });
      if (v > 0)
        adjustments.push({
          id: `a-${versionId}`,
          stepId: id,
          fromVersion: `${id}v${v}`,
          toVersion: versionId,
          kinds: [pick(['smaller', 'timing', 'helper', 'backup'])],
          because: [],
          proposedBy: `p${i % 3}`,
          agreedBy: ['p0'],
          startedIn: 'dailyLife',
          trigger: 'learning',
          state: 'agreed',
          on: from,
        });
      return { id: versionId, from };
    });
  });
  for (const [i, versions] of versionsOf.entries()) {
    const { id: fromVersion = '' } = versions.at(-1) ?? {};
    if (i % 8 === 0) continue;
    adjustments.push({
      id: `a-s${i}-end`,
      stepId: `s${i}`,
      fromVersion,
      kinds: [pick(['keep', 'letGo', 'done'])],
      because: [],
      proposedBy: 'p0',
      agreedBy: ['p0'],
      startedIn: 'meeting',
      trigger: 'learning',
      state: 'agreed',
      on: day(Math.floor(random() * 300)),
    });
  }
  const tryRecords = Array.from({ length: tries }, (_, i) => {
    const daysAgo = Math.floor(random() * (fiveYears - 430));
    const on = day(daysAgo);
    const versions = versionsOf[i % steps] ?? [];
    const version = versions.filter(({ from }) => from <= on).at(-1) ?? versions[0];
    const outcome = pick(['worked', 'partly', 'ownWay', 'didNotHappen', 'noHelp', 'notTheWeek']);
    return {
      id: `t${i}`,
      versionId: version?.id,
      on,
      by: `p${i % 3}`,
      outcome,
      ...(outcome === 'didNotHappen' ? { reasons: [pick(['tooBig', 'timing', 'dayFull'])] } : {}),
      ...(random() < 0.3 ? { words: words(random, 14) } : {}),
      visibility: random() < 0.7 ? 'team' : 'household',
    };
  });
  return {
    format: 'lived-plan',
    version: 1,
    kind: 'familyPlan',
    id: `five-years-${seed}`,
    timeZone: 'America/Denver',
    plan: { vision: words(random, 12), languages: ['en'] },
    people,
    needs,
    steps: stepRecords,
    stepVersions,
    tries: tryRecords,
    adjustments,
  };
}

const vocabulary =
  'the morning bus door kitchen quiet phone call neighbor walk dinner after school table light music rain early ready calm help talk laugh draw car key'.split(
    ' ',
  );

/**
 * @param {() => number} random
 * @param {number} count
 */
const words = (random, count) =>
  Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(
    ' ',
  );

/** A small, well-known generator: the same numbers on every machine. @param {number} seed */
export function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
