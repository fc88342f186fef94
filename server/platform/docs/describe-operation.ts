import type { Route } from '../http/route.ts'
import { cleanSchema } from './clean-schema.ts'

/** One operation of an OpenAPI document, as far as we add to it. */
export type Operation = {
  summary?: string
  description?: string
  security?: Record<string, string[]>[]
  parameters?: unknown[]
  requestBody?: { content: Record<string, unknown>; required?: boolean }
  responses?: Record<string, unknown>
  'x-permission'?: string
}

const MESSAGE_PACK = 'application/msgpack'

/** Completes what the schemas cannot say: who may ask, how it is refused, how it is repeated. */
export function describeOperation(operation: Operation, route: Route): Operation {
  const isPublic = route.access === 'public'
  const cleaned = cleanSchema(operation)
  const parameters = [
    ...(cleaned.parameters ?? []),
    ...(isRepeatable(route) ? [reference('parameters', 'Idempotency')] : []),
  ]
  return {
    ...cleaned,
    summary: route.summary.en,
    description: descriptionOf(route),
    'x-permission': route.access,
    security: isPublic ? [] : [{ bearer: [] }, { apiToken: [] }, { session: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(cleaned.requestBody !== undefined && { requestBody: describeBody(cleaned.requestBody, route) }),
    responses: { ...describeSuccess(cleaned.responses ?? {}, route), ...refusalsOf(route) },
  }
}

const isRepeatable = (route: Route) => route.work === 'write' && route.secret !== true

function descriptionOf(route: Route): string {
  const who =
    route.access === 'public'
      ? 'Everyone may ask.'
      : route.access === 'authenticated'
        ? 'Whoever is signed in may ask.'
        : `Permission: \`${route.access}\`.`
  const french = route.description === undefined ? route.summary.fr : `${route.summary.fr}. ${route.description.fr}`
  return [route.description?.en, who, `*En français : ${french.replace(/\.$/, '')}.*`]
    .filter((part) => part !== undefined)
    .join('\n\n')
}

function describeBody(body: NonNullable<Operation['requestBody']>, route: Route) {
  const json = body.content['application/json']
  if (json === undefined || route.acceptsMessagePack !== true) return body
  return { ...body, content: { ...body.content, [MESSAGE_PACK]: json } }
}

/** A read may be asked for as MessagePack; a few routes answer texts. */
function describeSuccess(responses: Record<string, unknown>, route: Route): Record<string, unknown> {
  const status = String(route.status ?? 200)
  const description = route.message?.en ?? 'Success.'
  if (route.contentTypes !== undefined) {
    const content = Object.fromEntries(route.contentTypes.map((type) => [type, { schema: { type: 'string' } }]))
    return { [status]: { description, headers: STANDARD_HEADERS, content } }
  }
  const known = responses[status] as { content?: Record<string, unknown> } | undefined
  const json = known?.content?.['application/json'] ?? {}
  const content = { 'application/json': json, ...(route.work === 'read' && { [MESSAGE_PACK]: json }) }
  return {
    [status]: { description, headers: STANDARD_HEADERS, content },
    ...(route.cache !== undefined && { 304: { description: 'Not changed since the ETag that was given.' } }),
  }
}

const STANDARD_HEADERS = {
  'X-Request-Id': reference('headers', 'RequestId'),
  'X-Instance-Id': reference('headers', 'InstanceId'),
  'X-Response-Time': reference('headers', 'ResponseTime'),
}

function refusalsOf(route: Route): Record<string, unknown> {
  const hasInput = route.body !== undefined
  const isGuarded = route.access !== 'public'
  const names: Record<string, string | false> = {
    400: 'BadRequest',
    401: isGuarded && 'Unauthenticated',
    403: isGuarded && route.access !== 'authenticated' && 'Forbidden',
    404: route.params !== undefined && 'NotFound',
    409: route.work !== 'read' && 'Conflict',
    413: hasInput && 'TooLarge',
    415: hasInput && 'UnsupportedMediaType',
    422: (hasInput || route.query !== undefined) && 'Invalid',
    500: 'InternalError',
    503: 'NotReady',
  }
  const refusals: Record<string, unknown> = {}
  for (const [status, name] of Object.entries(names)) {
    if (name !== false) refusals[status] = reference('responses', name)
  }
  return refusals
}

function reference(kind: 'parameters' | 'responses' | 'headers', name: string) {
  return { $ref: `#/components/${kind}/${name}` }
}
