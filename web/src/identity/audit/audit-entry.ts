import type { ListedAuditLog } from '../../api/index.ts'
import type { Text, Translate } from '../../i18n/index.ts'
import { messages } from '../messages.ts'
import { ENTITY_TYPES } from './entity-types.ts'

export type AuditEntry = Required<ListedAuditLog>
type Action = AuditEntry['action']

export const ACTION_NAMES: Readonly<Record<Action, Text>> = {
  create: messages.created,
  update: messages.updated,
  delete: messages.deleted,
}
export const ACTION_COLORS: Readonly<Record<Action, string>> = { create: 'sapin', update: 'safran', delete: 'brique' }

const ACTOR_NAMES: Readonly<Record<AuditEntry['actor'], Text>> = {
  user: messages.unknownPerson,
  service: messages.serviceActor,
  system: messages.systemActor,
  guest: messages.guestActor,
}

/** Who acted: a person by name, of whom one sees; else what it was. */
export const nameOfActor = ({ actor, user }: Pick<AuditEntry, 'actor' | 'user'>, t: Translate): string =>
  user?.name ?? t(ACTOR_NAMES[actor])

/** What changed: the sort of record, its number, and its part where one changed. */
export function nameOfRecord(entry: Pick<AuditEntry, 'entity_type' | 'entity_id' | 'part'>, t: Translate): string {
  const { entity_type: type, entity_id: id, part } = entry
  const known = ENTITY_TYPES[type]
  const name = `${known === undefined ? type : t(known)} ${id}`
  return part === null ? name : `${name} · ${part}`
}
