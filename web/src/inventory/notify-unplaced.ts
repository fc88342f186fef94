import { ComptoirError } from '../api/index.ts'
import { notifyError } from '../ui/index.ts'

/** Says in the server's words what was refused, unless a field of the form already says it. */
export function notifyUnplaced(error: unknown, fields: readonly string[]): void {
  const isPlaced = error instanceof ComptoirError && Object.keys(error.errors).some((field) => fields.includes(field))
  if (!isPlaced) notifyError(error)
}
