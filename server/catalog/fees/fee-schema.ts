import { type Static, Type } from 'typebox'
import { DecimalInput, DecimalOutput, Id, Name, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

export const FEE_KINDS = ['deposit', 'eco_fee'] as const
const feeKind = Type.Unsafe<(typeof FEE_KINDS)[number]>({
  type: 'string',
  enum: FEE_KINDS,
  description: 'A deposit that is given back with the container, or an eco-fee.',
})
export const Fee = Type.Object({
  id: Id(),
  kind: feeKind,
  label: Type.String({ description: 'As printed.' }),
  amount: DecimalOutput({ description: 'For one unit, in the currency of the store that sells it.' }),
  tax_class: Type.String(),
})
export type FeeItem = Static<typeof Fee>

export const FeesInput = Strict({
  fees: Type.Array(
    Strict({
      kind: feeKind,
      label: Name(100, { label: text('Le libellé', 'The label'), description: 'As printed.' }),
      amount: DecimalInput(4, {
        minimum: '0.0001',
        maximum: '999999999',
        label: text('Le montant', 'The amount'),
        description: 'For one unit, in the currency of the store that sells it.',
      }),
      tax_class: Name(32, { label: text('La classe de taxe', 'The tax class') }),
    }),
    { maxItems: 20, description: 'In the order in which they are printed; what is not there ends.' },
  ),
})
export type FeesBody = Static<typeof FeesInput>
