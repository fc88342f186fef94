import type { Queryable } from '../../platform/database/connect.ts'
import { readScannedCodes, type Scan } from '../barcode-layouts/read-scanned-code.ts'
import { priceOfStore, type StorePrice } from '../prices/effective-price.ts'
import { barcodeForms } from './barcode-forms.ts'

/** A deposit or an eco-fee that a unit of an article bears. */
export type FeeFacts = {
  /** As printed. */
  readonly label: string
  /** Ten-thousandths. */
  readonly amount: bigint
  readonly taxClass: string
}

/** What a sale needs to know of an article. Prices and costs in ten-thousandths of the currency's unit. */
export type ArticleFacts = {
  readonly variantId: number
  readonly productId: number
  /** As printed: the product, and what tells this variant from its sisters. */
  readonly name: string
  readonly sku: string | null
  readonly categoryId: number | null
  readonly categoryName: string | null
  readonly taxClass: string
  /** The chain's; see `askedPrice`. 0n for an article at an open price that proposes none. */
  readonly price: bigint
  /** Whoever sells it says its price. */
  readonly isOpenPrice: boolean
  /** Its quantities are kilograms, and its price is for one. */
  readonly isWeighed: boolean
  /** What the stores of the set ask instead, within its moments. */
  readonly storePrices: readonly StorePrice[]
  /** What it bears, in the order in which it is printed; read along with the stores' own prices. */
  readonly fees: readonly FeeFacts[]
  /** 0n when it is not known. */
  readonly cost: bigint
  /** Not deleted, active, and its product too. */
  readonly isSellable: boolean
  /** The only stores that sell it; null: all of them. */
  readonly storeIds: readonly number[] | null
}

export type ArticleKeys = {
  readonly ids: readonly number[]
  readonly skus: readonly string[]
  readonly barcodes: readonly string[]
}

/** The articles found, by the key that was asked for; what was not found is not there. */
export type FoundArticles = {
  readonly byId: ReadonlyMap<number, ArticleFacts>
  readonly bySku: ReadonlyMap<string, ArticleFacts>
  readonly byBarcode: ReadonlyMap<string, ArticleFacts>
  /** What a scale wrote into a barcode beside the article. */
  readonly scans: ReadonlyMap<string, Scan>
}

type ArticleRow = {
  variant_id: number
  product_id: number
  product_name: string
  variant_name: string
  sku: string | null
  category_id: number | null
  category_name: string | null
  tax_class: string
  price: string | null
  is_open_price: boolean
  is_weighed: boolean
  cost: string | null
  is_sellable: boolean
  store_prices?: { store_id: number; price: string; starts_at: number; ends_at: number }[] | null
  fees?: { label: string; amount: string; tax_class: string }[] | null
  store_ids: number[] | null
}

/** Where and when a set of sales happens; times as ISO texts. */
export type SaleMoments = {
  readonly storeIds: readonly number[]
  readonly earliest: string
  readonly latest: string
}

/**
 * Articles by id, deleted ones too, in one prepared statement that touches keys only.
 *
 * @param moments whose stores' own prices to read along, and what the articles bear; neither unless given.
 */
export async function findVariantsById(
  sql: Queryable,
  ids: readonly number[],
  moments?: SaleMoments,
): Promise<Map<number, ArticleFacts>> {
  const rows = moments === undefined ? await readArticles(sql, ids) : await readPricedArticles(sql, ids, moments)
  return new Map(rows.map((row) => [row.variant_id, presentArticle(row)]))
}

const readArticles = (sql: Queryable, ids: readonly number[]) => sql<ArticleRow[]>`
  select v.id as variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, p.category_id,
    c.name as category_name, p.tax_class, v.price, v.is_open_price, v.sold_by = 'weight' as is_weighed, v.cost,
    v.is_active and v.deleted_at is null and p.is_active and p.deleted_at is null as is_sellable,
    case when not p.sold_everywhere then array(select store_id from product_stores where product_id = p.id) end as store_ids
  from product_variants v
  join products p on p.id = v.product_id
  left join product_categories c on c.id = p.category_id
  where v.id = any(${arrayOf(ids)}::bigint[])`

