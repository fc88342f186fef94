import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { OperatorError } from '../operator-error.ts'
import { FILES_PREFIX } from './manifest.ts'
import type { ArchiveEntry } from './read-archive.ts'
import type { FileSource } from './write-backup.ts'

/** Where the stored files go. */
export type FileTarget = Pick<FileSource, 'get'> & {
  put(name: string, path: string, contentType: string): Promise<void>
}

const TYPES: Record<string, string> = {
  '.webp': 'image/webp',
  '.csv': 'text/csv; charset=utf-8',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.json': 'application/json',
}

/**
 * Stores one file of an archive again. One that is there already is kept, if it is the same.
 *
 * @throws OperatorError when another one has its name.
 */
export async function restoreFile(files: FileTarget, folder: string, entry: ArchiveEntry): Promise<void> {
  const name = entry.name.slice(FILES_PREFIX.length)
  const path = join(folder, randomUUID())
  await mkdir(folder, { recursive: true })
  try {
    await pipeline(entry.content, createWriteStream(path, { mode: 0o600 }))
    const there = await digestOf(files, name)
    if (there === null) await files.put(name, path, TYPES[extname(name)] ?? 'application/octet-stream')
    else if (there !== entry.sha256()) throw refuseOther(name)
  } finally {
    await rm(path, { force: true })
  }
}

async function digestOf(files: FileTarget, name: string): Promise<string | null> {
  const found = await files.get(name)
  if (found === null) return null
  const digest = createHash('sha256')
  for await (const piece of found.stream) digest.update(piece)
  return digest.digest('hex')
}

const refuseOther = (name: string): OperatorError =>
  new OperatorError(
    `Là où vont les fichiers, il y en a déjà un autre de ce nom\u00a0: ${name}. Donnez un dossier (COMPTOIR_DATA) ou un bucket (S3_BUCKET) vide.`,
    `Where the files go there is another one of this name already: ${name}. Give an empty folder (COMPTOIR_DATA) or bucket (S3_BUCKET).`,
  )
