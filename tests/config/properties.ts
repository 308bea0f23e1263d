import fc from 'fast-check';

/** LONG=1 tries twenty times as many cases. */
const numRuns = process.env.LONG === '1' ? 2000 : 100;

fc.configureGlobal({ seed: Number(process.env.FC_SEED), numRuns });
