import type { Static } from 'typebox'
import { currencyDecimals, formatDecimal } from '../../../rules/index.ts'
import { hasDiscountLimit, personLimit, presentLimit } from '../../identity/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { PAYMENT_METHODS } from '../tickets/ticket.ts'
import type { FeedStore } from './feed-schema.ts'

type StoreItem = Static<typeof FeedStore>
type Cashier = StoreItem['cashiers'][number]
type StoreRow = Omit<StoreItem, 'cash_step' | 'payment_methods' | 'taxes' | 'cashiers'> & {
  cash_step_minor: number | null
  cashiers: (Omit<Cashier, 'discount_limit'> & { discount_limit_ppm: number | null })[]
  taxes: (Omit<StoreItem['taxes'][number], 'rate'> & { rate_ppm: number })[]
}

/** What a till must know to ask somebody's approval, or not: of a cashier's permissions those about tickets and drawers. */
const RIGHTS_AT_A_TILL = ['sales.%', 'sessions.%', 'customers.%', 'approvals.give']

/**
 * Everything of a store that is not a list of thousands: how it prices, taxes, rounds and prints, its registers, and who
 * sells there. Few rows, so it is sent whole whenever any of it has changed.
 */
export async function readFeedStore(tx: Tx, storeId: number): Promise<StoreItem> {
  const [row] = await tx<StoreRow[]>`
    select s.id, s.name, s.code, s.legal_name, s.phone, s.time_zone, s.currency::text as currency, s.tax_zone,
      s.prices_include_tax, s.receipt_header, s.receipt_footer, s.registrations, zone.cash_step_minor,
      coalesce((select below_zero from stock_policies where store_id = s.id), 'warn') as below_zero,
      (select json_build_object('line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region,
         'postal_code', a.postal_code, 'country', a.country)
       from addresses a where a.store_id = s.id and a.is_primary) as address,
      (select coalesce(json_agg(json_build_object('code', t.code, 'name_fr', t.name_fr, 'name_en', t.name_en,
         'rate_ppm', t.rate_ppm) order by t.position, t.code), '[]')
       from taxes t where t.zone_code = s.tax_zone and t.retired_at is null) as taxes,
      (select coalesce(json_agg(json_build_object('code', c.code, 'name_fr', c.name_fr, 'name_en', c.name_en,
         'tax_codes', (select coalesce(json_agg(borne.tax_code order by t.position, t.code), '[]')
           from tax_class_taxes borne join taxes t on t.zone_code = borne.zone_code and t.code = borne.tax_code
           where borne.zone_code = s.tax_zone and borne.class_code = c.code)) order by c.position, c.code), '[]')
       from tax_classes c) as tax_classes,
      (select coalesce(json_agg(json_build_object('name', l.name, 'pattern', l.pattern, 'measure', l.measure,
         'decimals', l.decimals) order by l.id), '[]')
       from barcode_layouts l) as barcode_layouts,
      (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'is_active', r.is_active) order by r.id), '[]')
       from registers r where r.store_id = s.id and r.kind = 'till' and r.deleted_at is null) as registers,
      (${selectCashiers(tx)}) as cashiers
    from stores s join tax_zones zone on zone.code = s.tax_zone
    where s.id = ${storeId}`
  if (row === undefined) throw new Error(`The store ${storeId}, which was there, is not.`)
  const { cash_step_minor: step, taxes, cashiers, ...store } = row
  return {
    ...store,
    cash_step: step === null ? null : formatDecimal(BigInt(step), currencyDecimals(store.currency)),
    payment_methods: [...PAYMENT_METHODS],
    taxes: taxes.map(({ rate_ppm: rate, ...tax }) => ({ ...tax, rate: formatDecimal(BigInt(rate), 4, 0) })),
    cashiers: cashiers.map(({ discount_limit_ppm: ppm, ...cashier }) => ({
      ...cashier,
      discount_limit: hasDiscountLimit(cashier.permissions) ? presentLimit(ppm) : '0',
    })),
  }
}

/** Whoever may sell, and works in the store `s` or in all of them. Whether they have a PIN, never what of it is kept. */
const selectCashiers = (tx: Tx) => tx`
  select coalesce(json_agg(json_build_object('id', users.id, 'name', users.name, 'has_pin', users.pin_hash is not null,
    'permissions', held.at_a_till, 'discount_limit_ppm', ${personLimit(tx)}) order by users.id), '[]')
  from users
  cross join lateral (
    select coalesce(json_agg(distinct permission) filter (where permission like any(${RIGHTS_AT_A_TILL}::text[])), '[]')
        as at_a_till,
      bool_or(permission = 'sales.create') as may_sell, bool_or(permission = 'stores.all') as is_everywhere
    from user_roles join role_permissions using (role_id) where user_roles.user_id = users.id
  ) held
  where users.deleted_at is null and held.may_sell and (held.is_everywhere
    or exists (select from store_users where store_users.user_id = users.id and store_users.store_id = s.id))`
