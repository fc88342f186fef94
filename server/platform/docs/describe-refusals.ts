import { type ErrorFactory, platformErrors } from '../errors.ts'
import type { Route } from '../http/route.ts'
import { fill, type Language, type Text, text } from '../text.ts'

type Refusal = { readonly name: string; readonly description: Text; readonly errors: readonly ErrorFactory[] }

/** What a route may answer whatever it does, by status: the request path refuses it before or around the use case. */
const REFUSALS: Readonly<Record<number, Refusal>> = {
  400: {
    name: 'BadRequest',
    description: text(
      'JSON illisible, ou paramètre du mauvais type.',
      'Unreadable JSON, or a parameter of the wrong type.',
    ),
    errors: [platformErrors.bad_parameter, platformErrors.bad_request, platformErrors.unreadable_json],
  },
  401: {
    name: 'Unauthenticated',
    description: text('Pas de jeton, ou il n’est plus valable.', 'No token, or one that is not valid (any more).'),
    errors: [platformErrors.unauthenticated, platformErrors.invalid_token],
  },
  403: {
    name: 'Forbidden',
    description: text(
      'La permission manque, ou l’écriture d’une session vient d’un autre site.',
      'The permission is missing, or a session’s write comes from another site.',
    ),
    errors: [platformErrors.forbidden, platformErrors.bad_origin],
  },
  404: {
    name: 'NotFound',
    description: text(
      'Absent, supprimé, ou d’un magasin où l’on n’agit pas.',
      'Not there, deleted, or of a store in which one does not act.',
    ),
    errors: [platformErrors.not_found],
  },
  408: {
    name: 'TooSlow',
    description: text('Le corps n’est pas arrivé entier à temps.', 'The body did not arrive whole in time.'),
    errors: [platformErrors.request_timeout],
  },
  409: {
    name: 'Conflict',
    description: text(
      'Un conflit avec ce qui est là, ou une clé d’idempotence qui a servi pour autre chose.',
      'A conflict with what is there, or an idempotency key that was used for something else.',
    ),
    errors: [platformErrors.conflict, platformErrors.idempotency_key_reused],
  },
  413: {
    name: 'TooLarge',
    description: text('Le corps est trop grand.', 'The body is too large.'),
    errors: [platformErrors.payload_too_large],
  },
  415: {
    name: 'UnsupportedMediaType',
    description: text(
      'Ce type de contenu n’est pas accepté\u00a0; `errors` dit lesquels le sont.',
      'The media type is not accepted; `errors` says which ones are.',
    ),
    errors: [platformErrors.unsupported_media_type],
  },
  422: {
    name: 'Invalid',
    description: text(
      'Bien formé mais faux\u00a0; `errors` dit quoi, par champ.',
      'Well-formed but invalid; `errors` says what, by field.',
    ),
    errors: [platformErrors.validation_failed],
  },
  429: {
    name: 'TooManyRequests',
    description: text(
      'Trop de requêtes, ou de tentatives\u00a0; revenez après `Retry-After` secondes. `RateLimit` dit ce qui reste, `RateLimit-Policy` les limites.',
      'Too many requests, or attempts; come back after `Retry-After` seconds. `RateLimit` says what is left, `RateLimit-Policy` the limits.',
    ),
    errors: [platformErrors.rate_limited],
  },
  500: {
    name: 'InternalError',
    description: text(
      'Une faute de Comptoir\u00a0; donnez l’identifiant de la requête à qui l’exploite.',
      'A fault of ours; give the request id to whoever runs Comptoir.',
    ),
    errors: [platformErrors.internal_error],
  },
  503: {
    name: 'NotReady',
    description: text('Réessayez après `Retry-After` secondes.', 'Try again after `Retry-After` seconds.'),
    errors: [platformErrors.not_ready, platformErrors.overloaded],
  },
}

/** The statuses of REFUSALS that a route may answer beside its own. */
function commonStatuses(route: Route): number[] {
  const isGuarded = route.access !== 'public'
  const isWrite = route.work !== 'read'
  const hasBody = route.method !== 'GET'
  const asked: Readonly<Record<number, boolean>> = {
    400: true,
    401: isGuarded,
    403: isGuarded && (hasBody || route.access !== 'authenticated'),
    404: route.params !== undefined,
    408: hasBody,
    409: isWrite,
    413: hasBody,
    415: hasBody,
    422: true,
    429: true,
    500: true,
    503: true,
  }
  return Object.keys(asked)
    .map(Number)
    .filter((status) => asked[status])
}

