import { findValidActors, type Permission } from '../../identity/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { together } from '../../platform/database/together.ts'
import type { RecordDraft } from './ticket.ts'

/** What the actor of each kind of draft must still be allowed; the operator's imports ask nobody. */
const PERMISSIONS: Readonly<Record<RecordDraft['kind'], Permission | undefined>> = {
  sale: 'sales.create',
  return: 'sales.return',
  history: undefined,
  session_open: 'sessions.open',
  session_close: 'sessions.close',
  cash_movement: 'sessions.cash',
  drawer_open: 'sessions.open',
}

/**
 * The drafts whose actor still holds a good credential and the permission, now and in this transaction: who was let in
 * may have been remembered for a second. One statement per kind of draft, none for services, devices and the system.
 */
export async function findEntitledDrafts(tx: Tx, drafts: readonly RecordDraft[]): Promise<ReadonlySet<RecordDraft>> {
  const kinds = Object.keys(PERMISSIONS) as RecordDraft['kind'][]
  const entitled = await together(
    kinds.map(async (kind) => {
      const ofKind = drafts.filter((draft) => draft.kind === kind)
      if (ofKind.length === 0) return []
      const valid = await findValidActors(tx, [...new Set(ofKind.map((draft) => draft.actor))], PERMISSIONS[kind])
      return ofKind.filter((draft) => valid.has(draft.actor))
    }),
  )
  return new Set(entitled.flat())
}
