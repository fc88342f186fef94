import { type Static, Type } from 'typebox'
import {
  Amount,
  Id,
  LongText,
  Nullable,
  Quantity,
  Strict,
  Timestamp,
  UnitPrice,
  Uuid,
} from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { APPROVAL_ACTIONS } from '../approvals/approval.ts'
import { SessionClose, SessionOpen } from '../sessions/schema.ts'
import {
  Discount,
  MAX_LINES,
  MAX_PAYMENTS,
  OpenReturnLine,
  Payment,
  QUANTITY,
  ReturnLine,
  SaleLine,
  StatedTaxes,
} from '../tickets/schema.ts'
import { FLAGS } from '../tickets/ticket.ts'
import { TILL_RECORD_KINDS } from './till-record.ts'

const MAX_SERIES = 2_147_483_647
const MAX_NUMBER = 1_000_000_000_000

const Hash = (options: object = {}) => Type.String({ pattern: '^[0-9a-f]{64}$', ...options })

/** What every record of a device says: which one it is, whose, and how it is sealed to the one before it. */
const MARK_FIELDS = {
  id: Uuid(),
  store_id: Id({ label: text('Le magasin', 'The store') }),
  register_id: Id({ label: text('La caisse', 'The register') }),
  device_id: Uuid({ label: text('L’appareil', 'The device') }),
  series: Type.Integer({ minimum: 1, maximum: MAX_SERIES }),
  number: Type.Integer({ minimum: 1, maximum: MAX_NUMBER }),
  session_id: Type.Optional(Nullable(Uuid())),
  cashier_id: Type.Optional(Nullable(Id())),
  occurred_at: Timestamp(),
  previous_hash: Hash(),
  hash: Hash({
    'x-description': text(
      'SHA-256 des 32 octets de `previous_hash`, puis du JSON canonique (RFC 8785) de l’enregistrement en UTF-8, sans `hash`, `customer_id` ni `note`\u00a0: ce qui concerne une personne peut devoir être effacé.',
      'SHA-256 of the 32 bytes of `previous_hash`, then of the record’s canonical JSON (RFC 8785) in UTF-8, without `hash`, `customer_id` and `note`: what is about a person may have to be erased.',
    ),
  }),
}

/** Given while the till was alone: nobody has checked it yet. */
const GivenApproval = Strict({
  approver_id: Id({ label: text('L’approbateur', 'The approver') }),
  action: Type.Enum([...APPROVAL_ACTIONS]),
  reason: LongText(500, { label: text('Le motif', 'The reason') }),
  details: Type.Optional(
    Nullable(
      Type.Record(
        Type.String({ pattern: '^[a-z_]{1,50}$' }),
        Type.Union([LongText(500), Type.Number(), Type.Boolean(), Type.Null()]),
        { maxProperties: 20, additionalProperties: false },
      ),
    ),
  ),
  given_at: Type.Optional(Nullable(Timestamp())),
})

const TICKET_FIELDS = {
  ...MARK_FIELDS,
  approvals: Type.Optional(Type.Array(GivenApproval, { maxItems: 20 })),
  note: Type.Optional(Nullable(LongText(2000))),
  total: Type.Optional(Nullable(Amount())),
  taxes: StatedTaxes,
}

/** Quantity and price are the receipt's: a device that did not say them would leave them to be guessed. */
const SAID_FIELDS = {
  quantity: Quantity({ minimum: '0.001', label: QUANTITY }),
  unit_price: UnitPrice({ label: text('Le prix unitaire', 'The unit price') }),
  fee_of: Type.Optional(
    Nullable(
      Type.Integer({
        minimum: 1,
        maximum: MAX_LINES,
        'x-description': text(
          'De quelle ligne du même tableau (à partir de 1) c’est la consigne ou l’écofrais : un appareil dit lui-même ce que son reçu a compté.',
          'Of which line of the same array (from 1) this is the deposit or the eco-fee: a device says itself what its receipt has charged.',
        ),
      }),
    ),
  ),
}

const SoldLine = Strict({ ...SaleLine.properties, ...SAID_FIELDS })

export const DeviceSale = Strict({
  ...TICKET_FIELDS,
  customer_id: Type.Optional(Nullable(Id())),
  lines: Type.Array(SoldLine, { minItems: 1, maxItems: MAX_LINES }),
  discount: Type.Optional(Discount),
  payments: Type.Array(Payment, { maxItems: MAX_PAYMENTS }),
})

export const DeviceReturn = Strict({
  ...TICKET_FIELDS,
  sale_id: Uuid(),
  customer_id: Type.Optional(Nullable(Id())),
  lines: Type.Array(ReturnLine, { minItems: 1, maxItems: MAX_LINES }),
  refunds: Type.Optional(Type.Array(Payment, { maxItems: MAX_PAYMENTS })),
  exchange_lines: Type.Optional(Type.Array(SoldLine, { maxItems: MAX_LINES })),
  discount: Type.Optional(Discount),
  payments: Type.Optional(Type.Array(Payment, { maxItems: MAX_PAYMENTS })),
})

/** Goods taken back without a receipt: it has no `sale_id`. */
export const DeviceOpenReturn = Strict({
  ...TICKET_FIELDS,
  sale_id: Type.Optional(Type.Null()),
  customer_id: Type.Optional(Nullable(Id())),
  lines: Type.Array(Strict({ ...OpenReturnLine.properties, ...SAID_FIELDS }), { minItems: 1, maxItems: MAX_LINES }),
  refunds: Type.Array(Payment, { maxItems: MAX_PAYMENTS }),
})

const Reason = Type.Optional(Nullable(LongText(500)))
const session = { session_id: Uuid({ label: text('La session', 'The session') }) }

const { opening_float, opened_at } = SessionOpen.properties
export const DeviceSessionOpen = Strict({ ...MARK_FIELDS, ...session, opening_float, opened_at })

const { counted, closed_at, last_number, totals, note } = SessionClose.properties
export const DeviceSessionClose = Strict({
  ...MARK_FIELDS,
  ...session,
  counted,
  closed_at,
  last_number,
  totals,
  note,
})

export const DeviceCashMovement = Strict({
  ...MARK_FIELDS,
  ...session,
  type: Type.Enum(['in', 'out', 'drop']),
  amount: Amount({ label: text('Le montant', 'The amount') }),
  reason: Reason,
})

export const DeviceDrawerOpen = Strict({ ...MARK_FIELDS, reason: Reason })

export type DeviceBody =
  | Static<typeof DeviceSale>
  | Static<typeof DeviceReturn>
  | Static<typeof DeviceOpenReturn>
  | Static<typeof DeviceSessionOpen>
  | Static<typeof DeviceSessionClose>
  | Static<typeof DeviceCashMovement>
  | Static<typeof DeviceDrawerOpen>

/** What is no ticket, as it was recorded. */
export const TillRecordData = Type.Object({
  id: Type.String(),
  reference: Type.String(),
  kind: Type.Enum([...TILL_RECORD_KINDS]),
  store_id: Type.Integer(),
  register_id: Type.Integer(),
  session_id: Nullable(Type.String()),
  device_id: Nullable(Type.String()),
  series: Type.Integer(),
  number: Type.Integer(),
  cashier_id: Nullable(Type.Integer()),
  occurred_at: Type.String(),
  business_day: Type.String(),
  flags: Type.Array(Type.Enum([...FLAGS])),
})
export type TillRecordData = Static<typeof TillRecordData>
