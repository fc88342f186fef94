import { type Static, Type } from 'typebox'
import {
  Amount,
  Day,
  DecimalInput,
  DecimalOutput,
  Id,
  Name,
  Nullable,
  Strict,
  Timestamp,
  UnitPrice,
  Uuid,
} from '../../platform/http/fields.ts'
import { listQuery, type SortColumns } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { IdsQuery } from '../read-ids.ts'
import { MAX_LINES } from '../tickets/schema.ts'
import { APPROVAL_ACTIONS } from './approval.ts'

const Pin = Type.String({ pattern: '^\\d{6}$', examples: ['482913'], 'x-label': text('Le NIP', 'The PIN') })

export const ApprovalDetails = Strict(
  {
    line: Type.Optional(
      Nullable(
        Type.Integer({
          minimum: 1,
          maximum: MAX_LINES,
          'x-label': text('La ligne', 'The line'),
          'x-description': text(
            'La ligne du ticket, à partir de 1 ; sans elle, l’approbation vaut pour toutes.',
            'The ticket’s line, from 1; without it the approval is for all of them.',
          ),
        }),
      ),
    ),
    name: Type.Optional(Nullable(Name(255))),
    from: Type.Optional(Nullable(UnitPrice({ label: text('Le montant d’avant', 'The amount before') }))),
    to: Type.Optional(Nullable(UnitPrice({ label: text('Le montant d’après', 'The amount after') }))),
    percent: Type.Optional(
      Nullable(
        DecimalInput(4, { minimum: '0', maximum: '100', label: text('La remise', 'The discount'), examples: ['25'] }),
      ),
    ),
    amount: Type.Optional(Nullable(Amount({ label: text('Le montant', 'The amount') }))),
  },
  {
    'x-description': text(
      'Avant et après, tels qu’on les a montrés à l’approbateur. Une remise dit toujours `from`, ce que vaut la ligne avant elle (les marchandises du ticket, sans consignes ni écofrais, quand aucune ligne n’est nommée) : l’approbation ne vaut pas pour davantage ; et `percent`, la plus grande remise permise, ou `to`. Avec les deux, `percent` n’est pas plus que ce que donnent `from` et `to`. Un autre prix dit `from` (celui du catalogue) et `to`\u00a0; un retour sans reçu peut dire `amount`, le plus qui soit rendu.',
      'Before and after, as they were shown to the approver. A discount always says `from`, what the line is worth before it (the ticket’s goods, without deposits and eco-fees, where no line is named): the approval is for no more than that; and `percent`, the largest discount that is allowed, or `to`. With both, `percent` is no more than `from` and `to` give. Another price says `from` (the catalogue’s) and `to`; a return without a receipt may say `amount`, the most that is given back.',
    ),
  },
)
export type ApprovalDetails = Static<typeof ApprovalDetails>

export const ApprovalBody = Strict(
  {
    store_id: Id({ label: text('Le magasin', 'The store') }),
    register_id: Type.Optional(Nullable(Id())),
    approver_id: Id({ label: text('L’approbateur', 'The approver') }),
    pin: Pin,
    action: Type.Enum([...APPROVAL_ACTIONS]),
    reason: Name(500, { label: text('Le motif', 'The reason') }),
    details: Type.Optional(ApprovalDetails),
  },
  {
    examples: [
      {
        store_id: 1,
        approver_id: 2,
        pin: '482913',
        action: 'discount',
        reason: 'Emballage abîmé',
        details: { line: 1, from: '29.99', to: '22.49', percent: '25' },
      },
    ],
  },
)
export type ApprovalBody = Static<typeof ApprovalBody>

export const GivenApprovalData = Type.Object({
  id: Uuid(),
  action: Type.Enum([...APPROVAL_ACTIONS]),
  approver_id: Id(),
  approver_name: Type.String(),
  expires_at: Timestamp(),
})
export type GivenApprovalData = Static<typeof GivenApprovalData>

const APPROVAL_FIELDS = {
  id: Uuid(),
  store_id: Id(),
  register_id: Nullable(Id()),
  action: Type.Enum([...APPROVAL_ACTIONS]),
  approver_id: Id(),
  approver_name: Nullable(
    Type.String({
      'x-description': text(
        'null\u00a0: une caisse a nommé quelqu’un que la chaîne ne connaît pas.',
        'null: a till named somebody whom the chain does not know.',
      ),
    }),
  ),
  asked_by: Type.Object({ id: Nullable(Id()), name: Type.String() }),
  reason: Type.String(),
  details: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
  is_offline: Type.Boolean({
    'x-description': text(
      'Donnée à une caisse seule, sans que le NIP ait été vérifié ici.',
      'Given to a till that was alone: no PIN was checked here.',
    ),
  }),
  given_at: Timestamp(),
  expires_at: Nullable(Timestamp()),
  used_at: Nullable(Timestamp()),
  ticket_id: Nullable(Uuid()),
}
export const ApprovalItem = Type.Object(APPROVAL_FIELDS)
export type ApprovalItem = Static<typeof ApprovalItem>
export const APPROVAL_FIELD_NAMES = Object.keys(APPROVAL_FIELDS)

export const APPROVAL_SORTS = {
  id: { sql: 'a.id', type: 'uuid' },
  given_at: { sql: 'a.given_at', type: 'timestamptz' },
} as const satisfies SortColumns

export const ApprovalList = listQuery({
  sorts: APPROVAL_SORTS,
  filters: {
    ids: IdsQuery,
    store_id: Type.Optional(Id()),
    approver_id: Type.Optional(Id()),
    action: Type.Optional(Type.Enum([...APPROVAL_ACTIONS])),
    date_from: Type.Optional(Day()),
    date_to: Type.Optional(Day()),
    used: Type.Optional(Type.Boolean()),
  },
})
export type ApprovalList = Static<typeof ApprovalList>

export const TurnBody = Strict(
  { cashier_id: Id({ label: text('Le caissier', 'The cashier') }), pin: Pin },
  { examples: [{ cashier_id: 3, pin: '482913' }] },
)
export type TurnBody = Static<typeof TurnBody>

export const TurnData = Type.Object({
  id: Id(),
  name: Type.String(),
  discount_limit: Nullable(
    DecimalOutput({
      description: text('Pour cent d’un prix\u00a0; null\u00a0: sans limite.', 'Percent of a price; null: no limit.'),
      examples: ['10'],
    }),
  ),
  permissions: Type.Array(Type.String({ examples: ['sales.create'] })),
})
export type TurnData = Static<typeof TurnData>
