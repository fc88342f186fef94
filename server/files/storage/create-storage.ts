import { join } from 'node:path'
import type { Breakers } from '../../platform/breaker/breakers.ts'
import type { Config } from '../../platform/config.ts'
import type { Log } from '../../platform/log/create-log.ts'
import { createDiskStorage } from './disk-storage.ts'
import { createS3Storage } from './s3-storage.ts'
import type { Storage } from './storage.ts'

type StorageConfig = Pick<Config, 'objectStorage' | 'dataFolder'>

/** A transfer that moves may take this long; one that does not is given up sooner. */
const LONGEST_TRANSFER_MS = 600_000
/** How long a service that does not answer is left alone before somebody tries it again. */
const RESET_MS = 5_000

/**
 * The storage that the configuration names: a bucket, or the folder `files` of the data folder.
 *
 * @param breakers leave a bucket's service alone while it does not answer
 */
export function createStorage(
  { objectStorage, dataFolder }: StorageConfig,
  log: Pick<Log, 'error'>,
  breakers?: Breakers,
): Storage {
  if (objectStorage === undefined) return createDiskStorage(join(dataFolder, 'files'))
  const note = (error: unknown) => log.error(error, { endpoint: 'object storage' })
  const breaker = breakers?.create({
    name: 's3',
    timeoutMs: LONGEST_TRANSFER_MS,
    resetMs: RESET_MS,
    isFailure: (error) => !isAnswer(error),
  })
  return createS3Storage(objectStorage, note, breaker === undefined ? {} : { breaker })
}

/** It is there, and has refused. */
const isAnswer = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500