/**
 * Written out once more, so that the statement of every sale is one text, prepared once. What it asks for stands in
 * selects of its own: the planner sees no values, so the plan for any set is as good as one for this set, and the database
 * plans no sale anew.
 */
const readPricedArticles = (sql: Queryable, ids: readonly number[], { storeIds, earliest, latest }: SaleMoments) =>
  sql<ArticleRow[]>`
  select v.id as variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, p.category_id,
    c.name as category_name, p.tax_class, v.price, v.is_open_price, v.sold_by = 'weight' as is_weighed, v.cost,
    v.is_active and v.deleted_at is null and p.is_active and p.deleted_at is null as is_sellable,
    case when not p.sold_everywhere then array(select store_id from product_stores where product_id = p.id) end as store_ids,
    (select json_agg(json_build_object('store_id', sp.store_id, 'price', sp.price::text,
        'starts_at', extract(epoch from greatest(sp.starts_at, '0001-01-01'::timestamptz)) * 1000,
        'ends_at', extract(epoch from least(sp.ends_at, '9999-01-01'::timestamptz)) * 1000))
      from variant_prices sp
      where sp.variant_id = v.id and sp.store_id = any((select ${arrayOf(storeIds)}::bigint[])::bigint[])
        and sp.starts_at <= (select ${latest}::timestamptz) and (select ${earliest}::timestamptz) < sp.ends_at) as store_prices,
    (select json_agg(json_build_object('label', f.label, 'amount', f.amount::text, 'tax_class', f.tax_class)
        order by f.position, f.id)
      from variant_fees f where f.variant_id = v.id) as fees
  from product_variants v
  join products p on p.id = v.product_id
  left join product_categories c on c.id = p.category_id
  where v.id = any((select ${arrayOf(ids)}::bigint[])::bigint[])`

/**
 * Articles by id, SKU or barcode, for a whole set of sales, in one prepared statement. The exact SKU wins over one that
 * differs in case; where several differ only in case and none is exact, none is found, since a guess would sell the
 * wrong article. A barcode is found in every length in which a scanner may read it; one that no article bears may be the
 * label of a scale.
 */
export async function findVariantsForSale(sql: Queryable, keys: ArticleKeys): Promise<FoundArticles> {
  if (keys.skus.length === 0 && keys.barcodes.length === 0) {
    return { byId: await findVariantsById(sql, keys.ids), bySku: new Map(), byBarcode: new Map(), scans: new Map() }
  }
  const forms = keys.barcodes.flatMap((asked) => barcodeForms(asked).map((code) => ({ asked, code })))
  const asked = forms.map((form) => form.asked)
  const codes = forms.map((form) => form.code)
  const rows = await sql<(ArticleRow & MatchRow)[]>`
    select m.kind, m.asked, m.is_exact,
      v.id as variant_id, v.product_id, p.name as product_name, v.name as variant_name, v.sku, p.category_id,
      c.name as category_name, p.tax_class, v.price, v.is_open_price, v.sold_by = 'weight' as is_weighed, v.cost,
      v.is_active and v.deleted_at is null and p.is_active and p.deleted_at is null as is_sellable,
      case when not p.sold_everywhere then array(select store_id from product_stores where product_id = p.id) end as store_ids
    from (
      select 'id' as kind, id::text as asked, true as is_exact, id as variant_id
      from unnest((select ${arrayOf(keys.ids)}::bigint[])) id
      union all
      select 'sku', s.code, found.sku = s.code, found.id
      from unnest((select ${[...keys.skus]}::text[])) s(code) join product_variants found on lower(found.sku) = lower(s.code)
      union all
      select 'barcode', b.asked, found.code = b.asked, found.variant_id
      from unnest((select ${asked}::text[]), (select ${codes}::text[])) b(asked, code)
      join variant_barcodes found on found.code = b.code and found.is_active and (found.type = 'gtin' or b.code = b.asked)
    ) m
    join product_variants v on v.id = m.variant_id
    join products p on p.id = v.product_id
    left join product_categories c on c.id = p.category_id`
  return withLabels(sql, collect(rows), keys.barcodes)
}

