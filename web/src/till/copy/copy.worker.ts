import { askFeedOf, FeedRefused } from './ask-feed.ts'
import { openCopyDatabase } from './copy-database.ts'
import type { BuildJob, BuildMessage, CopyMessage, CopyQuestion } from './copy-protocol.ts'
import { StoreCopyCore } from './store-copy-core.ts'

const tell = (message: CopyMessage): void => postMessage(message)

/** Questions may come before the database is open. */
const core = openCopyDatabase().then(
  (database) =>
    new StoreCopyCore({
      database,
      askOf: askFeedOf,
      build: buildAside,
      stopBuilding: () => stop?.(),
      tell: (news) => tell({ kind: 'news', news }),
    }),
)

addEventListener('message', ({ data }: MessageEvent<CopyQuestion>) => void answer(data))

/** What is asked while the copy is read from the disk is answered once it is. */
let opening: Promise<unknown> = Promise.resolve()

async function answer({ number, name, args }: CopyQuestion): Promise<void> {
  try {
    const asked = await core
    if (name !== 'open' && name !== 'pause') await opening
    const ask = asked[name] as (...given: readonly unknown[]) => unknown
    const value = ask.apply(asked, [...args])
    if (name === 'open') opening = Promise.resolve(value).catch(() => {})
    tell({ kind: 'answer', number, value: await value })
  } catch (error) {
    tell({ kind: 'failure', number, message: String(error) })
  }
}

let stop: (() => void) | null = null

/** In a worker of its own, so that nothing that somebody types waits for it. */
function buildAside(job: BuildJob, progress: (rows: number) => void): Promise<void> {
  const worker = new Worker(new URL('./build.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<void>((done, fail) => {
    stop = () => fail(new Error('Another page is the till.'))
    worker.onerror = (event) => fail(new Error(event.message))
    worker.onmessage = ({ data }: MessageEvent<BuildMessage>) => {
      if (data.kind === 'progress') progress(data.rows)
      else if (data.kind === 'built') done()
      else fail(data.status === null ? new Error(data.message) : new FeedRefused(data.status, data.message))
    }
    worker.postMessage(job)
  }).finally(() => {
    stop = null
    worker.terminate()
  })
}
