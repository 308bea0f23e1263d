import fc from 'fast-check';

/**
 * One seed for a run, so that any failure can be had again: FC_SEED=… npm run test:property.
 * LONG=1 tries twenty times as many cases.
 */
const seed = Number(process.env.FC_SEED ?? Date.now() & 0x7fffffff);
const numRuns = process.env.LONG === '1' ? 2000 : 100;

fc.configureGlobal({ seed, numRuns });
console.log(`fast-check seed ${seed}, ${numRuns} runs each`);
