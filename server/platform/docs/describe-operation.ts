import { Strict } from '../http/fields.ts'
import { MULTIPART } from '../http/reply.ts'
import type { FilesRule, Route } from '../http/route.ts'
import { type Language, type Text, text } from '../text.ts'
import { cleanSchema } from './clean-schema.ts'
import { describeRefusals, errorsOf, STANDARD_HEADERS } from './describe-refusals.ts'
import { type ExampleContext, type ExampleValues, exampleOf, type Schema } from './example-of.ts'
import type { NamedSchemas } from './named-schemas.ts'

/** One operation of an OpenAPI document, as far as we write it. */
export type Operation = {
  operationId?: string
  summary?: string
  description?: string
  tags?: readonly string[]
  security?: Record<string, string[]>[]
  parameters?: unknown[]
  requestBody?: unknown
  responses?: Record<string, unknown>
  'x-permission'?: string
  'x-errors'?: readonly string[]
}

export type Manner = { readonly language: Language; readonly schemas: NamedSchemas; readonly examples: ExampleValues }

const JSON_TYPE = 'application/json'
const MESSAGE_PACK = 'application/msgpack'

/** Everything that a program must know to ask: who may, with what, and every answer with an example. */
export function describeOperation(route: Route, manner: Manner): Operation {
  const { language } = manner
  const body = describeBody(route, manner)
  return {
    operationId: route.operation,
    summary: route.summary[language],
    description: `${route.description[language]}\n\n${whoMayAsk(route)[language]}`,
    tags: [route.tag],
    'x-permission': route.access,
    security: securityOf(route),
    parameters: describeParameters(route, manner),
    ...(body !== undefined && { requestBody: body }),
    responses: { ...describeSuccess(route, manner), ...describeRefusals(route, language) },
    'x-errors': [...errorsOf(route).values()].flat().map(({ code }) => code),
  }
}

function securityOf(route: Route): Record<string, string[]>[] {
  if (route.access === 'public') return []
  const ofDevices = route.acceptsDevices === true ? [{ device: [] }] : []
  return [{ bearer: [] }, { apiToken: [] }, { session: [] }, ...ofDevices]
}

const isRepeatable = (route: Route) =>
  (route.work === 'write' && route.secret !== true && route.access !== 'public') || route.isKnownByItsId === true

const isConditional = (route: Route) => route.cache !== undefined || route.answersNotModified === true

function whoMayAsk({ access }: Route): Text {
  if (access === 'public') return text('Tout le monde peut le demander.', 'Everyone may ask.')
  if (access === 'authenticated') return text('Qui est connecté peut le demander.', 'Whoever is signed in may ask.')
  return text(`Permission\u00a0: \`${access}\`.`, `Permission: \`${access}\`.`)
}

const contextOf = (route: Route, manner: Manner, isRequest: boolean): ExampleContext => ({
  values: manner.examples,
  holder: route.tag,
  isRequest,
})

function describeParameters(route: Route, manner: Manner): unknown[] {
  const shared = [
    ...(isRepeatable(route) ? ['Idempotency'] : []),
    ...(isConditional(route) ? ['IfNoneMatch'] : []),
    'Language',
  ]
  return [
    ...describePlaces(route, route.params as Schema | undefined, 'path', manner),
    ...describePlaces(route, route.query as Schema | undefined, 'query', manner),
    ...shared.map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ]
}

/** A parameter that need not be given has no example: the page would send it, and narrow what it shows. */
function describePlaces(route: Route, schema: Schema | undefined, place: 'path' | 'query', manner: Manner): unknown[] {
  const context = contextOf(route, manner, true)
  return Object.entries(schema?.properties ?? {}).map(([name, part]) => {
    const isRequired = place === 'path' || (schema?.required ?? []).includes(name)
    const { description, examples: _examples, ...cleaned } = cleanSchema(part, manner.language)
    return {
      name,
      in: place,
      required: isRequired,
      ...(description !== undefined && { description }),
      schema: cleaned,
      ...(isRequired && { example: exampleOf(part, context, name) }),
    }
  })
}

function describeBody(route: Route, manner: Manner): unknown {
  if (route.acceptsFiles !== undefined) return describeParts(route, route.acceptsFiles, manner)
  if (route.body === undefined) return undefined
  const media = {
    schema: manner.schemas.refer(route.body),
    example: exampleOf(route.body as Schema, contextOf(route, manner, true)),
  }
  const content = { [JSON_TYPE]: media, ...(route.acceptsMessagePack && { [MESSAGE_PACK]: { schema: media.schema } }) }
  return { required: route.isBodyOptional !== true, content }
}

