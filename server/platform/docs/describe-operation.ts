import type { FilesRule, Route } from '../http/route.ts'
import { MULTIPART } from '../http/upload-routes.ts'
import { cleanSchema } from './clean-schema.ts'
import type { SharedSchemas } from './shared-schemas.ts'

/** One operation of an OpenAPI document, as far as we add to it. */
export type Operation = {
  summary?: string
  description?: string
  security?: Record<string, string[]>[]
  parameters?: unknown[]
  requestBody?: Body
  responses?: Record<string, unknown>
  'x-permission'?: string
}

const MESSAGE_PACK = 'application/msgpack'

/** Completes what the schemas cannot say: who may ask, how it is refused, how it is repeated. */
export function describeOperation(operation: Operation, route: Route, shared: SharedSchemas): Operation {
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
    ...(cleaned.requestBody !== undefined && { requestBody: describeBody(cleaned.requestBody, route, shared) }),
    responses: { ...describeSuccess(cleaned.responses ?? {}, route, shared), ...refusalsOf(route) },
  }
}

/** Sales and returns: sent again with the same id, or with the key that stands for it, they answer 200. */
const isKnownByItsId = (route: Route) => route.work === 'own' && route.status === 201 && route.access !== 'public'

const isRepeatable = (route: Route) => (route.work === 'write' && route.secret !== true) || isKnownByItsId(route)

function descriptionOf(route: Route): string {
  const who =
    route.access === 'public'
      ? 'Everyone may ask.'
      : route.access === 'authenticated'
        ? 'Whoever is signed in may ask.'
        : `Permission: \`${route.access}\`.`
  const french = route.description === undefined ? route.summary.fr : `${route.summary.fr}. ${route.description.fr}`
  return [route.description?.en, who, `*En français\u00a0: ${french.replace(/\.$/, '')}.*`]
    .filter((part) => part !== undefined)
    .join('\n\n')
}

type Media = { schema?: unknown }
type Body = { content: Record<string, Media>; required?: boolean }

function describeBody(body: Body, route: Route, shared: SharedSchemas): Body {
  if (route.acceptsFiles !== undefined) return describeParts(body, route.acceptsFiles)
  const json = body.content['application/json']
  if (json?.schema === undefined) return body
  const named = { ...json, schema: shared.refer(`${typeName(route)}Input`, json.schema) }
  const content = { 'application/json': named, ...(route.acceptsMessagePack === true && { [MESSAGE_PACK]: named }) }
  return { ...body, content }
}

type PartsSchema = { properties?: object; required?: string[] }

/** The fields of a multipart body, and its files. */
function describeParts(body: Body, { field, maxFiles, ...limits }: FilesRule): Body {
  const media = body.content[MULTIPART] ?? {}
  const fields = (media.schema ?? {}) as PartsSchema
  const limit = `At most ${limits.maxBytesEach} bytes each, ${limits.maxBytesTotal} together.`
  const file = { type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' }
  const files = { type: 'array', minItems: 1, maxItems: maxFiles, items: file, description: limit }
  const property = maxFiles === 1 ? { ...file, description: `At most ${limits.maxBytesEach} bytes.` } : files
  const schema = {
    ...fields,
    properties: { ...fields.properties, [field]: property },
    required: [...(fields.required ?? []), field],
  }
  return { ...body, required: true, content: { [MULTIPART]: { ...media, schema } } }
}

/** A read may be asked for as MessagePack; a few routes answer texts. */
function describeSuccess(responses: Record<string, unknown>, route: Route, shared: SharedSchemas) {
  const status = String(route.status ?? 200)
  const description = route.message?.en ?? 'Success.'
  if (route.contentTypes !== undefined) {
    const content = Object.fromEntries(route.contentTypes.map((type) => [type, { schema: { type: 'string' } }]))
    return { [status]: { description, headers: STANDARD_HEADERS, content } }
  }
  const json = (responses[status] as Partial<Body> | undefined)?.content?.['application/json'] ?? {}
  const named = { ...json, schema: shared.refer(`${typeName(route)}Answer`, json.schema ?? {}) }
  const content = { 'application/json': named, ...(route.work === 'read' && { [MESSAGE_PACK]: named }) }
  return {
    [status]: { description, headers: STANDARD_HEADERS, content },
    ...(isKnownByItsId(route) && {
      200: { description: 'Recorded before: the first answer again.', headers: STANDARD_HEADERS, content },
    }),
    ...(route.cache !== undefined && { 304: { description: 'Not changed since the ETag that was given.' } }),
  }
}

/** `createProduct` answers a `CreateProductAnswer`. */
const typeName = (route: Route): string => route.operation.charAt(0).toUpperCase() + route.operation.slice(1)

const STANDARD_HEADERS = {
  'X-Request-Id': reference('headers', 'RequestId'),
  'X-Instance-Id': reference('headers', 'InstanceId'),
  'X-Response-Time': reference('headers', 'ResponseTime'),
}

function refusalsOf(route: Route): Record<string, unknown> {
  const hasInput = route.body !== undefined || route.acceptsFiles !== undefined
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
