import type { Row } from 'postgres'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { type Text, text } from '../../platform/text.ts'
import { storeScope } from '../../stores/index.ts'
import { optionalPrice, priceForDatabase } from '../money.ts'
import { lockVariant } from '../variants/lock-variant.ts'
import { listStorePrices } from './list-store-prices.ts'
import type { StorePriceItem, StorePricesBody } from './price-schema.ts'

type Period = {
  readonly storeId: number
  readonly price: string
  readonly compareAtPrice: string | null
  readonly startsAt: string
  readonly endsAt: string
}

/**
 * Replaces what the actor's stores ask for a variant. The prices of other stores are neither told nor touched.
 *
 * @throws not_found, validation_failed naming each row at fault.
 */
export async function replaceStorePrices(
  tx: Tx,
  actor: Actor,
  variantId: number,
  { prices }: StorePricesBody,
): Promise<StorePriceItem[]> {
  const periods = readPeriods(prices)
  await lockVariant(tx, variantId)
  await refuseUnknownStores(tx, actor, prices)
  const given = givenPeriods(tx, periods)
  // Rows that are already so stay as they are, and the audit log tells what changed and nothing else.
  await tx`
    delete from variant_prices sp where variant_id = ${variantId} and ${storeScope(tx, actor, 'sp.store_id')}
      and exists (select from stores s where s.id = sp.store_id and s.deleted_at is null)
      and not exists (
        select from ${given} where given.store_id = sp.store_id and given.price = sp.price
          and given.compare_at_price is not distinct from sp.compare_at_price
          and given.starts_at = sp.starts_at and given.ends_at = sp.ends_at)`
  await tx`
    insert into variant_prices (variant_id, store_id, price, compare_at_price, starts_at, ends_at)
    select ${variantId}, given.* from ${given}
    where not exists (
      select from variant_prices sp where sp.variant_id = ${variantId} and sp.store_id = given.store_id
        and sp.starts_at = given.starts_at)`
  return listStorePrices(tx, actor, variantId)
}

const givenPeriods = (tx: Tx, periods: readonly Period[]): Fragment => tx<Row[]>`
  unnest(${periods.map((period) => period.storeId)}::bigint[], ${periods.map((period) => period.price)}::numeric[],
    ${periods.map((period) => period.compareAtPrice)}::numeric[], ${periods.map((period) => period.startsAt)}::text[]::timestamptz[],
    ${periods.map((period) => period.endsAt)}::text[]::timestamptz[])
  as given (store_id, price, compare_at_price, starts_at, ends_at)`

/** @throws validation_failed for periods that end before they begin, or that overlap in one store. */
function readPeriods(rows: StorePricesBody['prices']): Period[] {
  const faults: Record<string, Text> = {}
  const periods = rows.map((row, index) => {
    const startsAt = readMoment(row.starts_at, '-infinity', `prices.${index}.starts_at`, faults)
    const endsAt = readMoment(row.ends_at, 'infinity', `prices.${index}.ends_at`, faults)
    if (timeOf(endsAt) <= timeOf(startsAt)) faults[`prices.${index}.ends_at`] = ENDS_FIRST
    const { store_id: storeId, price, compare_at_price: compareAt } = row
    return {
      index,
      storeId,
      price: priceForDatabase(price),
      compareAtPrice: optionalPrice(compareAt),
      startsAt,
      endsAt,
    }
  })
  const ordered = periods.toSorted(
    (left, right) => left.storeId - right.storeId || timeOf(left.startsAt) - timeOf(right.startsAt) || 0,
  )
  // The row whose period reaches furthest of those before, of the same store.
  let reaching: (typeof periods)[number] | undefined
  for (const period of ordered) {
    if (reaching?.storeId !== period.storeId) reaching = period
    else {
      if (timeOf(period.startsAt) < timeOf(reaching.endsAt)) {
        const [first, second] = [reaching.index, period.index].sort((left, right) => left - right) as [number, number]
        faults[`prices.${second}.starts_at`] ??= overlaps(first)
      }
      if (timeOf(period.endsAt) > timeOf(reaching.endsAt)) reaching = period
    }
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return periods
}

const ENDS_FIRST = text('La fin vient avant le début, ou en même temps.', 'The end comes before the start, or with it.')
const overlaps = (index: number) =>
  text(
    `Cette période chevauche celle de la ligne ${index + 1} du même magasin.`,
    `This period overlaps that of row ${index + 1} of the same store.`,
  )

/** A wider span than any price has, within what both clocks, ours and the database's, can tell. */
const EARLIEST = Date.parse('1990-01-01T00:00:00Z')
const LATEST = Date.parse('2200-01-01T00:00:00Z')

function readMoment(
  value: string | null | undefined,
  unbounded: '-infinity' | 'infinity',
  path: string,
  faults: Record<string, Text>,
): string {
  if (value === null || value === undefined) return unbounded
  const time = Date.parse(value)
  if (time >= EARLIEST && time <= LATEST) return new Date(time).toISOString()
  faults[path] = text('Cette date n’est pas plausible.', 'This date is not plausible.')
  return unbounded
}

const timeOf = (moment: string): number =>
  moment.endsWith('infinity')
    ? moment.startsWith('-')
      ? Number.MIN_SAFE_INTEGER
      : Number.MAX_SAFE_INTEGER
    : Date.parse(moment)

/** Refuses stores that do not exist here; the others keep their currency until the transaction ends. */
async function refuseUnknownStores(tx: Tx, actor: Actor, rows: StorePricesBody['prices']): Promise<void> {
  const ids = [...new Set(rows.map((row) => row.store_id))]
  const found = await tx<{ id: number }[]>`
    select s.id from stores s
    where s.id = any(${ids}::bigint[]) and s.deleted_at is null and ${storeScope(tx, actor, 's.id')}
    order by s.id for share`
  const known = new Set(found.map((store) => store.id))
  const unknown = rows.flatMap((row, index) => (known.has(row.store_id) ? [] : [`prices.${index}.store_id`]))
  if (unknown.length === 0) return
  const sentence = text('Ce magasin n’existe pas.', 'This store does not exist.')
  throw invalid(Object.fromEntries(unknown.map((path) => [path, sentence])))
}
