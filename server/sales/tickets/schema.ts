import { type Static, Type } from 'typebox'
import {
  Amount,
  DecimalInput,
  DecimalOutput,
  Id,
  Name,
  Nullable,
  Quantity,
  Strict,
  UnitPrice,
  Uuid,
} from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { APPROVAL_ACTIONS } from '../approvals/approval.ts'
import { APPROVALS, DEVICE_FIELDS, HEAD_FIELDS } from './head-fields.ts'
import { FLAGS, PAYMENT_METHODS, TICKET_KINDS } from './ticket.ts'

/** Most lines of one ticket; a whole-sale order of more is several tickets. */
export const MAX_LINES = 500
export const MAX_PAYMENTS = 20

export const Discount = Nullable(
  Strict({
    type: Type.Union([Type.Literal('percent'), Type.Literal('amount')]),
    value: DecimalInput(4, {
      minimum: '0',
      maximum: '999999999',
      label: text('La valeur de la remise', 'The discount’s value'),
    }),
  }),
)

export const Payment = Strict({
  method: Type.Enum([...PAYMENT_METHODS]),
  amount: Amount({ label: text('Le montant du paiement', 'The payment’s amount') }),
})

export const QUANTITY = text('La quantité', 'The quantity')

export const SaleLine = Strict({
  variant_id: Type.Optional(Nullable(Id())),
  sku: Type.Optional(Nullable(Name(100))),
  barcode: Type.Optional(Nullable(Name(64))),
  description: Type.Optional(Nullable(Name(255))),
  tax_class: Type.Optional(
    Nullable(
      Name(32, {
        description: text(
          'De quelle classe de taxes est une ligne sans article. Celle d’un article est la sienne ; en nommer une autre demande `sales.override`.',
          'The tax class of a line without an article. An article’s is its own; naming another takes `sales.override`.',
        ),
      }),
    ),
  ),
  quantity: Type.Optional(
    Nullable(
      Quantity({
        minimum: '0.001',
        label: QUANTITY,
        description: 'Required, but for the label of a scale, which says it.',
      }),
    ),
  ),
  unit_price: Type.Optional(Nullable(UnitPrice({ label: text('Le prix unitaire', 'The unit price') }))),
  discount: Type.Optional(Discount),
  reservation_id: Type.Optional(
    Nullable(
      Id({
        description: text(
          'La réservation que cette ligne prend, pour autant qu’il en reste.',
          'The reservation that this line takes, as far as some of it remains.',
        ),
      }),
    ),
  ),
})

/** A line of an article takes up to twenty fees with it. */
const MAX_TICKET_LINES = MAX_LINES * 21

/** What the pages of the documentation offer to send: without it they fill in every field, and are refused. */
const SALE_EXAMPLE = {
  id: '01a1fca4-7a04-7000-8000-000000000001',
  store_id: 1,
  lines: [
    { barcode: '3009001319682', quantity: '2' },
    { description: 'Emballage cadeau', unit_price: '5.00', tax_class: 'standard', quantity: '1' },
  ],
  payments: [{ method: 'cash', amount: '20.00' }],
}

const RETURN_EXAMPLE = {
  id: '01a1fca4-7a04-7000-8000-000000000002',
  lines: [{ sale_line: 1, quantity: '1' }],
  refunds: [{ method: 'cash', amount: '4.60' }],
}

const OPEN_RETURN_EXAMPLE = {
  id: '01a1fca4-7a04-7000-8000-000000000003',
  store_id: 1,
  lines: [{ barcode: '3009001319682', quantity: '1' }],
  refunds: [{ method: 'cash', amount: '4.60' }],
  reason: 'Cadeau, reçu perdu',
}

/** What the receipt says of each tax. */
export const StatedTaxes = Type.Optional(
  Nullable(Type.Array(Strict({ code: Name(32), amount: Amount() }), { maxItems: 20 })),
)

export const SaleBody = Strict(
  {
    ...HEAD_FIELDS,
    ...DEVICE_FIELDS,
    approvals: APPROVALS,
    store_id: Id({ label: text('Le magasin', 'The store') }),
    customer_id: Type.Optional(Nullable(Id())),
    lines: Type.Array(SaleLine, { minItems: 1, maxItems: MAX_LINES }),
    discount: Type.Optional(Discount),
    payments: Type.Array(Payment, { maxItems: MAX_PAYMENTS }),
    total: Type.Optional(Nullable(Amount())),
    taxes: StatedTaxes,
  },
  { examples: [SALE_EXAMPLE] },
)
export type SaleBody = Static<typeof SaleBody>

const Restock = Type.Optional(
  Type.Boolean({
    'x-description': text(
      'false : abîmé, ne revient pas en stock, et son coût reste dépensé.',
      'false: damaged, does not come back into stock, and its cost stays spent.',
    ),
  }),
)

export const ReturnLine = Strict({
  sale_line: Type.Integer({ minimum: 1, maximum: MAX_TICKET_LINES }),
  quantity: Quantity({ minimum: '0.001', label: QUANTITY }),
  restock: Restock,
  with_fees: Type.Optional(
    Type.Boolean({
      'x-description': text(
        'Par défaut, les consignes et écofrais de la ligne sont rendus avec elle ; false les garde. Un frais nommé par une ligne du retour n’est rendu que par elle.',
        'By default the line’s deposits and eco-fees are given back with it; false keeps them. A fee that a line of the return names is given back by that line alone.',
      ),
    }),
  ),
})

