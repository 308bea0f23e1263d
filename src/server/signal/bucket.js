/**
 * A token bucket that may go into debt: who is a little too fast is read more slowly, and only who
 * is far too fast is sent away.
 *
 * @typedef {object} Bucket
 * @property {number} tokens never more than `burst`; below zero is debt
 * @property {number} at milliseconds of the clock that `spend` is given
 *
 * @typedef {Pick<import('./limits.js').Limits, 'burst' | 'perSecond'>} Rate
 */

/**
 * @param {Rate} rate
 * @param {number} at milliseconds
 * @returns {Bucket} full
 */
export function fullBucket({ burst }, at) {
  return { tokens: burst, at };
}

/**
 * Takes `cost` out of the bucket, and puts in what has come since the last time.
 *
 * @param {Bucket} bucket changed
 * @param {Rate} rate
 * @param {number} cost in tokens
 * @param {number} at milliseconds, on the same clock as before
 * @returns {number} milliseconds until the debt is paid, 0 without debt; Infinity when it is larger than `burst`
 */
export function spend(bucket, { burst, perSecond }, cost, at) {
  const earned = (Math.max(0, at - bucket.at) * perSecond) / 1000;
  bucket.tokens = Math.min(burst, bucket.tokens + earned) - cost;
  bucket.at = at;
  if (bucket.tokens >= 0) return 0;
  return bucket.tokens < -burst ? Infinity : (-bucket.tokens * 1000) / perSecond;
}
