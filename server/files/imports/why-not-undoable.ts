import { type Text, text } from '../../platform/text.ts'
import type { ImportKinds } from './import-kind.ts'
import type { ImportRow } from './import-row.ts'

const DRY_RUN = text('c’était un essai à blanc, qui n’a rien écrit.', 'it was a dry run, which wrote nothing.')
const UNFINISHED = text('il n’est pas terminé.', 'it has not ended.')
const BEING_UNDONE = text('il est en train d’être annulé.', 'it is being undone.')
const UNDONE = text('il a déjà été annulé.', 'it has been undone already.')
const UNKNOWN = text('cette version ne connaît pas sa sorte.', 'this version does not know its kind.')

/** Why an import cannot be undone; null when it can. One that failed half-way can, as far as it went. */
export function whyNotUndoable(row: ImportRow, kinds: ImportKinds): Text | null {
  const kind = Object.hasOwn(kinds, row.kind) ? kinds[row.kind] : undefined
  if (kind === undefined) return UNKNOWN
  if (row.is_dry_run) return DRY_RUN
  if (row.state === 'undone') return UNDONE
  if (row.state === 'queued' || row.state === 'running') return UNFINISHED
  if (row.undo_state === 'queued' || row.undo_state === 'running') return BEING_UNDONE
  return 'fr' in kind.undo ? kind.undo : null
}