/** What bears no article as a barcode may be the label of a scale; the article is then known by its PLU. */
async function withLabels(sql: Queryable, found: Codes, barcodes: readonly string[]): Promise<FoundArticles> {
  const { byBarcode } = found
  const scanned = await readScannedCodes(
    sql,
    barcodes.filter((code) => !byBarcode.has(code)),
  )
  const scans = new Map<string, Scan>()
  if (scanned.size === 0) return { ...found, scans }
  const plus = [...scanned.values()].map(({ plu }) => plu)
  const rows = await sql<{ id: number; plu: string }[]>`
    select id, plu from product_variants where plu = any(${plus}::text[]) and deleted_at is null`
  const articles = await findVariantsById(
    sql,
    rows.map(({ id }) => id),
  )
  const byPlu = new Map(rows.map(({ id, plu }) => [plu, articles.get(id)]))
  for (const [code, { plu, scan }] of scanned) {
    const article = byPlu.get(plu)
    if (article === undefined) continue
    byBarcode.set(code, article)
    scans.set(code, scan)
  }
  return { ...found, scans }
}

type Codes = Omit<FoundArticles, 'byBarcode' | 'scans'> & { readonly byBarcode: Map<string, ArticleFacts> }
type MatchRow = { kind: 'id' | 'sku' | 'barcode'; asked: string; is_exact: boolean }

function collect(rows: readonly (ArticleRow & MatchRow)[]): Codes {
  const byId = new Map<number, ArticleFacts>()
  const bySku = new Map<string, ArticleFacts>()
  const byBarcode = new Map<string, ArticleFacts>()
  const ambiguous = new Set<string>()
  for (const row of rows) {
    if (row.kind === 'id') byId.set(row.variant_id, presentArticle(row))
    else if (row.is_exact) (row.kind === 'sku' ? bySku : byBarcode).set(row.asked, presentArticle(row))
  }
  for (const row of rows) {
    if (row.is_exact || row.kind === 'id') continue
    const found = row.kind === 'sku' ? bySku : byBarcode
    const other = found.get(row.asked)
    if (other === undefined) found.set(row.asked, presentArticle(row))
    else if (row.kind === 'sku' && other.sku !== row.asked && other.variantId !== row.variant_id)
      ambiguous.add(row.asked)
  }
  for (const sku of ambiguous) bySku.delete(sku)
  return { byId, bySku, byBarcode }
}

/** An array of numbers as PostgreSQL writes it: the driver need not look at each. */
const arrayOf = (ids: readonly number[]): string => `{${ids.join()}}`

function presentArticle(row: ArticleRow): ArticleFacts {
  return {
    variantId: row.variant_id,
    productId: row.product_id,
    name: printedName(row.product_name, row.variant_name),
    sku: row.sku,
    categoryId: row.category_id,
    categoryName: row.category_name,
    taxClass: row.tax_class,
    price: row.price === null ? 0n : tenThousandths(row.price),
    isOpenPrice: row.is_open_price,
    isWeighed: row.is_weighed,
    storePrices: row.store_prices == null ? NO_PRICES : row.store_prices.map(presentStorePrice),
    fees: row.fees == null ? NO_FEES : row.fees.map(presentFee),
    cost: row.cost === null ? 0n : tenThousandths(row.cost),
    isSellable: row.is_sellable,
    storeIds: row.store_ids,
  }
}

const NO_PRICES: readonly StorePrice[] = []
const NO_FEES: readonly FeeFacts[] = []

const presentFee = (row: NonNullable<ArticleRow['fees']>[number]): FeeFacts => ({
  label: row.label,
  amount: tenThousandths(row.amount),
  taxClass: row.tax_class,
})

const presentStorePrice = (row: NonNullable<ArticleRow['store_prices']>[number]): StorePrice => ({
  storeId: row.store_id,
  price: tenThousandths(row.price),
  startsAt: row.starts_at,
  endsAt: row.ends_at,
})

/** What a store asks for an article at a moment, in ten-thousandths. @param at milliseconds */
export const askedPrice = (article: ArticleFacts, storeId: number, at: number): bigint =>
  priceOfStore(article.storePrices, storeId, at)?.price ?? article.price

/** The name of an article on a receipt. */
export const printedName = (productName: string, variantName: string): string =>
  variantName === '' ? productName : `${productName} (${variantName})`

/** Reads numeric(14, 4), which PostgreSQL always writes with four decimals. */
const tenThousandths = (value: string): bigint => BigInt(value.replace('.', ''))
