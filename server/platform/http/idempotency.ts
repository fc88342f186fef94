import { hash } from 'node:crypto'
import { canonicalJson } from '../../../rules/index.ts'
import type { Actor } from '../actor.ts'
import type { Queryable, Tx } from '../database/connect.ts'
import { invalid, platformErrors } from '../errors.ts'
import { text } from '../text.ts'
import type { Outcome, Route } from './route.ts'

const MAX_KEY_LENGTH = 255

export function checkIdempotencyKey(key: string | undefined): string | undefined {
  if (key === undefined) return undefined
  if (key.length >= 1 && key.length <= MAX_KEY_LENGTH && /^[\x21-\x7e]+$/.test(key)) return key
  throw invalid({
    'Idempotency-Key': text(
      'La clé d’idempotence compte de 1 à 255 caractères visibles.',
      'The idempotency key has 1 to 255 visible characters.',
    ),
  })
}

export type KeptOutcome = { status: number; outcome: Outcome<unknown>; isReplay: boolean }

/**
 * Runs a write at most once per actor, route and key, and keeps its outcome in the write's own transaction. Two requests
 * with one key at the same time: the second waits for the first at the primary key, then answers what the first did.
 *
 * @throws idempotency_key_reused when the key came with another input before.
 */
export async function runOnce(
  tx: Tx,
  options: { actor: Actor; route: Route; key: string; input: unknown; status: number },
  work: () => Promise<Outcome<unknown>>,
): Promise<KeptOutcome> {
  const { actor, route, key, status } = options
  const bodyHash = hash('sha256', canonicalJson(options.input), 'buffer')
  const claimed = await tx`
    insert into idempotency_keys (actor_key, operation, key, body_hash, status, response)
    values (${actor.key}, ${route.operation}, ${key}, ${bodyHash}, 0, 'null')
    on conflict do nothing returning 1`
  if (claimed.length === 0) return replay(tx, options, bodyHash)
  const outcome = await work()
  await tx`
    update idempotency_keys set status = ${outcome.status ?? status}, response = ${JSON.stringify(outcome)}::text::jsonb
    where actor_key = ${actor.key} and operation = ${route.operation} and key = ${key}`
  return { status: outcome.status ?? status, outcome, isReplay: false }
}

/**
 * Takes out of what is kept for a replay what nobody may know any more: in the outcomes of these operations whose data
 * holds `match`, the fields of `data` take the place of what was there.
 */
export async function redactOutcomes(
  tx: Tx,
  { operations, match, data }: { operations: readonly string[]; match: object; data: object },
): Promise<void> {
  await tx`
    update idempotency_keys
    set response = jsonb_set(response, '{data}', (response -> 'data') || ${JSON.stringify(data)}::text::jsonb)
    where operation = any(${[...operations]}::text[]) and response -> 'data' @> ${JSON.stringify(match)}::text::jsonb`
}

type KeyOfActor = { readonly actor: Actor; readonly route: Route; readonly key: string }

/** Whether a write with this key is done: what it needs before its transaction need not be made again for a replay. */
export async function isDone(sql: Queryable, { actor, route, key }: KeyOfActor): Promise<boolean> {
  const rows = await sql`
    select 1 from idempotency_keys where actor_key = ${actor.key} and operation = ${route.operation} and key = ${key}`
  return rows.length > 0
}

async function replay(tx: Tx, { actor, route, key }: KeyOfActor, bodyHash: Buffer) {
  const [row] = await tx<{ body_hash: Uint8Array; status: number; response: Outcome<unknown> }[]>`
    select body_hash, status, response from idempotency_keys
    where actor_key = ${actor.key} and operation = ${route.operation} and key = ${key}`
  if (row === undefined) throw platformErrors.conflict()
  if (!bodyHash.equals(row.body_hash)) throw platformErrors.idempotency_key_reused()
  return { status: row.status, outcome: row.response, isReplay: true }
}
