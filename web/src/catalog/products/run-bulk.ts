import type { Client, ComptoirError, ListedProduct } from '../../api/index.ts'
import { type BulkChange, type PriceRow, priceRows, stepFor } from './bulk-change.ts'

/** What was not done, and why, in the server's words. */
export type Refusal = { readonly name: string; readonly reason: string }

export type BulkOutcome = {
  readonly done: number
  readonly refusals: readonly Refusal[]
  /** Gives back what was there before, and answers what did not go back; null where nothing can have changed. */
  readonly undo: (() => Promise<readonly Refusal[]>) | null
}

export type OnProgress = (done: number, total: number) => void

type Api = Pick<Client, 'listProducts' | 'updateProduct' | 'changeManyVariants' | 'deleteProduct' | 'restoreProduct'>

/** What came of one request. What was not answered, or by a fault, may be done all the same. */
type Attempt = { readonly reason: string | null; readonly isPerhapsDone: boolean }

type Back = () => Promise<readonly Refusal[]>

const PAGE = 100
const ROWS = 500
/** So many requests at once are quick enough, and leave the server to others. */
const ABREAST = 4

/** Changes products and the prices of their variants; those that are refused do not keep back the others. */
export async function changeProducts(
  api: Api,
  { ids, wanted }: { readonly ids: readonly number[]; readonly wanted: BulkChange },
  onProgress: OnProgress,
): Promise<BulkOutcome> {
  const products = await readProducts(api, ids, wanted.price !== undefined)
  const refusals: Refusal[] = []
  const changed = new Set<number>()
  const backs: Back[] = []
  const prices = wanted.price === undefined ? { rows: [], back: [] } : priceRows(products, wanted.price)
  const chunks = Math.ceil(prices.rows.length / ROWS)
  const total = products.length + chunks
  let done = 0
  await eachAbreast(products, async (product) => {
    const step = stepFor(product, wanted)
    const id = product.id ?? 0
    if (step !== null) {
      const { reason, isPerhapsDone } = await attempt(() => api.updateProduct(id, step.change))
      if (reason === null) changed.add(id)
      else refusals.push(refusalOf(product, reason))
      if (isPerhapsDone) backs.push(() => tryBack(product, () => api.updateProduct(id, step.back)))
    }
    onProgress(++done, total)
  })
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const place = chunk * ROWS
    const attempts = await changePrices(api, prices.rows.slice(place, place + ROWS))
    for (const [id, { reason }] of attempts) if (reason === null) changed.add(productOf(products, id)?.id ?? 0)
    refusals.push(...refusedPrices(products, attempts))
    const back = prices.back.slice(place, place + ROWS).filter(({ id }) => attempts.get(id)?.isPerhapsDone)
    if (back.length > 0) backs.push(async () => refusedPrices(products, await changePrices(api, back)))
    onProgress(++done, total)
  }
  return { done: changed.size, refusals: distinct(refusals), undo: undoOf(backs) }
}

/** Takes products off the lists; the undo restores them. */
export async function deleteProducts(api: Api, ids: readonly number[], onProgress: OnProgress): Promise<BulkOutcome> {
  const products = await readProducts(api, ids, false)
  const refusals: Refusal[] = []
  const backs: Back[] = []
  let deleted = 0
  let done = 0
  await eachAbreast(products, async (product) => {
    const id = product.id ?? 0
    const { reason, isPerhapsDone } = await attempt(() => api.deleteProduct(id))
    if (reason === null) deleted += 1
    else refusals.push(refusalOf(product, reason))
    if (isPerhapsDone) backs.push(() => tryBack(product, () => api.restoreProduct(id)))
    onProgress(++done, products.length)
  })
  return { done: deleted, refusals: distinct(refusals), undo: undoOf(backs) }
}

async function readProducts(api: Api, ids: readonly number[], hasVariants: boolean): Promise<ListedProduct[]> {
  const products: ListedProduct[] = []
  for (let place = 0; place < ids.length; place += PAGE) {
    const page = ids.slice(place, place + PAGE).join()
    const query = { ids: page, per_page: PAGE, ...(hasVariants && { include: 'variants' }) }
    products.push(...(await api.listProducts(query)).data)
  }
  return products
}

/** What came of each row, by variant: one that was sent without an answer fared like all that went with it. */
async function changePrices(api: Api, rows: readonly PriceRow[]): Promise<Map<number, Attempt>> {
  const refused = new Map<number, string>()
  const all = await attempt(async () => {
    for (const { id, status, error = '', errors = {} } of await api.changeManyVariants({ variants: [...rows] })) {
      if (status !== 200) refused.set(id ?? 0, Object.values(errors).flat()[0] ?? error)
    }
  })
  return new Map(
    rows.map(({ id }) => {
      const reason = refused.get(id)
      return [id, reason === undefined ? all : { reason, isPerhapsDone: false }]
    }),
  )
}

/** @throws nothing: whatever happens to one request, the others are done and the way back stays known. */
async function attempt(act: () => Promise<unknown>): Promise<Attempt> {
  try {
    await act()
    return { reason: null, isPerhapsDone: true }
  } catch (error) {
    const { status = 0, errors = {}, message = String(error) } = error as Partial<ComptoirError>
    return { reason: Object.values(errors).flat()[0] ?? message, isPerhapsDone: status < 400 || status >= 500 }
  }
}

async function tryBack(product: ListedProduct, act: () => Promise<unknown>): Promise<readonly Refusal[]> {
  const { reason } = await attempt(act)
  return reason === null ? [] : [refusalOf(product, reason)]
}

function undoOf(backs: readonly Back[]): BulkOutcome['undo'] {
  if (backs.length === 0) return null
  return async () => {
    const refusals: Refusal[] = []
    await eachAbreast(backs, async (back) => void refusals.push(...(await back())))
    return distinct(refusals)
  }
}

const refusalOf = ({ name = '' }: ListedProduct, reason: string): Refusal => ({ name, reason })

function refusedPrices(products: readonly ListedProduct[], attempts: ReadonlyMap<number, Attempt>): Refusal[] {
  return [...attempts].flatMap(([id, { reason }]) => {
    const name = productOf(products, id)?.name ?? String(id)
    return reason === null ? [] : [{ name, reason }]
  })
}

/** Variants of one product that are refused for one reason are said once. */
const distinct = (refusals: readonly Refusal[]): Refusal[] => [
  ...new Map(refusals.map((refusal) => [`${refusal.name} ${refusal.reason}`, refusal])).values(),
]

const productOf = (products: readonly ListedProduct[], variantId: number) =>
  products.find(({ variants = [] }) => variants.some(({ id }) => id === variantId))

async function eachAbreast<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const takeNext = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: ABREAST }, takeNext))
}
