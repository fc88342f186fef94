import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { PLAIN_FORMS } from '../../server/platform/backup/catalogue.ts'
import { type Manifest, parseManifest } from '../../server/platform/backup/manifest.ts'
import { readArchive } from '../../server/platform/backup/read-archive.ts'
import type { BackupConfig } from '../../server/platform/backup-config.ts'
import type { Sql } from '../../server/platform/database/connect.ts'

/** Backups as they are configured where no variable is set. */
export const backupConfig = (dataFolder: string, given: Partial<BackupConfig> = {}): BackupConfig => ({
  schedule: undefined,
  folder: join(dataFolder, 'backups'),
  key: undefined,
  keyFile: undefined,
  bucket: undefined,
  keep: { daily: 7, weekly: 5, monthly: 12 },
  ...given,
})

/** All that a backup holds: the rows of each table as COPY writes them, sorted; the files; the manifest. */
export type Unpacked = {
  readonly manifest: Manifest
  readonly rows: ReadonlyMap<string, readonly string[]>
  readonly files: ReadonlyMap<string, Buffer>
}

export async function unpack(path: string): Promise<Unpacked> {
  const parts = new Map<string, Buffer[]>()
  const files = new Map<string, Buffer>()
  let manifest: Manifest | undefined
  for await (const { name, content } of readArchive(path, undefined)) {
    const bytes = Buffer.concat(await Array.fromAsync(content))
    const [, table] = /^tables\/(\w+)\//.exec(name) ?? []
    if (table !== undefined) parts.set(table, [...(parts.get(table) ?? []), zstdDecompressSync(bytes)])
    else if (name.startsWith('files/')) files.set(name.slice('files/'.length), bytes)
    else if (name === 'manifest.json') manifest = parseManifest(bytes.toString())
  }
  if (manifest === undefined) throw new Error('There is no manifest.')
  const rows = new Map(manifest.tables.map(({ name }) => [name, linesOf(Buffer.concat(parts.get(name) ?? []))]))
  return { manifest, rows, files }
}

/** The rows that a database has now, in the same form. */
export async function readRows(sql: Sql, { manifest }: Pick<Unpacked, 'manifest'>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  await sql.begin(async (tx) => {
    await tx.unsafe(PLAIN_FORMS)
    for (const { name, columns } of manifest.tables) {
      const stream = await tx.unsafe(`copy ${name} (${columns.join(', ')}) to stdout`).readable()
      found.set(name, linesOf(Buffer.concat(await Array.fromAsync(stream))))
    }
  })
  return found
}

const linesOf = (text: Buffer): string[] =>
  text
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .sort()
