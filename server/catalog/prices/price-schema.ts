import { type Static, Type } from 'typebox'
import { DecimalOutput, Id, Nullable, Strict, Timestamp, UnitPrice } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

export const StorePrice = Type.Object({
  id: Id(),
  store_id: Id(),
  currency: Type.String({ description: 'The store’s.' }),
  price: DecimalOutput(),
  compare_at_price: Nullable(DecimalOutput()),
  starts_at: Nullable(Timestamp({ description: 'Null: it has always held.' })),
  ends_at: Nullable(Timestamp({ description: 'From then on it no longer holds. Null: without an end.' })),
})
export type StorePriceItem = Static<typeof StorePrice>

const moment = (fr: string, en: string, description: string) =>
  Type.Optional(Nullable(Timestamp({ label: text(fr, en), description })))

export const StorePricesInput = Strict({
  prices: Type.Array(
    Strict({
      store_id: Id({ label: text('Le magasin', 'The store') }),
      price: UnitPrice({ label: text('Le prix', 'The price') }),
      compare_at_price: Type.Optional(Nullable(UnitPrice({ label: text('Le prix barré', 'The compare-at price') }))),
      starts_at: moment('Le début', 'The start', 'Null or left out: it has always held.'),
      ends_at: moment('La fin', 'The end', 'From then on it no longer holds. Null or left out: without an end.'),
    }),
    { maxItems: 2000, description: 'Whatever one’s own stores are to ask, now and later; what is not there ends.' },
  ),
})
export type StorePricesBody = Static<typeof StorePricesInput>
