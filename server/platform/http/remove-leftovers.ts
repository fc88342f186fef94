import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Longer than any request lives. */
const LEFT_BEHIND_AFTER_MS = 60 * 60 * 1000

/** Removes what a process that was killed has left in a folder of passing files, where there is one. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && Date.now() - found.mtimeMs > LEFT_BEHIND_AFTER_MS) {
      await rm(path, { recursive: true, force: true })
    }
  }
}
