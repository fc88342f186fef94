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
  tabulate(sql: Sql, actor: Actor, query: never, language: Language): Promise<ReportTable>
}

export const REPORT_NEEDS: readonly Permission[] = ['reports.view']

export const exportableReport = ({ name, title, query, tabulate }: AnyReport): Exportable => ({
  name,
  title,
  query,
  needs: REPORT_NEEDS,
  tabulate,
})

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
  const validate = validators.get(exportable) ?? compileValidator(exportable.query, 'querystring')
  validators.set(exportable, validate)
  const parameters = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, asInAddress(value)]))
  if (!validate(parameters)) throw underParameters(validationError(validate.errors ?? [], 'body'))
  try {
    await resolveScope(sql, actor, parameters as ScopeInput)
  } catch (error) {
    throw error instanceof AppError ? underParameters(error) : error
  }
  return parameters
}

/** An address has texts only; here a number or a boolean may be given as it is. */
const asInAddress = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value

/** The same refusal, whose fields are named by where they stand in the request. */
function underParameters(error: AppError): AppError {
  const fields = Object.entries(error.fields).map(([path, [message]]) => [
    path === 'body' ? 'parameters' : `parameters.${path}`,
    message,
  ])
  return fields.length === 0 ? error : invalid(Object.fromEntries(fields))
}
