import { ACTOR_KINDS, type AuditItem } from './schema.ts'

export type AuditRow = Omit<AuditItem, 'actor' | 'user' | 'before' | 'after'> & {
  readonly actor_key: string
  readonly user_id: number | null
  readonly user_name: string | null
  /** JSON, unread: its amounts are exact. */
  readonly before: string | null
  readonly after: string | null
}

export function presentEntry(row: AuditRow, showsCosts: boolean): AuditItem {
  const { actor_key, user_id, user_name, before, after, ...entry } = row
  const [prefix = ''] = actor_key.split(':', 1)
  return {
    ...entry,
    actor: ACTOR_KINDS.find((kind) => kind === prefix) ?? 'system',
    user: user_id === null || user_name === null ? null : { id: user_id, name: user_name },
    before: presentValues(before, showsCosts),
    after: presentValues(after, showsCosts),
  }
}

function presentValues(json: string | null, showsCosts: boolean): AuditItem['before'] {
  if (json === null) return null
  const values: Record<string, unknown> = JSON.parse(json, keepExact)
  return showsCosts ? values : (hideCosts(values) as Record<string, unknown>)
}

/** An amount is a decimal string, as everywhere: a float would not be what the column held. Ids stay numbers. */
function keepExact(_key: string, value: unknown, { source = '' }: { source?: string } = {}): unknown {
  const isExact = typeof value !== 'number' || (Number.isSafeInteger(value) && !source.includes('.'))
  return isExact ? value : source
}

/** Without whatever is called a cost, however deep. */
function hideCosts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideCosts)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/cost|margin/i.test(name))
      .map(([name, item]) => [name, hideCosts(item)]),
  )
}
