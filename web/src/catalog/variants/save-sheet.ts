import type { Client, ComptoirError, UpdateVariantInput, Variant } from '../../api/index.ts'
import { type CellErrors, cellErrors, type Drafts, type RowChange, readRow } from './variant-sheet.ts'

export type SheetOutcome = {
  readonly saved: readonly number[]
  readonly errors: ReadonlyMap<number, CellErrors>
  /** Answers what was refused, by variant. */
  readonly undo: () => Promise<ReadonlyMap<number, CellErrors>>
}

type Api = Pick<Client, 'changeManyVariants' | 'updateVariant'>

const ROWS = 1000

/** Saves every row of the sheet; what is refused says why at its cell, and the others are saved all the same. */
export async function saveSheet(
  api: Api,
  variants: readonly Variant[],
  { drafts, badWeight }: { readonly drafts: Drafts; readonly badWeight: string },
): Promise<SheetOutcome> {
  const errors = new Map<number, CellErrors>()
  const rows: RowChange[] = []
  for (const variant of variants) {
    const draft = drafts.get(variant.id)
    if (draft === undefined) continue
    const row = readRow(variant, draft)
    if ('errors' in row) errors.set(variant.id, { weight_grams: badWeight })
    else rows.push(row)
  }
  for (const [id, error] of await sendRows(api, rows)) errors.set(id, error)
  const saved = rows.filter(({ id }) => !errors.has(id))
  const backs = saved.map((row) => ({ ...row, change: backOf(variants, row) }))
  return { saved: saved.map(({ id }) => id), errors, undo: () => sendBack(api, backs) }
}

/** Answers what was refused, by variant. */
async function sendRows(api: Api, rows: readonly RowChange[]): Promise<Map<number, CellErrors>> {
  return new Map([...(await sendTogether(api, rows)), ...(await sendSingly(api, rows))])
}

/** In the opposite order: a code that went from one row to another leaves the other before it comes back to the one. */
async function sendBack(api: Api, rows: readonly RowChange[]): Promise<Map<number, CellErrors>> {
  const reversed = rows.toReversed()
  return new Map([...(await sendSingly(api, reversed)), ...(await sendTogether(api, reversed))])
}

async function sendTogether(api: Api, rows: readonly RowChange[]): Promise<Map<number, CellErrors>> {
  const refused = new Map<number, CellErrors>()
  const together = rows.filter(({ isBulk }) => isBulk)
  for (let place = 0; place < together.length; place += ROWS) {
    const sent = together.slice(place, place + ROWS).map(({ id, change }) => ({ id, ...change }))
    for (const { id, status, errors = {}, error = '' } of await api.changeManyVariants({ variants: sent })) {
      if (status !== 200 && id !== null) refused.set(id, cellErrors(errors, error))
    }
  }
  return refused
}

async function sendSingly(api: Api, rows: readonly RowChange[]): Promise<Map<number, CellErrors>> {
  const refused = new Map<number, CellErrors>()
  for (const { id, change } of rows.filter(({ isBulk }) => !isBulk)) {
    try {
      await api.updateVariant(id, change)
    } catch (error) {
      const { status = 0, errors = {}, message = '' } = error as Partial<ComptoirError>
      if (status === 0) throw error
      refused.set(id, cellErrors(errors, message))
    }
  }
  return refused
}

/** What gives a row back as it was. */
function backOf(variants: readonly Variant[], { id, change }: RowChange): UpdateVariantInput {
  const before = variants.find((variant) => variant.id === id)
  if (before === undefined) return {}
  const { price, compare_at_price: compareAt, cost, sku, barcodes, weight_grams: weight, is_active: isActive } = before
  const all: UpdateVariantInput = {
    price,
    compare_at_price: compareAt,
    cost: cost ?? null,
    sku,
    barcodes,
    weight_grams: weight,
    is_active: isActive,
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in change))
}
