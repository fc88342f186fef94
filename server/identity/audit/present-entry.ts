import { ACTOR_KINDS, type AuditItem } from './schema.ts'

export type AuditRow = Omit<AuditItem, 'actor' | 'user'> & {
  readonly actor_key: string
  readonly user_id: number | null
  readonly user_name: string | null
}

export function presentEntry(row: AuditRow, showsCosts: boolean): AuditItem {
  const { actor_key, user_id, user_name, before, after, ...entry } = row
  const [prefix = ''] = actor_key.split(':', 1)
  return {
    ...entry,
    actor: ACTOR_KINDS.find((kind) => kind === prefix) ?? 'system',
    user: user_id === null || user_name === null ? null : { id: user_id, name: user_name },
    before: showsCosts ? before : withoutCosts(before),
    after: showsCosts ? after : withoutCosts(after),
  }
}

const withoutCosts = (values: AuditItem['before']): AuditItem['before'] =>
  values === null ? null : (hideCosts(values) as Record<string, unknown>)

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
