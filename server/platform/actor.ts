/** Who acts. Passed to every use case; there is no ambient context. */
export type Actor = {
  readonly kind: 'user' | 'service' | 'system' | 'device'
  /** Stable name for idempotency keys and logs: `user:7`, `service:api-token`, `device:<UUID>`. */
  readonly key: string
  readonly userId: number | null
  readonly name: string
  readonly permissions: ReadonlySet<string>
  /** How far a permission reaches, in parts per million, where it has a limit. */
  readonly limits?: Readonly<Record<string, number>>
  /** The stores whose records exist for this actor. */
  readonly storeIds: 'all' | readonly number[]
  readonly credential: { readonly kind: 'token' | 'session' | 'service' | 'none'; readonly id: number | null }
  /** The device that acts. */
  readonly deviceId?: string
}

/** The key of the person with this id. */
export const userKey = (userId: number): string => `user:${userId}`

/** Commands that the operator runs on the machine itself act as the system. */
export const systemActor: Actor = {
  kind: 'system',
  key: 'system',
  userId: null,
  name: 'system',
  permissions: new Set(),
  storeIds: 'all',
  credential: { kind: 'none', id: null },
}

export const mayActInStore = (actor: Pick<Actor, 'storeIds'>, storeId: number): boolean =>
  actor.storeIds === 'all' || actor.storeIds.includes(storeId)

export const may = (actor: Pick<Actor, 'kind' | 'permissions'>, permission: string): boolean =>
  actor.kind === 'system' || actor.permissions.has(permission)

/** How far a permission of the actor's reaches, in parts per million: not at all without it; null: it has no limit. */
export const limitOf = (actor: Pick<Actor, 'kind' | 'permissions' | 'limits'>, permission: string): number | null => {
  if (actor.kind !== 'system' && !actor.permissions.has(permission)) return 0
  return actor.limits?.[permission] ?? null
}

/** Part of a cache key: two actors with the same scope may share a page. */
export const scopeKey = (actor: Actor): string =>
  actor.storeIds === 'all' ? '*' : [...actor.storeIds].sort().join(',')
