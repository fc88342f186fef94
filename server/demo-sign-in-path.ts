import { join } from 'node:path'
import type { Config } from './platform/config.ts'

/** Where the passwords of the demo's people are kept. */
export const demoSignInPath = ({ dataFolder }: Pick<Config, 'dataFolder'>): string =>
  join(dataFolder, 'demo-sign-in.txt')
