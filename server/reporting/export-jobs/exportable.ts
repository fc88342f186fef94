import type { TSchema } from 'typebox'
import type { Permission } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Sql } from '../../platform/database/connect.ts'
import { AppError, invalid } from '../../platform/errors.ts'
import { compileValidator, type Validator, validationError } from '../../platform/http/validation.ts'
import type { Language, Text } from '../../platform/text.ts'
import type { AnyReport } from '../export/report.ts'
import type { ReportTable } from '../export/report-table.ts'
import { resolveScope, type ScopeInput } from '../resolve-scope.ts'

/** What may be asked for as a file in the background. */
export type Exportable = {
  readonly name: string
  readonly title: Text
  /** Schema of its parameters: those of the report's address. */
  readonly query: TSchema
  readonly needs: readonly Permission[]
  readonly isAskedByPost?: true
  refuse?(query: never, actor: Actor): void
  tabulate(sql: Sql, actor: Actor, query: never, language: Language): Promise<ReportTable>
}

export const REPORT_NEEDS: readonly Permission[] = ['reports.view']

export const exportableReport = (report: AnyReport): Exportable => ({ ...report, needs: REPORT_NEEDS })

const validators = new Map<Exportable, Validator>()

/**
 * The parameters as the report takes them; numbers and booleans may be given as an address gives them.
 *
 * @throws validation_failed naming each field, such as `parameters.date_from`; not_found for a store that does not exist
 *   for this actor.
 */
export async function checkParameters(
  sql: Queryable,
  actor: Actor,
  exportable: Exportable,
  given: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const isBody = exportable.isAskedByPost === true
  const validate = validators.get(exportable) ?? compileValidator(exportable.query, isBody ? 'body' : 'querystring')
  validators.set(exportable, validate)
  const parameters = isBody ? { ...given } : asInAddress(given)
  if (!validate(parameters)) throw underParameters(validationError(validate.errors ?? [], 'body'))
  try {
    exportable.refuse?.(parameters as never, actor)
    await resolveScope(sql, actor, asInAddress(parameters) as ScopeInput)
  } catch (error) {
    throw error instanceof AppError ? underParameters(error) : error
  }
  return parameters
}

/** An address has texts only; here a number or a boolean may be given as it is. */
const asInAddress = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
    ]),
  )

/** The same refusal, whose fields are named by where they stand in the request. */
function underParameters(error: AppError): AppError {
  const fields = Object.entries(error.fields).map(([path, [message]]) => [
    path === 'body' ? 'parameters' : `parameters.${path}`,
    message,
  ])
  return fields.length === 0 ? error : invalid(Object.fromEntries(fields))
}
