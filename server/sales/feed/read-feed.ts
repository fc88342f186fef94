import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../../platform/actor.ts'
import type { Sql, Tx } from '../../platform/database/connect.ts'
import { openTransaction } from '../../platform/database/open-transaction.ts'
import { together } from '../../platform/database/together.ts'
import { type AnswerForm, answerForm, writtenOutcome } from '../../platform/http/answer-forms.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { type FeedCursor, type Moment, type Position, readCursor, writeCursor } from './feed-cursor.ts'
import { FEED_LISTS, type FeedList, type FeedListName } from './feed-lists.ts'
import { isGood, noteStart, readScene, type Scene, sightOf } from './feed-scene.ts'
import { type FeedQuery, MOST_ROWS } from './feed-schema.ts'
import { readFeedStore } from './read-feed-store.ts'

/** Rows that are read, and written, at a time: others are answered in between. */
const BATCH_ROWS = 500

/** A walk through the whole copy (`since` null) or through what has changed in it, which may take several answers. */
type Walk = Position & {
  readonly since: Moment | null
  readonly begun: Moment
  readonly isFirst: boolean
}

/**
 * What a till needs to sell in a store, or what has changed of it since its cursor: one page of a walk, read at one
 * moment of the database.
 *
 * Pages of one walk have moments of their own. That is made good by the walk's end: its cursor stands where it began, so
 * what changed on the way is asked for next, and `has_more` stays true until an answer has had everything at once. The
 * client's copy then is the store at that answer's moment.
 *
 * @throws not_found for a store that does not exist for this actor, validation_failed for what is no cursor.
 */
export async function readFeed(
  sql: Sql,
  actor: Actor,
  query: FeedQuery,
  { isPacked }: { isPacked: boolean },
): Promise<Outcome<Uint8Array>> {
  const cursor = query.since === undefined ? null : readCursor(query.since)
  const form = answerForm(isPacked)
  const { scene, data } = await readPage(sql, actor, { query, cursor, form })
  if (!scene.isStartKnown) await noteStart(sql)
  const outcome = writtenOutcome(form, data)
  // People's names are in it: nothing on the way keeps it.
  return { ...outcome, headers: { ...outcome.headers, 'cache-control': 'no-store' } }
}

type Question = { readonly query: FeedQuery; readonly cursor: FeedCursor | null; readonly form: AnswerForm }

async function readPage(
  sql: Sql,
  actor: Actor,
  { query, cursor, form }: Question,
): Promise<{ scene: Scene; data: Uint8Array[] }> {
  const transaction = openTransaction(sql, 'isolation level repeatable read read only')
  const { tx } = transaction
  try {
    const scene = await readScene(tx, actor, query.store_id, cursor)
    const walk = takeUp(cursor !== null && isGood(cursor, scene, actor) ? cursor : null, scene)
    const page = { scene, walk, sight: sightOf(actor), most: query.limit ?? MOST_ROWS }
    return { scene, data: await writePage(tx, page, form) }
  } finally {
    await transaction.rollback()
  }
}

function takeUp(cursor: FeedCursor | null, { now }: Scene): Walk {
  if (cursor === null) return { since: null, begun: now, isFirst: true, list: 0, after: 0 }
  const { since, walk } = cursor
  if (walk === null) return { since, begun: now, isFirst: true, list: 0, after: 0 }
  return { since, ...walk, isFirst: false }
}

type Page = { readonly scene: Scene; readonly walk: Walk; readonly sight: string; readonly most: number }

async function writePage(tx: Tx, page: Page, form: AnswerForm): Promise<Uint8Array[]> {
  const { scene, walk, sight } = page
  const isComplete = walk.since === null && walk.isFirst
  const hasStore = isComplete || (walk.isFirst && scene.changed.has('store'))
  const store = hasStore ? await readFeedStore(tx, scene.storeId) : null
  const { lists, gone, stopped } = await readLists(tx, page, form)
  // What was changed while a walk took several answers is asked for once it has ended.
  const hasMore = stopped !== null || !walk.isFirst
  const cursor = writeCursor({
    epoch: scene.epoch,
    origin: scene.origin,
    storeId: scene.storeId,
    sight,
    since: stopped === null ? walk.begun : walk.since,
    walk: stopped === null ? null : { ...stopped, begun: walk.begun },
  })
  return form.object([
    ['complete', [form.value(isComplete)]],
    ['at', [form.value(scene.at)]],
    ['store', [form.value(store)]],
    ...FEED_LISTS.map(({ name }) => [name, lists[name]] as const),
    ['deleted', [form.value(gone)]],
    ['has_more', [form.value(hasMore)]],
    // Last, so that an answer that was cut off has none.
    ['cursor', [form.value(cursor)]],
  ])
}

type Lists = Record<FeedListName, readonly Uint8Array[]>
type Gone = Record<FeedListName, number[]>

/** Reads on from where the walk stands, list by list, until there is nothing more or the page is full. */
async function readLists(
  tx: Tx,
  { scene, walk, sight, most }: Page,
  form: AnswerForm,
): Promise<{ lists: Lists; gone: Gone; stopped: Position | null }> {
  const nothing = form.list([], 0)
  const lists: Partial<Lists> = {}
  const gone: Partial<Gone> = {}
  let left = most
  let stopped: Position | null = null
  for (const [index, list] of FEED_LISTS.entries()) {
    lists[list.name] = nothing
    gone[list.name] = []
    if (stopped !== null || index < walk.list || !isToBeRead(list, walk, scene, sight)) continue
    const after = index === walk.list ? walk.after : 0
    const found = await list.find(tx, { scene, since: walk.since, after, most: left })
    const here = found.filter((row) => row.is_here).map((row) => row.id)
    lists[list.name] = form.list(await readRows(tx, list, scene.storeId, here, form), here.length)
    gone[list.name] = found.filter((row) => !row.is_here).map((row) => row.id)
    if (found.length === left) stopped = { list: index, after: found.at(-1)?.id ?? after }
    left -= found.length
  }
  return { lists: lists as Lists, gone: gone as Gone, stopped }
}

const isToBeRead = (list: FeedList, walk: Walk, scene: Scene, sight: string): boolean =>
  (list.sight === null || sight.includes(list.sight)) &&
  (walk.since === null || list.changesWith.some((kind) => scene.changed.has(kind)))

/**
 * The batches are asked for at once: while one is on its way, the database is at the next. They are written one at a time,
 * so that nobody else waits for all of them.
 */
async function readRows(
  tx: Tx,
  list: FeedList,
  storeId: number,
  ids: readonly number[],
  form: AnswerForm,
): Promise<Uint8Array[]> {
  const starts = Array.from({ length: Math.ceil(ids.length / BATCH_ROWS) }, (_none, index) => index * BATCH_ROWS)
  const batches = await together(starts.map((start) => list.read(tx, storeId, ids.slice(start, start + BATCH_ROWS))))
  const written: Uint8Array[] = []
  for (const batch of batches) {
    written.push(form.rows(batch))
    await setImmediate()
  }
  return written
}
