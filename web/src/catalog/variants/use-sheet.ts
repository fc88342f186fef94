import { useCallback, useMemo, useState } from 'react'
import { api, type Product, useAction, type Variant } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useLanguage, useText } from '../../i18n/index.ts'
import { notifyError, useUndo } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'
import { type SheetOutcome, saveSheet } from './save-sheet.ts'
import {
  type CellErrors,
  type Drafts,
  pasteCells,
  SHEET_COLUMNS,
  type SheetColumn,
  withActivity,
  withCell,
} from './variant-sheet.ts'

const READS = ['getProduct', 'listProducts', 'countProductFacets'] as const

/** The sheet of a product's variants: what was typed, what was refused, and saving all of it at once. */
export function useSheet(product: Product) {
  const t = useText()
  const { can } = useSession()
  const { language } = useLanguage()
  const offerUndo = useUndo()
  const [typed, setDrafts] = useState<Drafts>(new Map())
  const [errors, setErrors] = useState<ReadonlyMap<number, CellErrors>>(new Map())
  const variants = product.variants ?? NONE
  // What was typed over a variant that has been deleted meanwhile is nothing.
  const drafts = useMemo(
    () => new Map([...typed].filter(([id]) => variants.some((variant) => variant.id === id))),
    [typed, variants],
  )
  const saving = useAction(saveSheet, READS)
  const giveBack = useAction((undo: SheetOutcome['undo']) => undo(), READS)
  const seesCosts = can('products.viewCost')
  const columns = useMemo(() => SHEET_COLUMNS.filter((column) => column !== 'cost' || seesCosts), [seesCosts])
  const type = useCallback(
    (variant: Variant, column: SheetColumn, text: string) => {
      setDrafts((before) => withCell(before, variant, { column, text }, language))
      setErrors((before) => withoutError(before, variant.id, column))
    },
    [language],
  )
  const turn = useCallback(
    (variant: Variant, isActive: boolean) => setDrafts((before) => withActivity(before, variant, isActive)),
    [],
  )
  const paste = (from: { row: number; column: SheetColumn }, text: string) =>
    setDrafts((before) => pasteCells(before, variants, from, { text, columns, language }))
  const discard = () => {
    setDrafts(new Map())
    setErrors(new Map())
  }
  const sayNotUndone = (refused: ReadonlyMap<number, CellErrors>) => {
    const [first] = refused
    if (first === undefined) return
    const name = variants.find(({ id }) => id === first[0])?.name ?? ''
    notifyError(t(common.notUndone, { count: refused.size, name, reason: Object.values(first[1])[0] ?? '' }))
  }
  const save = async () => {
    if (drafts.size === 0 || saving.isPending) return
    try {
      const outcome = await saving.mutateAsync([api, variants, { drafts, badWeight: t(messages.badWeight) }])
      setErrors(outcome.errors)
      setDrafts((before) => new Map([...before].filter(([id]) => !outcome.saved.includes(id))))
      if (outcome.saved.length > 0) {
        const done = t(messages.savedRows, { count: outcome.saved.length })
        offerUndo(done, async () => sayNotUndone(await giveBack.mutateAsync([outcome.undo])))
      }
    } catch (error) {
      notifyError(error)
    }
  }
  return { variants, columns, drafts, errors, isSaving: saving.isPending, type, turn, paste, discard, save }
}

const NONE: readonly Variant[] = []

function withoutError(errors: ReadonlyMap<number, CellErrors>, id: number, column: SheetColumn) {
  const row = errors.get(id)
  if (row === undefined) return errors
  const { [column]: _cell, row: _row, ...others } = row
  const next = new Map(errors)
  if (Object.keys(others).length === 0) next.delete(id)
  else next.set(id, others)
  return next
}
