import { passAllVersions } from './platform/cache/pass-all-versions.ts'
import type { Tx } from './platform/database/connect.ts'
import { renewEventEpoch } from './platform/events/event-epoch.ts'
import { renewFeed } from './sales/index.ts'

/**
 * The map of what no backup holds. The first three are told by numbers of transactions, which mean nothing in another
 * database: whoever listens or copies begins again there. The others are of the moment: whoever was signed in signs in
 * again, so that a session that was ended since is not alive once more.
 */
export const LEFT_OUT = [
  'events',
  'feed_changes',
  'feed_starts',
  'sessions',
  'password_resets',
  'login_attempts',
] as const

/** What an installation has before anybody has used it: a restoration replaces it. */
export const OWN_TABLES = [
  ...LEFT_OUT,
  'schema_migrations',
  // Of a backup that was tried, in vain or not, before anybody has used it.
  'backups',
  'cache_namespaces',
  'event_feed',
  'feed_state',
  'roles',
  'role_permissions',
  'tax_zones',
  'taxes',
  'tax_classes',
  'tax_class_taxes',
  'audit_log',
  'installation',
] as const

/** Whoever has copied something of a database must know that it is another one now. */
export async function renewCopies(tx: Tx): Promise<void> {
  await renewEventEpoch(tx)
  await renewFeed(tx)
  await passAllVersions(tx)
}