const RETURN_FIELDS = {
  ...HEAD_FIELDS,
  ...DEVICE_FIELDS,
  approvals: APPROVALS,
  store_id: Type.Optional(Id({ label: text('Le magasin', 'The store') })),
  /** To whom a refund in store credit goes, where the sale names nobody. */
  customer_id: Type.Optional(Nullable(Id())),
  lines: Type.Array(ReturnLine, { minItems: 1, maxItems: MAX_LINES }),
  refunds: Type.Optional(Type.Array(Payment, { maxItems: MAX_PAYMENTS })),
  /** What is bought in exchange, with a discount on it, and the payments for what it costs beyond what comes back. */
  exchange_lines: Type.Optional(Type.Array(SaleLine, { maxItems: MAX_LINES })),
  discount: Type.Optional(Discount),
  payments: Type.Optional(Type.Array(Payment, { maxItems: MAX_PAYMENTS })),
}
export const ReturnBody = Strict(RETURN_FIELDS, { examples: [RETURN_EXAMPLE] })
export type ReturnBody = Static<typeof ReturnBody>

/** A return inside a batch also names its sale. */
export const BatchReturnBody = Strict({ ...RETURN_FIELDS, sale_id: Uuid() })

const { discount: _discount, reservation_id: _reservation, ...ARTICLE_FIELDS } = SaleLine.properties
export const OpenReturnLine = Strict({ ...ARTICLE_FIELDS, restock: Restock })

/** Nobody knows what paid, but a cheque is not given back. */
export const OpenRefund = Strict({ ...Payment.properties, method: Type.Enum(['cash', 'card', 'credit', 'other']) })

const { note: _note, ...OPEN_HEAD_FIELDS } = HEAD_FIELDS
export const OpenReturnBody = Strict(
  {
    ...OPEN_HEAD_FIELDS,
    ...DEVICE_FIELDS,
    approvals: APPROVALS,
    store_id: Id({ label: text('Le magasin', 'The store') }),
    customer_id: Type.Optional(Nullable(Id())),
    lines: Type.Array(OpenReturnLine, { minItems: 1, maxItems: MAX_LINES }),
    refunds: Type.Array(OpenRefund, { maxItems: MAX_PAYMENTS }),
    reason: Name(500, { label: text('Le motif', 'The reason') }),
  },
  { examples: [OPEN_RETURN_EXAMPLE] },
)
export type OpenReturnBody = Static<typeof OpenReturnBody>

/** Each record is checked by itself, so that one bad record does not stop the others. */
export const BatchBody = Strict(
  {
    records: Type.Array(Type.Object({ kind: Type.Optional(Type.Unknown()) }, { additionalProperties: true }), {
      minItems: 1,
      maxItems: 500,
    }),
  },
  { examples: [{ records: [SALE_EXAMPLE, { kind: 'return', sale_id: SALE_EXAMPLE.id, ...RETURN_EXAMPLE }] }] },
)

export const TicketData = Type.Object({
  id: Type.String(),
  reference: Type.String(),
  kind: Type.Enum([...TICKET_KINDS]),
  store_id: Type.Integer(),
  register_id: Type.Integer(),
  session_id: Type.String(),
  device_id: Nullable(Type.String()),
  series: Type.Integer(),
  number: Nullable(Type.Integer()),
  cashier_id: Nullable(Type.Integer()),
  customer_id: Nullable(Type.Integer()),
  sale_id: Nullable(Type.String()),
  external_id: Nullable(Type.String()),
  occurred_at: Type.String(),
  business_day: Type.String(),
  currency: Type.String(),
  prices_include_tax: Type.Boolean(),
  tax_exemption_number: Nullable(Type.String()),
  note: Nullable(Type.String()),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      kind: Type.String(),
      variant_id: Nullable(Type.Integer()),
      product_id: Nullable(Type.Integer()),
      sku: Nullable(Type.String()),
      name: Type.String(),
      quantity: DecimalOutput(),
      unit_price: DecimalOutput(),
      gross: DecimalOutput(),
      discount: DecimalOutput(),
      ticket_discount: DecimalOutput(),
      net: DecimalOutput(),
      tax_class: Type.String(),
      taxes: Type.Array(Type.Object({ code: Type.String(), amount: DecimalOutput() })),
      tax: DecimalOutput(),
      total: DecimalOutput(),
      is_fee: Type.Boolean({
        'x-description': text(
          'Une consigne ou un écofrais : son argent compte, pas sa quantité.',
          'A deposit or an eco-fee: its money counts, its quantity does not.',
        ),
      }),
      fee_of: Nullable(
        Type.Integer({
          'x-description': text(
            'La ligne de ce ticket dont c’est le frais ; null aussi pour un frais rendu sans elle.',
            'The line of this ticket whose fee it is; null too for a fee given back without it.',
          ),
        }),
      ),
      sale_line: Nullable(Type.Integer()),
    }),
  ),
  subtotal: DecimalOutput(),
  discount_total: DecimalOutput(),
  taxes: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      rate: DecimalOutput(),
      base: DecimalOutput(),
      amount: DecimalOutput(),
    }),
  ),
  tax_total: DecimalOutput(),
  total: DecimalOutput(),
  rounding: DecimalOutput(),
  paid: DecimalOutput(),
  change_due: DecimalOutput(),
  payments: Type.Array(Type.Object({ method: Type.String(), amount: DecimalOutput(), change: DecimalOutput() })),
  approvals: Type.Array(
    Type.Object({
      id: Type.String(),
      approver_id: Type.Integer(),
      approver_name: Nullable(Type.String()),
      action: Type.Enum([...APPROVAL_ACTIONS]),
      reason: Type.String(),
    }),
  ),
  flags: Type.Array(Type.Enum([...FLAGS])),
  training: Type.Boolean(),
  previous_hash: Nullable(Type.String()),
  hash: Nullable(Type.String()),
})
export type TicketData = Static<typeof TicketData>
