import type { ComptoirError } from '../api/index.ts'

/** What a form of Mantine takes for `setErrors`: the server's sentences by the path of their field. */
export function formErrors(error: ComptoirError): Record<string, string> {
  return Object.fromEntries(Object.entries(error.errors).map(([field, sentences]) => [field, sentences.join(' ')]))
}
