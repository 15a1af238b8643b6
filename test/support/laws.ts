import fc from 'fast-check'

/**
 * fast-check as the laws of this house use it. `npm test` tries the same samples each time, so that red means that the change
 * at hand broke something; `npm run test:long` tries others on each run, and prints the seed of what it finds.
 * `LAW_SEED=number` repeats such a run, `LAW_SEED=any` asks for new samples.
 */
const wanted = process.env.LAW_SEED ?? '20260401'
if (wanted !== 'any') fc.configureGlobal({ seed: Number(wanted) })

export { fc }
