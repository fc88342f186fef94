import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cleaner } from './database.ts'

const MEBIBYTE = 1024 * 1024
const SIZE = 16 * MEBIBYTE

export type SmallDisk = { readonly folder: string; fill(bytes: number): void }

/** A file system of sixteen megabytes in memory, with a part of it taken. null: one may not mount here. */
export function mountSmallDisk(cleaner: Cleaner, takenPart: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]).status !== 0) {
    rmdirSync(folder)
    return null
  }
  cleaner.after(async () => {
    spawnSync('umount', [folder])
    rmdirSync(folder)
  })
  const file = join(folder, 'taken')
  writeFileSync(file, Buffer.alloc(Math.floor(SIZE * takenPart)))
  return { folder, fill: (bytes) => appendFileSync(file, Buffer.alloc(bytes)) }
}
