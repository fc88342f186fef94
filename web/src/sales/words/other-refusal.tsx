import { Text as Words } from '@mantine/core'
import type { ComptoirError } from '../../api/index.ts'

/** What was refused for no field of the form in particular, in the server's words. */
export function OtherRefusal({ error }: { readonly error: ComptoirError | null }) {
  if (error === null || Object.keys(error.errors).length > 0) return null
  return (
    <Words c="var(--bad)" size="sm" role="alert">
      {error.message}
    </Words>
  )
}
