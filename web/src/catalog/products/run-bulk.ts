import { api, ComptoirError, type ListedProduct } from '../../api/index.ts'
import { type BulkChange, type PriceRow, priceRows, stepFor } from './bulk-change.ts'

/** What was not done, and why, in the server's words. */
export type Refusal = { readonly name: string; readonly reason: string }

export type BulkOutcome = {
  readonly done: number
  readonly refusals: readonly Refusal[]
  /** Gives back what was there before. */
  readonly undo: () => Promise<void>
}

export type OnProgress = (done: number, total: number) => void

const PAGE = 100
const ROWS = 500
/** So many requests at once are quick enough, and leave the server to others. */
const ABREAST = 4

/** Changes products and the prices of their variants; those that are refused do not keep back the others. */
export async function changeProducts(
  ids: readonly number[],
  wanted: BulkChange,
  onProgress: OnProgress,
): Promise<BulkOutcome> {
  const products = await readProducts(ids, wanted.price !== undefined)
  const refusals: Refusal[] = []
  const changed = new Set<number>()
  const backs: (() => Promise<unknown>)[] = []
  const prices = wanted.price === undefined ? { rows: [], back: [] } : priceRows(products, wanted.price)
  const chunks = Math.ceil(prices.rows.length / ROWS)
  const total = products.length + chunks
  let done = 0
  await eachAbreast(products, async (product) => {
    const step = stepFor(product, wanted)
    const id = product.id ?? 0
    if (step !== null) {
      const refusal = await refusalOf(product, () => api.updateProduct(id, step.change))
      if (refusal === null) {
        changed.add(id)
        backs.push(() => api.updateProduct(id, step.back))
      } else refusals.push(refusal)
    }
    onProgress(++done, total)
  })
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const place = chunk * ROWS
    const bad = await changePrices(prices.rows.slice(place, place + ROWS))
    refusals.push(...bad.map(({ id, reason }) => ({ name: nameOfVariant(products, id), reason })))
    backs.push(() => changePrices(prices.back.slice(place, place + ROWS)))
    onProgress(++done, total)
  }
  for (const { id } of prices.rows) changed.add(productOf(products, id)?.id ?? 0)
  return { done: changed.size, refusals, undo: () => eachAbreast(backs, async (back) => void (await back())) }
}

/** Takes products off the lists; the undo restores them. */
export async function deleteProducts(ids: readonly number[], onProgress: OnProgress): Promise<BulkOutcome> {
  const products = await readProducts(ids, false)
  const refusals: Refusal[] = []
  const deleted: number[] = []
  let done = 0
  await eachAbreast(products, async (product) => {
    const id = product.id ?? 0
    const refusal = await refusalOf(product, () => api.deleteProduct(id))
    if (refusal === null) deleted.push(id)
    else refusals.push(refusal)
    onProgress(++done, products.length)
  })
  return {
    done: deleted.length,
    refusals,
    undo: () => eachAbreast(deleted, async (id) => void (await api.restoreProduct(id))),
  }
}

async function readProducts(ids: readonly number[], hasVariants: boolean): Promise<ListedProduct[]> {
  const products: ListedProduct[] = []
  for (let place = 0; place < ids.length; place += PAGE) {
    const page = ids.slice(place, place + PAGE).join()
    const query = { ids: page, per_page: PAGE, ...(hasVariants && { include: 'variants' }) }
    products.push(...(await api.listProducts(query)).data)
  }
  return products
}

async function changePrices(rows: readonly PriceRow[]): Promise<{ id: number; reason: string }[]> {
  const answers = await api.changeManyVariants({ variants: [...rows] })
  return answers
    .filter(({ status }) => status !== 200)
    .map(({ id, error, errors = {} }) => ({ id: id ?? 0, reason: Object.values(errors).flat()[0] ?? error ?? '' }))
}

async function refusalOf({ name = '' }: ListedProduct, act: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (!(error instanceof ComptoirError)) throw error
    return { name, reason: Object.values(error.errors).flat()[0] ?? error.message }
  }
}

const productOf = (products: readonly ListedProduct[], variantId: number) =>
  products.find(({ variants = [] }) => variants.some(({ id }) => id === variantId))

const nameOfVariant = (products: readonly ListedProduct[], variantId: number): string =>
  productOf(products, variantId)?.name ?? String(variantId)

async function eachAbreast<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const takeNext = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: ABREAST }, takeNext))
}
