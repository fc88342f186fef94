import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { removeLeftovers } from '../../platform/http/remove-leftovers.ts'
import { checkName, isName, type ObjectEntry, type Storage } from './storage.ts'

/** Copies begin here, on the same disk, and are moved to their name when they are whole. */
const WRITING = '.writing'

/** Keeps files in a folder of this machine. */
export function createDiskStorage(folder: string): Storage {
  const pathOf = (name: string) => join(folder, checkName(name))
  const has = async (name: string) => (await unlessMissing(stat(pathOf(name)))) !== null
  return {
    has,
    async put(name, path) {
      if (await has(name)) return
      const writing = join(folder, WRITING)
      const draft = join(writing, randomUUID())
      await mkdir(writing, { recursive: true })
      try {
        await copyFile(path, draft)
        await synchronize(draft)
        await mkdir(dirname(pathOf(name)), { recursive: true })
        await rename(draft, pathOf(name))
        await synchronize(dirname(pathOf(name)))
      } finally {
        await rm(draft, { force: true })
      }
    },
    async get(name) {
      const file = await unlessMissing(open(pathOf(name)))
      if (file === null) return null
      const { size } = await file.stat()
      return { stream: file.createReadStream(), bytes: size }
    },
    async remove(name) {
      await rm(pathOf(name), { force: true })
    },
    list: (prefix) => listFolder(folder, prefix),
  }
}

async function* listFolder(folder: string, prefix: string): AsyncGenerator<ObjectEntry> {
  await removeLeftovers(join(folder, WRITING))
  const entries = (await unlessMissing(readdir(folder, { recursive: true, withFileTypes: true }))) ?? []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).replaceAll(sep, '/')
    // What somebody's file manager or a copy that was cut short left is none of ours.
    if (!entry.isFile() || !name.startsWith(prefix) || !isName(name)) continue
    const found = await unlessMissing(stat(path))
    if (found !== null) yield { name, changedAt: found.mtime }
  }
}

/** What is renamed is only safe from a power cut once both the file and its folder have reached the disk. */
async function synchronize(path: string): Promise<void> {
  // Elsewhere than on Windows a folder can be opened like a file.
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (process.platform === 'win32') return null
    throw error
  })
  try {
    await file?.sync()
  } catch (error) {
    if (process.platform !== 'win32') throw error
  } finally {
    await file?.close()
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
