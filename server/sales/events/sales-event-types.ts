import { Type } from 'typebox'
import type { EventType } from '../../platform/events/event-type.ts'
import { Day, DecimalOutput, Id, Nullable, Strict, Timestamp, Uuid } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { MOVEMENT_TYPES } from '../sessions/session-record.ts'
import { FLAGS } from '../tickets/ticket.ts'

const Currency = Type.String({ minLength: 3, maxLength: 3 })

const TicketData = Strict({
  id: Uuid(),
  reference: Type.String(),
  register_id: Id(),
  session_id: Uuid(),
  cashier_id: Nullable(Id()),
  occurred_at: Timestamp(),
  business_day: Day(),
  currency: Currency,
  total: DecimalOutput(),
  flags: Type.Array(Type.Enum([...FLAGS])),
})

/** What this room tells of. */
export const SALES_EVENTS: readonly EventType[] = [
  {
    type: 'sale.completed',
    permission: 'sales.view',
    meaning: text('Une vente est enregistrée.', 'A sale was recorded.'),
    data: TicketData,
  },
  {
    type: 'sale.returned',
    permission: 'sales.view',
    meaning: text(
      'Un retour ou un échange est enregistré\u00a0; le total d’un retour est négatif.',
      'A return or an exchange was recorded; the total of a return is negative.',
    ),
    data: TicketData,
  },
  {
    type: 'register.opened',
    permission: 'sessions.view',
    meaning: text('Le tiroir d’une caisse est ouvert.', 'The drawer of a register was opened.'),
    data: Strict({
      session_id: Uuid(),
      register_id: Id(),
      cashier_id: Nullable(Id()),
      opened_at: Timestamp(),
      currency: Currency,
      opening_float: DecimalOutput(),
    }),
  },
  {
    type: 'register.closed',
    permission: 'sessions.view',
    meaning: text(
      'Une session de caisse est fermée et a son numéro de Z\u00a0; ce qui fut compté moins ce qui était attendu, sauf pour la journée d’une caisse sans tiroir.',
      'A session of a register was closed and has its Z number; what was counted less what was expected, but for the day of a register without a drawer.',
    ),
    data: Strict({
      session_id: Uuid(),
      register_id: Id(),
      z_number: Type.Integer({ minimum: 1 }),
      closed_at: Timestamp(),
      currency: Currency,
      expected_cash: Nullable(DecimalOutput()),
      counted_cash: Nullable(DecimalOutput()),
      difference: Nullable(DecimalOutput()),
    }),
  },
  {
    type: 'cash.moved',
    permission: 'sessions.view',
    meaning: text(
      'De l’argent est entré dans un tiroir ou en est sorti, ou il fut ouvert sans vente.',
      'Cash was put into a drawer or taken out, or it was opened without a sale.',
    ),
    data: Strict({
      id: Uuid(),
      session_id: Uuid(),
      register_id: Id(),
      cashier_id: Nullable(Id()),
      type: Type.Enum([...MOVEMENT_TYPES]),
      currency: Currency,
      amount: DecimalOutput(),
      occurred_at: Timestamp(),
    }),
  },
  {
    type: 'review.opened',
    permission: 'reviews.settle',
    meaning: text(
      'Un enregistrement étrange, gardé ou manquant attend que quelqu’un le regarde.',
      'An odd, held or missing record waits for somebody to look at it.',
    ),
    data: Strict({
      id: Id(),
      subject_type: Type.Enum(['ticket', 'record', 'held_record', 'lease']),
      subject_id: Type.String(),
      flag: Type.String(),
    }),
  },
]
