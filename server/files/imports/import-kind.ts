import type { TSchema } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type {
  CsvFile,
  DateOrder,
  DecimalMark,
  ImportField,
  ImportPlan,
  Mapping,
  MappingChoice,
} from '../../platform/csv/index.ts'
import type { Queryable, Sql, Tx } from '../../platform/database/connect.ts'
import type { JobQueue } from '../../platform/jobs/job-queue.ts'
import type { Text } from '../../platform/text.ts'

/** How a file is to be read, whoever asks for it. */
export type ImportReading = {
  readonly choice: MappingChoice
  readonly delimiter: string | undefined
  readonly decimalMark: DecimalMark
  readonly dateOrder: DateOrder
  /** Options of one kind, by the names of the command line (`time-zone`). */
  readonly own: Readonly<Record<string, string | boolean | undefined>>
}

export type ImportPreparation = {
  readonly sql: Sql
  readonly file: CsvFile
  readonly mapping: Mapping
  readonly options: ImportReading
  /** Whose stores, and whose name, the records are written in. */
  readonly actor: Actor
  /** Where work is left that follows; nowhere on the command line. */
  readonly jobs?: Pick<JobQueue, 'enqueue'>
  /** What movements of stock name as their cause. */
  readonly reference: string
}

/** A record that an undone import leaves as it is, and why. */
export type Kept = { readonly type: string; readonly id: string; readonly name: string; readonly reason: Text }

/** What a step of an undo came to. */
export type UndoReport = {
  count(name: string, by?: number): void
  keep(record: Kept): void
}

export type UndoStep = {
  readonly actor: Actor
  /** The request that the audit log names for the import. */
  readonly reference: string
}

/** How an import of one kind is undone: step by step, each in a transaction of its own. */
export type ImportUndo = {
  readonly keysPerStep: number
  /** What a key names, for the list of what stays. */
  readonly keyType: string
  /** It changes what belongs to stores, and so takes somebody who acts in all of those that the import did. */
  readonly isOfStores?: boolean
  /** Families of cached pages that a step ends. */
  readonly touches: readonly string[]
  /** What the import touched, in the order in which it is undone; the same whenever it is asked. */
  find(sql: Queryable, reference: string): Promise<readonly string[]>
  undo(tx: Tx, step: UndoStep, keys: readonly string[], report: UndoReport): Promise<void>
  /** What comes last, once all keys are undone. */
  finish?(tx: Tx, step: UndoStep, report: UndoReport): Promise<void>
}

/** One kind of import: its fields, what it asks of whoever runs it, how it is prepared and undone. */
export type ImportKind = {
  readonly summary: Text
  readonly fields: readonly ImportField[]
  /** Beside `imports.run`. */
  readonly permissions: readonly string[]
  /** The formats that can be asked for; the first is the one that everything else is read as. */
  readonly formats: readonly string[]
  /** What a file is, by its columns. */
  recognize(header: readonly string[]): string
  /** Its own fields of a request, by their names there (`time_zone`). */
  readonly ownFields: Readonly<Record<string, TSchema>>
  /** What some of them take beside, where they are true. */
  readonly fieldPermissions?: Readonly<Record<string, string>>
  /** Refuses a file that its columns show to be of another kind, or of none. @throws ImportRefused. */
  readonly checkColumns?: (mapping: Mapping, format: string) => void
  /** Refuses what the options alone get wrong. @throws ImportRefused. */
  readonly check?: (options: ImportReading) => void
  readonly prepare: (preparation: ImportPreparation) => Promise<ImportPlan>
  /** Or why it cannot be undone. */
  readonly undo: ImportUndo | Text
}

export type ImportKinds = Readonly<Record<string, ImportKind>>

/** The name under which a request's field is an option of the command line. */
export const optionName = (field: string): string => field.replaceAll('_', '-')
