import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import type { Log } from '../../platform/log/create-log.ts'
import { createDiskStorage } from './disk-storage.ts'
import { createS3Storage } from './s3-storage.ts'
import type { Storage } from './storage.ts'

type StorageConfig = Pick<Config, 'objectStorage' | 'dataFolder'>

/** The storage that the configuration names: a bucket, or the folder `files` of the data folder. */
export const createStorage = ({ objectStorage, dataFolder }: StorageConfig, log: Pick<Log, 'error'>): Storage =>
  objectStorage === undefined
    ? createDiskStorage(join(dataFolder, 'files'))
    : createS3Storage(objectStorage, (error) => log.error(error, { endpoint: 'object storage' }))
