import { askFeedOf, FeedRefused } from './ask-feed.ts'
import { buildFromDisk, buildFromFeed } from './copy-builder.ts'
import { openCopyDatabase } from './copy-database.ts'
import type { BuildJob, BuildMessage } from './copy-protocol.ts'

const tell = (message: BuildMessage): void => postMessage(message)

/** Builds one copy and ends: the memory that it took goes with it. */
addEventListener('message', ({ data: job }: MessageEvent<BuildJob>) => void run(job))

async function run({ from, storeId, generation }: BuildJob): Promise<void> {
  try {
    const database = await openCopyDatabase()
    if (from === 'disk') await buildFromDisk(database, generation)
    else {
      const ask = askFeedOf(storeId)
      await buildFromFeed(database, { storeId, generation, ask, tell: (rows) => tell({ kind: 'progress', rows }) })
    }
    database.close()
    tell({ kind: 'built' })
  } catch (error) {
    const status = error instanceof FeedRefused ? error.status : null
    tell({ kind: 'failed', status, message: String(error) })
  }
}
