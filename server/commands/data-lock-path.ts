import { join } from 'node:path'
import type { Config } from '../platform/config.ts'

/** The lock of a running `comptoir start`, in the data folder. */
export const dataLockPath = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'comptoir.lock')
