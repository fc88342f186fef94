import { watch } from 'node:fs'
import { resolve } from 'node:path'
import type { Log } from '../platform/log/create-log.ts'

const root = resolve(import.meta.dirname, '..', '..')
const watchedFolders = ['server', 'rules', 'migrations'] as const
/** Editors and version control write several files at once: they make one reload. */
const settleMs = 200

/** Calls back after sources have changed, once at a time; for `npm run dev`. */
export function watchSources(reload: (hasMigrations: boolean) => Promise<void>, log: Log): void {
  let timer: NodeJS.Timeout | undefined
  let hasMigrations = false
  let current: Promise<void> = Promise.resolve()

  const run = async () => {
    const withMigrations = hasMigrations
    hasMigrations = false
    const startedAt = Date.now()
    try {
      await reload(withMigrations)
      log.info('Sources reloaded.', { duration_ms: Date.now() - startedAt })
    } catch (error) {
      log.error(error)
    }
  }

  for (const folder of watchedFolders) {
    watch(resolve(root, folder), { recursive: true }, (_event, name) => {
      if (name === null || !/\.(ts|sql|json)$/.test(name) || name.endsWith('.test.ts')) return
      hasMigrations ||= folder === 'migrations'
      clearTimeout(timer)
      timer = setTimeout(() => {
        current = current.then(run)
      }, settleMs)
    })
  }
}
