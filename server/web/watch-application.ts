import { watch } from 'node:fs'
import { join } from 'node:path'

/** Editors and version control write several files at once: they make one build. */
const SETTLE_MS = 100
const WATCHED = ['web', 'packages/client/src']
const IS_MADE = /^dist[\\/]|\.test\.ts$|\.md$/

/** Calls after sources of the application have changed, once at a time; for `npm run dev`. */
export function watchApplication(root: string, rebuild: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined
  let current = Promise.resolve()
  for (const folder of WATCHED) {
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      if (name === null || IS_MADE.test(name)) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        current = current.then(rebuild)
      }, SETTLE_MS)
    })
  }
}
