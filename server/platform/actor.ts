/** Who acts. Passed to every use case; there is no ambient context. */
export type Actor = {
  readonly kind: 'user' | 'service' | 'system' | 'device'
  /** Stable name for idempotency keys and logs: `user:7`, `service:api-token`, `device:<UUID>`. */
  readonly key: string
  readonly userId: number | null
  readonly name: string
  readonly permissions: ReadonlySet<string>
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

export const mayActInStore = (actor: Actor, storeId: number): boolean =>
  actor.storeIds === 'all' || actor.storeIds.includes(storeId)

export const may = (actor: Actor, permission: string): boolean =>
  actor.kind === 'system' || actor.permissions.has(permission)

/** Part of a cache key: two actors with the same scope may share a page. */
export const scopeKey = (actor: Actor): string =>
  actor.storeIds === 'all' ? '*' : [...actor.storeIds].sort().join(',')
