import type { BackupKey } from './backup-key.ts'
import { BackupRefused, refuseDamaged } from './damaged.ts'
import {
  CHECKSUMS,
  FILES_PREFIX,
  JOBS_PART,
  MANIFEST_NAME,
  type Manifest,
  parseManifest,
  tablePart,
} from './manifest.ts'
import type { ArchiveEntry } from './read-archive.ts'
import { readArchive } from './read-archive.ts'

/** Bytes of the manifest and of a list of checksums, which are read whole: some times what they ever are. */
const MOST_READ_WHOLE = 64 * 1024 * 1024

/**
 * Reads a backup from its first byte to its last, changes nothing, and answers what it holds.
 *
 * @throws BackupRefused when anything is missing, has changed, or is too much.
 */
export async function checkBackup(
  path: string,
  key: BackupKey | undefined,
  onProgress: (bytes: number) => void = () => {},
): Promise<Manifest> {
  let manifest: Manifest | undefined
  /** Of what was read since the last list. */
  let unlisted = new Map<string, string>()
  const found = { parts: new Set<string>(), jobs: 0, files: 0, bytes: 0, read: 0 }
  for await (const entry of readArchive(path, key)) {
    const isRead = entry.name === MANIFEST_NAME || CHECKSUMS.test(entry.name)
    const text = isRead ? await readWhole(entry) : await pass(entry)
    if (CHECKSUMS.test(entry.name)) unlisted = compare(unlisted, text)
    else if (entry.name === MANIFEST_NAME) manifest = parseManifest(text)
    else if (entry.name.startsWith(FILES_PREFIX)) {
      found.files += 1
      found.bytes += entry.bytes
    } else found.parts.add(entry.name)
    unlisted.set(entry.name, entry.sha256())
    found.read += entry.bytes
    onProgress(found.read)
  }
  if (manifest === undefined) throw refuseForeign()
  const missing = expectedParts(manifest).find((name) => !found.parts.has(name))
  if (missing !== undefined) throw refuseDamaged(missing)
  const { count, bytes } = manifest.files
  if (found.files !== count || found.bytes !== bytes) throw refuseDamaged(FILES_PREFIX)
  return manifest
}

const expectedParts = ({ tables }: Manifest): string[] =>
  tables.flatMap(({ name, parts }) => Array.from({ length: parts }, (_, index) => tablePart(name, index + 1)))

async function readWhole(entry: ArchiveEntry): Promise<string> {
  if (entry.bytes > MOST_READ_WHOLE) throw refuseDamaged(entry.name)
  return Buffer.concat(await Array.fromAsync(entry.content)).toString()
}

async function pass(entry: ArchiveEntry): Promise<string> {
  for await (const _ of entry.content);
  return ''
}

/** Every line of a list must be of something that was read, as it was. */
function compare(read: ReadonlyMap<string, string>, list: string): Map<string, string> {
  const rest = new Map(read)
  for (const line of list.split('\n').filter((text) => text !== '')) {
    const [, sha256, name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (sha256 === undefined || rest.get(name) !== sha256) throw refuseDamaged(name === '' ? 'checksums' : name)
    rest.delete(name)
  }
  return rest
}

const refuseForeign = (): BackupRefused =>
  new BackupRefused('Ce fichier n’est pas une sauvegarde de Comptoir.', 'This file is not a backup of Comptoir.')

export const isTablePart = (name: string): boolean => name.startsWith('tables/')
export const isJobsPart = (name: string): boolean => JOBS_PART.test(name)
