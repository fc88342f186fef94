import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identifyProcess, isProcessAlive } from './process-identity.ts'

/** Who holds a lock: the process, what it does, and since when (ISO 8601). */
export type LockHolder = { pid: number; purpose: string; since: string }

/** A lock that this process holds. */
export type FileLock = {
  /** True when the last holder was killed before it could release the lock. */
  wasAbandoned: boolean
  /** Says what the holder does now, for those who wait. */
  changePurpose(purpose: string): void
  release(): void
}

type LockContent = LockHolder & { identity: string }

/** A holder writes its file at once; one that stays empty longer belongs to a process that was killed in between. */
const writingTimeMs = 2_000
const retryMs = 50

/** Answers who holds the lock of a file, or undefined when nobody alive does. */
export function readLockHolder(path: string): LockHolder | undefined {
  const content = readContent(path)
  return content !== undefined && content !== 'unreadable' && isHolding(content) ? content : undefined
}

/**
 * Takes the lock of a file, or answers who holds it. A lock whose holder was killed, or whose process number has
 * been given to another program since, is taken over.
 */
export async function takeFileLock(path: string, purpose: string): Promise<FileLock | LockHolder> {
  mkdirSync(dirname(path), { recursive: true })
  const content: LockContent = {
    pid: process.pid,
    purpose,
    since: new Date().toISOString(),
    identity: identifyProcess(process.pid),
  }
  let wasAbandoned = false
  for (;;) {
    if (create(path, content)) return hold(path, content, wasAbandoned)
    const found = readContent(path)
    if (found === undefined) continue
    if (found === 'unreadable') {
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      if (age < writingTimeMs) {
        await sleep(retryMs)
        continue
      }
    } else if (isHolding(found)) return found
    removeAbandoned(path, found)
    wasAbandoned = true
  }
}

/** Takes the lock of a file, waiting as long as a living process holds it. */
export async function waitForFileLock(path: string, purpose: string): Promise<FileLock> {
  for (;;) {
    const taken = await takeFileLock(path, purpose)
    if ('release' in taken) return taken
    await sleep(retryMs)
  }
}

function hold(path: string, content: LockContent, wasAbandoned: boolean): FileLock {
  return {
    wasAbandoned,
    changePurpose(purpose) {
      const partial = `${path}.${process.pid}`
      writeFileSync(partial, `${JSON.stringify({ ...content, purpose })}\n`)
      renameSync(partial, path)
    },
    release() {
      const found = readContent(path)
      if (found !== undefined && found !== 'unreadable' && found.pid === content.pid && found.since === content.since) {
        rmSync(path, { force: true })
      }
    },
  }
}

function create(path: string, content: LockContent): boolean {
  try {
    writeFileSync(path, `${JSON.stringify(content)}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function readContent(path: string): LockContent | 'unreadable' | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    const content: LockContent = JSON.parse(text)
    return Number.isInteger(content.pid) ? content : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

function isHolding(content: LockContent): boolean {
  if (!isProcessAlive(content.pid)) return false
  const identity = identifyProcess(content.pid)
  // Where the system does not identify processes, the number alone has to do.
  return identity === '' || content.identity === '' || identity === content.identity
}

/**
 * Moves an abandoned lock out of the way. Of two processes that find it at once, the slower one may move the lock
 * that the faster one has just made: it sees that by the content, and puts it back.
 */
function removeAbandoned(path: string, found: LockContent | 'unreadable'): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const moved = readContent(aside)
  const isSame = JSON.stringify(moved) === JSON.stringify(found)
  if (!isSame && moved !== undefined && moved !== 'unreadable') create(path, moved)
  rmSync(aside, { force: true })
}
