import { type Static, Type } from 'typebox'
import type { AppError } from '../../platform/errors.ts'
import { Nullable } from '../../platform/http/fields.ts'
import { errorEnvelope } from '../../platform/http/reply.ts'
import { type Language, text } from '../../platform/text.ts'
import { TillRecordData } from '../tills/record-schema.ts'
import { HELD_REASONS } from '../tills/till-record.ts'
import { TicketData } from './schema.ts'

/** What became of one record of a batch. */
export const BatchAnswer = Type.Object({
  id: Nullable(Type.String()),
  status: Type.Integer(),
  data: Type.Optional(TicketData),
  record: Type.Optional(TillRecordData),
  message: Type.Optional(
    Type.String({
      'x-description': text(
        'Pourquoi ce qu’un appareil a livré attend (202).',
        'Why what a device has delivered waits (202).',
      ),
    }),
  ),
  reason: Type.Optional(
    Type.Enum([...HELD_REASONS], {
      'x-description': text(
        'De ce qui est gardé pour un gérant (202, `held_for_review`).',
        'Of what is kept for a manager (202, `held_for_review`).',
      ),
    }),
  ),
  error: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
})
export type BatchAnswer = Static<typeof BatchAnswer>

/** Writes an answer as it leaves: as soon as one is known, what it was made of can go. */
export type WriteAnswer = (answer: BatchAnswer) => Uint8Array

/** As records are named in a batch; what is no text names none. */
export const idOf = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '')

/** Whether the same record, sent again as it is, may be taken. */
export const mayPass = ({ status }: AppError): boolean => status >= 500 || status === 429

export function refusalOf(record: Readonly<Record<string, unknown>>, error: AppError, language: Language): BatchAnswer {
  const { success: _success, ...rest } = errorEnvelope(error, language)
  return { id: typeof record.id === 'string' ? record.id : null, status: error.status, ...rest }
}