/** The fields of a multipart body, and its files. */
function describeParts(route: Route, { field, maxFiles, ...limits }: FilesRule, { language }: Manner): unknown {
  const { maxBytesEach, maxBytesTotal } = limits
  const limit = text(
    `Au plus ${maxBytesEach} octets chacun, ${maxBytesTotal} ensemble.`,
    `At most ${maxBytesEach} bytes each, ${maxBytesTotal} together.`,
  )
  const fields = cleanSchema(route.body ?? Strict({}), language)
  const file = { type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' }
  const files = { type: 'array', minItems: 1, maxItems: maxFiles, items: file }
  const property = { ...(maxFiles === 1 ? file : files), description: limit[language] }
  const required = Array.isArray(fields.required) ? fields.required : []
  const shown = Object.entries<FormField>(Object(fields.properties)).map(([name, each]) => [
    name,
    required.includes(name) ? each : leftEmpty(each),
  ])
  const properties = { ...Object.fromEntries(shown), [field]: property }
  const schema = { ...fields, properties, required: [...required, field] }
  return { required: true, content: { [MULTIPART]: { schema } } }
}

type FormField = Readonly<Record<string, unknown>> & { readonly type?: unknown; readonly enum?: readonly unknown[] }

/** Forms are filled in from the schema: an optional field begins empty, which says nothing, and not with a made-up word. */
function leftEmpty(field: FormField): FormField {
  const types = [field.type].flat()
  if (types.includes('boolean')) return { ...field, default: false }
  if (types.includes('object')) return { ...field, default: {} }
  if (field.enum !== undefined) return { ...field, enum: ['', ...field.enum], default: '' }
  return types.includes('string') ? { ...field, default: '' } : field
}

const SUCCESS = text('Réussi.', 'Success.')
const RECORDED_BEFORE = text(
  'Enregistré auparavant\u00a0: la première réponse, à nouveau.',
  'Recorded before: the first answer again.',
)
const NOT_CHANGED = text('Inchangé depuis l’ETag donné.', 'Not changed since the ETag that was given.')

function describeSuccess(route: Route, manner: Manner): Record<string, unknown> {
  const { language } = manner
  const status = route.status ?? 200
  const content = describeContents(route, manner)
  const headers = {
    ...STANDARD_HEADERS,
    ...(isRepeatable(route) && { 'Idempotent-Replayed': { $ref: '#/components/headers/IdempotentReplayed' } }),
    ...(isConditional(route) && { ETag: { $ref: '#/components/headers/ETag' } }),
  }
  const description = route.message?.[language] ?? SUCCESS[language]
  return {
    [status]: { description, headers, content },
    ...(route.isKnownByItsId === true && { 200: { description: RECORDED_BEFORE[language], headers, content } }),
    ...(isConditional(route) && { 304: { description: NOT_CHANGED[language], headers } }),
  }
}

/** JSON in its envelope; MessagePack of the same for a read; and what a route answers as it is. */
function describeContents(route: Route, manner: Manner): Record<string, unknown> {
  const types = route.contentTypes ?? [JSON_TYPE]
  const contents: Record<string, unknown> = {}
  for (const type of types) {
    const isEnvelope = type.startsWith(JSON_TYPE)
    if (isEnvelope) contents[type] = describeEnvelope(route, manner)
    else contents[type] = { ...describeRaw(route, type, manner), ...describeItems(route, manner) }
    if (isEnvelope && route.work === 'read') contents[MESSAGE_PACK] = { schema: envelopeSchema(route, manner) }
  }
  return contents
}

/** Texts have an example; bytes are described by their type alone. */
function describeRaw(route: Route, type: string, manner: Manner): object {
  if (!type.startsWith('text/')) return { schema: { type: 'string', format: 'binary' } }
  const forms = formsOf(route.response as Schema)
  const form = forms.find((part) => part.type === 'string') ?? { type: 'string' }
  const example = exampleOf(form, contextOf(route, manner, false))
  return { schema: { type: 'string' }, example }
}

/** What a stream is made of, for as long as it stays open: OpenAPI 3.2 has a word of its own for it. */
function describeItems(route: Route, { schemas }: Manner): object {
  if (route.staysOpen !== true) return {}
  const items = formsOf(route.response as Schema).filter((form) => form.type !== 'string')
  return { 'x-itemSchema': { oneOf: items.map((item) => schemas.refer(item)) } }
}

/** The schema of `data` where it is JSON: a route that also answers texts says both. */
function dataSchema(route: Route): Schema {
  const schema = route.response as Schema
  if (route.contentTypes === undefined) return schema
  return formsOf(schema).find((form) => form.type !== 'string') ?? schema
}

const formsOf = (schema: Schema): readonly Schema[] => schema.anyOf ?? [schema]

/** A list that walks answers `meta`. */
const isList = (route: Route): boolean =>
  (route.response as Schema).type === 'array' && 'cursor' in ((route.query as Schema | undefined)?.properties ?? {})

function envelopeSchema(route: Route, { schemas }: Manner): unknown {
  const meta = {
    anyOf: [{ $ref: '#/components/schemas/NumberedPage' }, { $ref: '#/components/schemas/WalkedPage' }],
  }
  const hasMeta = isList(route)
  const properties = {
    success: { const: true },
    data: schemas.refer(dataSchema(route)),
    ...(hasMeta && { meta }),
    message: { type: 'string' },
  }
  const required = [
    'success',
    'data',
    ...(hasMeta ? ['meta'] : []),
    // An outcome may bring a message of its own.
    ...(route.message === undefined ? [] : ['message']),
  ]
  return { type: 'object', required, properties }
}

function describeEnvelope(route: Route, manner: Manner): unknown {
  const data = exampleOf(dataSchema(route), contextOf(route, manner, false))
  const example = {
    success: true,
    data,
    ...(isList(route) && { meta: { current_page: 1, last_page: 1, per_page: 15, total: 1 } }),
    ...(route.message !== undefined && { message: route.message[manner.language] }),
  }
  return { schema: envelopeSchema(route, manner), example }
}
