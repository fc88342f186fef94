import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { CHANNELS, type Channel, type Sink } from './sink.ts'

export type FileSinkOptions = {
  /** A file that reaches this size is set aside as `api_2026-11-21.1.log`, `.2.log`, … */
  largestBytes?: number
  /** How many files of each kind are kept, and for how long. */
  mostFiles?: number
  mostDays?: number
  /** The clock, for tests. */
  now?: () => Date
  /** Where console lines go; standard output unless given. */
  writeConsole?: (bytes: Buffer) => void
}

const fileNames: Partial<Record<Channel, string>> = {
  [CHANNELS.api]: 'api',
  [CHANNELS.business]: 'business',
  [CHANNELS.errors]: 'errors',
}

const megabyte = 1024 * 1024
const dayMs = 86_400_000
const staleLockMs = 10_000

type OpenFile = { path: string; descriptor: number; inode: bigint }

/**
 * Writes the three log files of a folder, each named by the local day: `api_2026-11-21.log`. Blocks are appended
 * whole (O_APPEND), so that several processes may write the same files; before each block the file is looked at, in
 * case another process has set it aside.
 */
export function createFileSink(folder: string, options: FileSinkOptions = {}): Sink {
  const { largestBytes = 10 * megabyte, mostFiles = 10, mostDays = 14, now = () => new Date() } = options
  const writeConsole = options.writeConsole ?? ((bytes: Buffer) => void process.stdout.write(bytes))
  const files = new Map<Channel, OpenFile>()
  mkdirSync(folder, { recursive: true })

  function open(channel: Channel, name: string): OpenFile {
    const path = join(folder, `${name}_${localDay(now())}.log`)
    const known = files.get(channel)
    const size = sizeOnDisk(path, known)
    if (known !== undefined && known.path === path && size !== undefined && size < largestBytes) return known
    if (known !== undefined) closeSync(known.descriptor)
    files.delete(channel)
    setAside(folder, path, largestBytes)
    const descriptor = openSync(path, 'a', 0o640)
    const file = { path, descriptor, inode: fstatSync(descriptor, { bigint: true }).ino }
    files.set(channel, file)
    removeOld(folder, name, { mostFiles, oldest: now().getTime() - mostDays * dayMs })
    return file
  }

  return {
    write(channel, bytes) {
      const name = fileNames[channel]
      try {
        if (name === undefined) writeConsole(bytes)
        else writeWhole(open(channel, name).descriptor, bytes)
      } catch (error) {
        // A full disk must not stop a sale; the operator still sees why the files stay behind.
        if (name !== undefined) process.stderr.write(`log: ${error instanceof Error ? error.message : error}\n`)
      }
    },
    async flush() {},
  }
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let offset = 0; offset < bytes.length; ) offset += writeSync(descriptor, bytes, offset)
}

function localDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0')
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`
}

/** Answers the size of the file at a path; undefined when it is missing or no longer the one that we hold open. */
function sizeOnDisk(path: string, held: OpenFile | undefined): number | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (stats === undefined || (held !== undefined && stats.ino !== held.inode)) return undefined
  return Number(stats.size)
}

/**
 * Renames a file that is full to the first free number. One process does it at a time: the others, and one that
 * comes after, look at the size again.
 */
function setAside(folder: string, path: string, largestBytes: number): void {
  if ((sizeOnDisk(path, undefined) ?? 0) < largestBytes) return
  const lock = join(folder, '.rotating')
  try {
    closeSync(openSync(lock, 'wx'))
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > staleLockMs) rmSync(lock, { force: true })
    return
  }
  try {
    if ((sizeOnDisk(path, undefined) ?? 0) < largestBytes) return
    renameSync(path, nextNumbered(folder, path))
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Numbers grow within a day even after the oldest files have been removed, so that they tell the order. */
function nextNumbered(folder: string, path: string): string {
  const start = basename(path, '.log')
  const numbers = readdirSync(folder)
    .filter((file) => file.startsWith(`${start}.`))
    .map((file) => Number(file.slice(start.length + 1).replace(/\.log$/, '')))
    .filter(Number.isInteger)
  return join(folder, `${start}.${Math.max(0, ...numbers) + 1}.log`)
}

function removeOld(folder: string, name: string, limits: { mostFiles: number; oldest: number }): void {
  const isOurs = new RegExp(`^${name}_\\d{4}-\\d{2}-\\d{2}(\\.\\d+)?\\.log$`)
  const files = readdirSync(folder)
    .filter((file) => isOurs.test(file))
    .map((file) => ({
      path: join(folder, file),
      time: statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs,
    }))
    .sort((one, other) => (other.time ?? 0) - (one.time ?? 0))
  files.forEach(({ path, time }, position) => {
    if (position >= limits.mostFiles || (time ?? 0) < limits.oldest) rmSync(path, { force: true })
  })
}
