import { Worker } from 'node:worker_threads'

type Threads = {
  /** The module that answers with one message to what it finds as its `workerData`. */
  readonly module: URL
  /** At once; whoever comes later waits. */
  readonly most: number
  readonly longestMs: number
  readonly memoryMb: number
}

/**
 * Work that takes seconds, done in threads of its own: a desk that stands still for it misses what is due meanwhile.
 * @returns a function that gives work to a thread and waits for its message. It throws where the thread fails, takes too long or needs too much memory
 */
export function createThreads<Work extends object, Result>({
  module,
  most,
  longestMs,
  memoryMb,
}: Threads): (work: Work) => Promise<Result> {
  let busy = 0
  const waiting: (() => void)[] = []
  const run = (work: Work): Promise<Result> =>
    new Promise((done, failed) => {
      const worker = new Worker(module, { workerData: work, resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
      const end = (settle: () => void) => {
        clearTimeout(timer)
        settle()
        void worker.terminate()
      }
      const timer = setTimeout(() => end(() => failed(new Error(`it took longer than ${longestMs / 1000} s`))), longestMs)
      worker.once('message', (result: Result) => end(() => done(result)))
      worker.once('error', (error) => end(() => failed(error)))
      worker.once('exit', () => end(() => failed(new Error('its thread ended'))))
    })
  return async (work) => {
    while (busy >= most) await new Promise<void>((go) => waiting.push(go))
    busy++
    try {
      return await run(work)
    } finally {
      busy--
      waiting.shift()?.()
    }
  }
}
