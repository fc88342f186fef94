import { join } from 'node:path'
import type { Breakers } from '../platform/breaker/breakers.ts'
import type { Config } from '../platform/config.ts'
import type { JobQueue } from '../platform/jobs/job-queue.ts'
import type { Log } from '../platform/log/create-log.ts'
import { type OutboundRules, PUBLIC_ONLY } from '../platform/outbound/download.ts'
import { createImageProcess, type ImageProcess } from './images/image-process.ts'
import { createStorage } from './storage/create-storage.ts'
import type { Storage } from './storage/storage.ts'

/** What a process needs to work on files: made once, handed to whoever does. */
export type FileRoom = {
  readonly storage: Storage
  readonly images: ImageProcess
  readonly jobs: Pick<JobQueue, 'enqueue'>
  /** What may be asked on the internet. */
  readonly outbound: OutboundRules
  /** For files that pass. */
  readonly passing: string
  close(): Promise<void>
}

export type FileRoomOptions = {
  readonly config: Pick<Config, 'objectStorage' | 'dataFolder'>
  readonly log: Pick<Log, 'error'>
  readonly jobs: Pick<JobQueue, 'enqueue'>
  /** Leave alone what does not answer. */
  readonly breakers?: Breakers
  /** The public internet unless given. */
  readonly outbound?: OutboundRules
}

export function createFileRoom({ config, log, jobs, breakers, outbound = PUBLIC_ONLY }: FileRoomOptions): FileRoom {
  const images = createImageProcess()
  return {
    storage: createStorage(config, log, breakers),
    images,
    jobs,
    outbound,
    passing: join(config.dataFolder, 'tmp', 'files'),
    close: () => images.close(),
  }
}
