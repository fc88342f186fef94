import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cleaner } from './database.ts'

/** A folder that is removed with the test. */
export function temporaryFolder(cleaner: Cleaner): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-folder-'))
  cleaner.after(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The files below a folder, however deep. */
export const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : []

/** What is left in a folder of passing files, once the answers have been given. */
export async function leftBelow(folder: string): Promise<string[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!existsSync(folder) || readdirSync(folder).length === 0) return []
    await sleep(10)
  }
  return readdirSync(folder)
}
