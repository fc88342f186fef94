import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Text, useText } from '../../i18n/index.ts'
import { notifyError, useUndo } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'
import type { BulkOutcome, OnProgress, Refusal } from './run-bulk.ts'

type BulkRun = {
  /** null while nothing runs. */
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly refusals: readonly Refusal[]
  run(work: (onProgress: OnProgress) => Promise<BulkOutcome>): Promise<void>
}

/** Runs a change of many products: its progress, what was refused, and the way back. */
export function useBulk(done: Text, { onClose, onDone }: { onClose: () => void; onDone: () => void }): BulkRun {
  const t = useText()
  const offerUndo = useUndo()
  const queries = useQueryClient()
  const [progress, setProgress] = useState<BulkRun['progress']>(null)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const readAgain = () =>
    Promise.all(
      ['listProducts', 'countProductFacets', 'getProduct', 'listCategories'].map((name) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    )
  const sayNotUndone = (refused: readonly Refusal[]) => {
    const [first] = refused
    if (first !== undefined) notifyError(t(common.notUndone, { count: refused.length, ...first }))
  }
  const run: BulkRun['run'] = async (work) => {
    setProgress({ done: 0, total: 1 })
    try {
      const outcome = await work((count, total) => setProgress({ done: count, total }))
      if (outcome.undo !== null) {
        const { undo } = outcome
        const said = outcome.done > 0 ? t(done, { count: outcome.done }) : t(messages.perhapsDone)
        offerUndo(said, () => undo().then(sayNotUndone).finally(readAgain))
      }
      setRefusals(outcome.refusals)
      if (outcome.refusals.length === 0) {
        onDone()
        onClose()
      }
    } catch (error) {
      notifyError(error)
    } finally {
      setProgress(null)
      await readAgain()
    }
  }
  return { progress, refusals, run }
}
