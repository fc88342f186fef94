import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'

export const AUDIT_ACTIONS = ['create', 'update', 'delete'] as const
export const ACTOR_KINDS = ['user', 'service', 'system', 'guest'] as const
const Action = Type.Unsafe<(typeof AUDIT_ACTIONS)[number]>({ type: 'string', enum: [...AUDIT_ACTIONS] })

/** A row as it was: whatever columns its table has. */
const Values = (description: string) =>
  Nullable(Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description }))

export const AuditEntry = Type.Object({
  id: Id(),
  occurred_at: Timestamp(),
  actor: Type.Unsafe<(typeof ACTOR_KINDS)[number]>({
    type: 'string',
    enum: [...ACTOR_KINDS],
    description: 'A person, the program of API_TOKEN, the operator and the jobs, or somebody who was not signed in.',
  }),
  user: Nullable(
    Type.Object(
      { id: Id(), name: Type.String() },
      { description: 'The person; null also for one whom one does not see.' },
    ),
  ),
  operation: Type.String({ description: 'The operationId of the request, or the name of a command or a job.' }),
  action: Action,
  entity_type: Type.String(),
  entity_id: Type.String(),
  part: Nullable(Type.String({ description: 'The table, when what changed belongs to the record.' })),
  store_id: Nullable(Id()),
  request_id: Nullable(Type.String()),
  before: Values('Of a change only what differs.'),
  after: Values('Of a change only what differs.'),
})
export type AuditItem = Static<typeof AuditEntry>

export const AUDIT_SORTS = { id: { sql: 'a.id', type: 'bigint' } } as const satisfies SortColumns

export const AuditList = listQuery({
  sorts: AUDIT_SORTS,
  filters: {
    user_id: Type.Optional(Id({ description: 'Who acted.' })),
    entity_type: Type.Optional(
      Type.String({
        maxLength: 100,
        'x-description': text(
          'La sorte de ce qui a changé\u00a0: `user`, `role`, `token`, `session`, `setting`, `store`, `register`, `address`, `tax-zone`, `tax-class`, `product`, `product-variant`, `product-option`, `product-category`, `barcode-layout`, `file`, `import` …\u00a0; le pluriel des adresses (`users`) vaut aussi.',
          'The sort of what changed: `user`, `role`, `token`, `session`, `setting`, `store`, `register`, `address`, `tax-zone`, `tax-class`, `product`, `product-variant`, `product-option`, `product-category`, `barcode-layout`, `file`, `import` …; the plural of addresses (`users`) does too.',
        ),
      }),
    ),
    entity_id: Type.Optional(Type.String({ maxLength: 100 })),
    action: Type.Optional(Action),
    operation: Type.Optional(
      Type.String({
        maxLength: 100,
        'x-description': text(
          'L’`operationId` de la requête (`updateProduct`, `logIn`), ou le nom d’une commande ou d’une tâche de fond (`import`, `comptoir user create`).',
          'The `operationId` of the request (`updateProduct`, `logIn`), or the name of a command or a job (`import`, `comptoir user create`).',
        ),
      }),
    ),
    date_from: Type.Optional(Day({ description: 'From the beginning of this day, in UTC.' })),
    date_to: Type.Optional(Day({ description: 'To the end of this day, in UTC.' })),
    store_id: Type.Optional(Id()),
    request_id: Type.Optional(Type.String({ maxLength: 100 })),
  },
})
export type AuditListQuery = Static<typeof AuditList>
