import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { createThreads } from '../../jobs/threads.ts'
import { type SortedCapture, sortCapture } from '../../junos/sort-capture.ts'
import { badRequest } from '../../lib/problem.ts'

type Capture = { readonly text: string; readonly name: string }

const aloneFromCharacters = 512 * 1024
const sortAside = createThreads<{ readonly captureToSort: Capture }, SortedCapture>({
  module: new URL(import.meta.url),
  most: 2,
  longestMs: 120_000,
  memoryMb: 3072,
})

/** Sorts what a file holds; a large one in a thread of its own. A file that cannot be read within bounds is a bad request. */
export async function sortFile(capture: Capture): Promise<SortedCapture> {
  if (capture.text.length < aloneFromCharacters) return sortCapture(capture.text, capture.name)
  try {
    return await sortAside({ captureToSort: capture })
  } catch (error) {
    throw badRequest('The file could not be read', {
      found: String((error as Error).message).slice(0, 200),
      toDo: 'Leave logs out, or bring the answers in as several files.',
    })
  }
}

const given = (workerData as { readonly captureToSort?: Capture } | null)?.captureToSort
if (!isMainThread && given) parentPort?.postMessage(sortCapture(given.text, given.name))
