import type { Row } from 'postgres'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { presentOptionalPrice, presentPrice } from '../money.ts'
import type { StorePriceItem } from './price-schema.ts'

export type StorePriceJson = StorePriceItem

/** A price `vp` of the store `s` as one JSON value; a period without a bound has none. */
export const storePriceJson = (sql: Queryable): Fragment => sql<Row[]>`
  json_build_object('id', vp.id, 'store_id', vp.store_id, 'currency', s.currency, 'price', vp.price::text,
    'compare_at_price', vp.compare_at_price::text,
    'starts_at', to_char(nullif(vp.starts_at, '-infinity') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'ends_at', to_char(nullif(vp.ends_at, 'infinity') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`

export const presentStorePrice = (price: StorePriceJson): StorePriceItem => ({
  ...price,
  price: presentPrice(price.price),
  compare_at_price: presentOptionalPrice(price.compare_at_price),
})
