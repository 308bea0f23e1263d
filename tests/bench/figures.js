/**
 * @param {readonly number[]} numbers at least one
 * @param {number} share 0 to 1
 */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[place] ?? Number.NaN;
}

/** @param {readonly number[]} numbers */
export const median = (numbers) => quantile(numbers, 0.5);

/**
 * One line of the table: what was measured, the bar, and whether it holds.
 *
 * @typedef {{ what: string, value: number, unit: string, bar: number, atLeast?: boolean, seen?: string }} Row
 */

/** @param {Row} row */
export const holds = ({ value, bar, atLeast }) => (atLeast ? value >= bar : value <= bar);

/** @param {readonly Row[]} rows */
export function table(rows) {
  const lines = rows.map((row) => {
    const sign = row.atLeast ? '≥' : '≤';
    return `| ${holds(row) ? '✓' : '✗'} | ${row.what} | ${round(row.value)} ${row.unit} | ${sign} ${row.bar} ${row.unit} | ${row.seen ?? ''} |`;
  });
  return ['| | what | measured | bar | runs |', '|---|---|---|---|---|', ...lines].join('\n');
}

/** @param {number} value */
const round = (value) =>
  value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
