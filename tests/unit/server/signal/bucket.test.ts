import { expect, test } from 'vitest';
import { fullBucket, spend } from '../../../../src/server/signal/bucket.js';

const rate = { burst: 10, perSecond: 5 };

test('PEER4 Teo’s phone may say as much at once as the bucket holds', () => {
  const bucket = fullBucket(rate, 0);
  expect(spend(bucket, rate, 10, 0)).toBe(0);
  expect(spend(bucket, rate, 1, 0)).toBe(200);
});

test('PEER4 what was spent comes back with time, and never more than the bucket holds', () => {
  const bucket = fullBucket(rate, 0);
  spend(bucket, rate, 10, 0);
  expect(spend(bucket, rate, 5, 1000)).toBe(0);
  expect(spend(bucket, rate, 10, 1_000_000)).toBe(0);
  expect(spend(bucket, rate, 1, 1_000_000)).toBe(200);
});

test('PEER4 a debt larger than the bucket is not waited for', () => {
  const bucket = fullBucket(rate, 0);
  expect(spend(bucket, rate, 20, 0)).toBe(2000);
  expect(spend(bucket, rate, 1, 0)).toBe(Infinity);
});

test('a clock that goes back gives nothing and takes nothing', () => {
  const bucket = fullBucket(rate, 1000);
  spend(bucket, rate, 10, 1000);
  expect(spend(bucket, rate, 1, 0)).toBe(200);
});
