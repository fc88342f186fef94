import { type Sql, type Tx, withTransaction } from '../platform/database/connect.ts'
import { lockKeys } from '../platform/database/lock-keys.ts'
import { removeLeftovers } from '../platform/http/remove-leftovers.ts'
import type { Fragment } from '../platform/http/select-page.ts'
import { auditOfJob } from '../platform/jobs/audit-of-job.ts'
import { fileLock, IMAGE_PREFIX, keyOfName, storedName } from './file-names.ts'
import type { FileRoom } from './file-room.ts'
import { SIZE_NAMES } from './images/image-tasks.ts'
import { MAKE_SIZES_JOB } from './keep-images.ts'

/** A condition on a file `f` that a room to the right knows: it is true while that room shows the file. */
export type FileUse = (sql: Sql | Tx) => Fragment

/** What has just been uploaded may be about to be used, and what has just been let go may be taken up again. */
const KEPT_HOURS = 24
const BATCH = 200
const AUDITED = { audit: auditOfJob('collect-files') }

/**
 * Removes the files that nobody uses, and the bytes that belong to no file: those of a write that was undone. Each is
 * removed under a lock that whoever takes up the same picture needs too. Answers how many files and other bytes went.
 */
export async function collectFiles(sql: Sql, room: FileRoom, uses: readonly FileUse[]): Promise<number> {
  const files = await collectUnused(sql, room, uses)
  const strays = await collectStrays(sql, room)
  await takeUpUnfinished(sql, room)
  await removeLeftovers(room.passing)
  return files + strays
}

async function collectUnused(sql: Sql, room: FileRoom, uses: readonly FileUse[]): Promise<number> {
  let removed = 0
  let last = 0
  for (;;) {
    const found = await sql<{ id: number; key: string }[]>`
      select f.id, f.key from files f where ${isUnused(sql, uses)} and f.id > ${last} order by f.id limit ${BATCH}`
    for (const { id, key } of found) {
      last = id
      removed += await withTransaction(sql, AUDITED, (tx) => removeFile(tx, room, { id, key, uses }))
    }
    if (found.length < BATCH) return removed
  }
}

const isUnused = (sql: Sql | Tx, uses: readonly FileUse[]): Fragment =>
  uses.reduce<Fragment>(
    (condition, use) => sql`${condition} and not ${use(sql)}`,
    sql`f.last_used_at < now() - make_interval(hours => ${KEPT_HOURS})`,
  )

type Unused = { id: number; key: string; uses: readonly FileUse[] }

async function removeFile(tx: Tx, { storage }: FileRoom, { id, key, uses }: Unused): Promise<number> {
  await lockKeys(tx, [fileLock(key)])
  const { count } = await tx`delete from files f where f.id = ${id} and ${isUnused(tx, uses)}`
  if (count === 0) return 0
  // The original goes first: where it is, whoever takes the picture up again finds the rest too.
  for (const name of ['original', ...SIZE_NAMES] as const) await storage.remove(storedName(key, name))
  return 1
}

async function collectStrays(sql: Sql, { storage }: FileRoom): Promise<number> {
  const oldest = Date.now() - KEPT_HOURS * 60 * 60 * 1000
  let removed = 0
  let names: string[] = []
  const removeStrays = async () => {
    const keys = [...new Set(names.map(keyOfName))]
    const known = await sql<{ key: string }[]>`select key from files where key = any(${keys}::text[])`
    const kept = new Set(known.map(({ key }) => key))
    for (const name of names.filter((name) => !kept.has(keyOfName(name)))) {
      removed += await withTransaction(sql, {}, async (tx) => {
        await lockKeys(tx, [fileLock(keyOfName(name))])
        const [file] = await tx`select 1 from files where key = ${keyOfName(name)}`
        if (file === undefined) await storage.remove(name)
        return file === undefined ? 1 : 0
      })
    }
    names = []
  }
  for await (const { name, changedAt } of storage.list(IMAGE_PREFIX)) {
    if (changedAt.getTime() < oldest) names.push(name)
    if (names.length === BATCH) await removeStrays()
  }
  await removeStrays()
  return removed
}

/** A job that was lost with its queue, or given up while the storage was away for long, is left again. */
async function takeUpUnfinished(sql: Sql, room: FileRoom): Promise<void> {
  await withTransaction(sql, {}, async (tx) => {
    const unfinished = await tx<{ id: number }[]>`
      select id from files where state = 'processing' and created_at < now() - interval '1 hour' limit ${BATCH}`
    for (const { id } of unfinished) await room.jobs.enqueue(tx, MAKE_SIZES_JOB, { file_id: id })
  })
}
