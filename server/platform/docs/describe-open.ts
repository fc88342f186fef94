import type { Language, Text } from '../text.ts'
import { cleanSchema } from './clean-schema.ts'
import type { Operation } from './describe-operation.ts'
import { STANDARD_HEADERS } from './describe-refusals.ts'

type OpenAnswer = {
  readonly description: Text
  readonly type: string
  readonly schema: object
  readonly example: unknown
}

/** What a route outside the tables says of itself: its answers have no envelope, and everyone may ask it. */
export type OpenOperation = {
  readonly summary: Text
  readonly description: Text
  readonly answers: Readonly<Record<number, OpenAnswer>>
}

/** The part of a Fastify schema that carries it to the document. */
export const openOperation = (operationId: string, tag: string, open: OpenOperation) => ({
  operationId,
  summary: open.summary.en,
  tags: [tag],
  'x-open': open,
})

/** null: not one of these. */
export function describeOpen(
  operation: Operation & { 'x-open'?: OpenOperation },
  language: Language,
): Operation | null {
  const open = operation['x-open']
  if (open === undefined) return null
  const responses = Object.entries(open.answers).map(([status, { description, type, schema, example }]) => [
    status,
    {
      description: description[language],
      headers: {
        ...STANDARD_HEADERS,
        ...(status === '503' && { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
      },
      content: { [type]: { schema: cleanSchema(schema, language), example } },
    },
  ])
  return {
    ...(operation.operationId !== undefined && { operationId: operation.operationId }),
    summary: open.summary[language],
    description: open.description[language],
    ...(operation.tags !== undefined && { tags: operation.tags }),
    'x-permission': 'public',
    security: [],
    parameters: [],
    responses: Object.fromEntries(responses),
    'x-errors': [],
  }
}
