import type { TestEvent } from 'node:test/reporters'

const SHOWN = 15

/** A reporter of Node's test runner: where the time of a run went, file by file, once it is over. */
export default async function* reportSlowestFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const secondsByFile = new Map<string, number>()
  for await (const event of events) {
    if (event.type !== 'test:summary' || event.data.file === undefined) continue
    secondsByFile.set(event.data.file, event.data.duration_ms / 1000)
  }
  if (secondsByFile.size < SHOWN) return
  const all = [...secondsByFile.values()].reduce((sum, seconds) => sum + seconds, 0)
  yield `\nThe slowest of ${secondsByFile.size} files, which took ${(all / 60).toFixed(1)} min one by one:\n`
  const slowest = [...secondsByFile].sort(([, one], [, other]) => other - one).slice(0, SHOWN)
  for (const [file, seconds] of slowest) yield `${seconds.toFixed(0).padStart(5)} s  ${nameOf(file)}\n`
}

const root = `${process.cwd()}/`
const nameOf = (file: string): string => (file.startsWith(root) ? file.slice(root.length) : file)
