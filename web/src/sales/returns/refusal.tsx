import { Alert, Text as Words } from '@mantine/core'
import type { ComptoirError } from '../../api/index.ts'

/** The server's own words: what it refuses, and for which line. */
export function Refusal({ error }: { readonly error: ComptoirError | null }) {
  if (error === null) return null
  const sentences = [...new Set([error.message, ...Object.values(error.errors).flat()])]
  return (
    <Alert color="brique" role="alert">
      {sentences.map((sentence) => (
        <Words key={sentence} size="sm">
          {sentence}
        </Words>
      ))}
    </Alert>
  )
}
