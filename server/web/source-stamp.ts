import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What the built application is made of, from the project's folder. */
const SOURCES = [
  'package-lock.json',
  'packages/client/src',
  'rules',
  'web/build',
  'web/index.html',
  'web/public',
  'web/src',
  'web/vite.config.ts',
]
/** What may change without the application changing. */
const IS_BESIDE = /\.(test\.ts|md)$/

/** A text that differs when a source of the web application does; equal sources give the same one anywhere. */
export function stampSources(root: string, isForDevelopment: boolean): string {
  const hash = createHash('sha256').update(isForDevelopment ? 'development' : 'production')
  for (const path of SOURCES.flatMap((source) => listFiles(join(root, source))).sort()) {
    hash
      .update(`${relative(root, path).replaceAll('\\', '/')}\0`)
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex')
}

function listFiles(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !IS_BESIDE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