/** Every error that a route may answer, those of its kind and its own, by status. */
export function errorsOf(route: Route): Map<number, readonly ErrorFactory[]> {
  const found = new Map<number, readonly ErrorFactory[]>()
  for (const status of commonStatuses(route)) found.set(status, REFUSALS[status]?.errors ?? [])
  const ofUploads = route.acceptsFiles === undefined ? [] : [platformErrors.unreadable_multipart]
  for (const error of [...ofUploads, ...(route.errors ?? [])]) {
    const { status } = error.definition
    const known = found.get(status) ?? []
    if (!known.includes(error)) found.set(status, [...known, error])
  }
  return new Map([...found].sort(([one], [other]) => one - other))
}

/** The refusals of one operation; a status that says nothing of its own is a reference to what all routes say. */
export function describeRefusals(route: Route, language: Language): Record<string, unknown> {
  const described: Record<string, unknown> = {}
  for (const [status, errors] of errorsOf(route)) {
    const common = REFUSALS[status]
    const isCommon = common !== undefined && errors.every((error) => common.errors.includes(error))
    described[status] = isCommon
      ? { $ref: `#/components/responses/${common.name}` }
      : describeRefusal(status, common?.description[language] ?? '', errors, language)
  }
  return described
}

/** What the operations refer to. */
export const sharedRefusals = (language: Language): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, { name, description, errors }]) => [
      name,
      describeRefusal(Number(status), description[language], errors, language),
    ]),
  )

/** An example of each code's answer, which the refusals refer to. */
export function errorExamples(routes: readonly Route[], language: Language): Record<string, unknown> {
  const errors = new Map<string, ErrorFactory>()
  for (const route of routes) {
    for (const error of [...errorsOf(route).values()].flat()) errors.set(error.code, error)
  }
  const sorted = [...errors.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
  return Object.fromEntries(sorted.map((error) => [error.code, exampleOfError(error, language)]))
}

const BY_FIELD: Readonly<Record<Language, string>> = {
  fr: 'Le nom du produit est obligatoire.',
  en: 'The product name is required.',
}

const EXAMPLE_REQUEST = '6f2a4c1e-93b7-4d0a-8f51-2b7c9e0d4a36'

function exampleOfError({ code, definition: template }: ErrorFactory, language: Language) {
  const definition = fill(template, { request_id: EXAMPLE_REQUEST, seconds: 12 })
  const errors = code === platformErrors.validation_failed.code && { errors: { name: [BY_FIELD[language]] } }
  return {
    summary: definition[language],
    description:
      language === 'fr' ? `En anglais\u00a0: “${definition.en}”` : `In French: «\u00a0${definition.fr}\u00a0»`,
    value: { success: false, error: definition[language], code, ...errors },
  }
}

const LIMITS = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
}

function describeRefusal(
  status: number,
  description: string,
  errors: readonly ErrorFactory[],
  language: Language,
): Record<string, unknown> {
  const lines = errors.map(
    ({ code, definition }) => `- \`${code}\`${language === 'fr' ? '\u00a0' : ''}: ${definition[language]}.`,
  )
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Error' },
      { type: 'object', properties: { code: { type: 'string', enum: errors.map(({ code }) => code) } } },
    ],
  }
  const examples = Object.fromEntries(errors.map(({ code }) => [code, { $ref: `#/components/examples/${code}` }]))
  const waits = status === 429 || status === 503
  return {
    description: [description, lines.join('\n')].filter((part) => part !== '').join('\n\n'),
    ...(waits && {
      headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' }, ...(status === 429 && LIMITS) },
    }),
    content: { 'application/json': { schema, examples } },
  }
}

/** What every answer carries; the refusals too, where it is not repeated. */
export const STANDARD_HEADERS = {
  'X-Request-Id': { $ref: '#/components/headers/RequestId' },
  'X-Instance-Id': { $ref: '#/components/headers/InstanceId' },
  'X-Response-Time': { $ref: '#/components/headers/ResponseTime' },
}
