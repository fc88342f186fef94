import type { CreateExportInput, ListedSavedReport } from '../../api/index.ts'
import type { Period } from '../../ui/period/periods.ts'

export type ExportKind = CreateExportInput['kind']

type Choices = {
  readonly kind: ExportKind
  readonly period: Period
  /** Ids by comma; null: all of the reader's. */
  readonly stores: string | null
  /** The saved report that a custom one is; null: none is chosen. */
  readonly report: Pick<ListedSavedReport, 'definition' | 'name'> | null
}

type Parameters = NonNullable<CreateExportInput['parameters']>

/** Whether a saved report says of which stores it is. */
export const namesStores = (report: Choices['report']): boolean => report?.definition?.store_id !== undefined

/**
 * What an export is asked about. A saved report keeps the days and the stores that it names, and its file its name; null: it
 * is still to be chosen.
 */
export function parametersOf({ kind, period, stores, report }: Choices): Parameters | null {
  const ofStores = stores !== null && { store_id: stores }
  if (kind !== 'custom') return { ...period, ...ofStores }
  if (report === null) return null
  return { ...ofStores, ...report.definition, ...(report.name !== undefined && { title: report.name }) }
}
