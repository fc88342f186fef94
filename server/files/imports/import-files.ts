import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileRoom } from '../file-room.ts'

const PREFIX = 'imports/'
const CSV_TYPE = 'text/csv'

/** Keeps a copy of an import's file for the worker, under a name. */
export const keepImportFile = ({ storage }: FileRoom, name: string, path: string): Promise<void> =>
  storage.put(PREFIX + name, path, CSV_TYPE)

export type OpenFile = { readonly path: string; release(): Promise<void> }

/** The file on this machine, where it can be read again and again until it is released; null when it is not kept. */
export async function openImportFile({ storage, passing }: FileRoom, name: string): Promise<OpenFile | null> {
  const kept = await storage.get(PREFIX + name)
  if (kept === null) return null
  await mkdir(passing, { recursive: true })
  const folder = await mkdtemp(join(passing, 'import-'))
  const release = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'file.csv')
    await pipeline(kept.stream, createWriteStream(path, { mode: 0o600 }))
    return { path, release }
  } catch (error) {
    await release()
    throw error
  }
}

export const removeImportFile = ({ storage }: FileRoom, name: string): Promise<void> => storage.remove(PREFIX + name)

/** Those that have been there for longer than this. */
export async function listImportFiles({ storage }: FileRoom, olderThanMs: number): Promise<string[]> {
  const names: string[] = []
  for await (const { name, changedAt } of storage.list(PREFIX)) {
    if (Date.now() - changedAt.getTime() > olderThanMs) names.push(name.slice(PREFIX.length))
  }
  return names
}
