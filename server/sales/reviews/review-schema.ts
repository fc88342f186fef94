import { type Static, Type } from 'typebox'
import { Id, LongText, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'

export const SUBJECT_TYPES = ['ticket', 'record', 'session', 'lease', 'held_record', 'approval'] as const
export const SETTLEMENTS = ['accepted', 'rejected', 'resolved'] as const
const STATES = ['open', 'settled'] as const

export const Review = Type.Object({
  id: Id(),
  store_id: Id(),
  subject_type: Type.Enum([...SUBJECT_TYPES]),
  subject_id: Type.String({
    'x-description': text(
      'Le ticket, l’enregistrement, la session, le bail (`caisse-série`) ou ce qui est gardé.',
      'The ticket, the record, the session, the lease (`register-series`) or what is held.',
    ),
  }),
  flag: Type.String({ examples: ['total_differs'] }),
  details: Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    additionalProperties: true,
    'x-description': text('Ce qu’il faut savoir pour en juger.', 'What one must know to judge it.'),
  }),
  created_at: Timestamp(),
  settled_at: Nullable(Timestamp()),
  settlement: Nullable(
    Type.Enum([...SETTLEMENTS], {
      'x-description': text(
        '`resolved` : s’est réglé de soi-même, parce que ce qui manquait est arrivé.',
        '`resolved`: settled itself, because what was missing has come.',
      ),
    }),
  ),
  settled_by: Nullable(Type.Object({ id: Nullable(Type.Integer()), name: Type.String() })),
  note: Nullable(Type.String()),
})
export type ReviewItem = Static<typeof Review>

/** With the record that is held, as it was delivered. */
export const ReviewWithRecord = Type.Object({
  ...Review.properties,
  record: Type.Unsafe<Record<string, unknown> | null>({ type: ['object', 'null'], additionalProperties: true }),
})
export type ReviewWithRecord = Static<typeof ReviewWithRecord>

export const SettleBody = Strict({
  settlement: Type.Enum(['accepted', 'rejected']),
  note: Type.Optional(Nullable(LongText(2000, { label: text('Le motif', 'The reason') }))),
})

export const REVIEW_SORTS = {
  id: { sql: 'r.id', type: 'bigint' },
  created_at: { sql: 'r.created_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const ReviewList = listQuery({
  sorts: REVIEW_SORTS,
  filters: {
    store_id: Type.Optional(Id()),
    state: Type.Optional(Type.Enum([...STATES])),
    flag: Type.Optional(Type.String({ maxLength: 50 })),
    subject_type: Type.Optional(Type.Enum([...SUBJECT_TYPES])),
    subject_id: Type.Optional(Type.String({ maxLength: 100 })),
  },
})
