import { type Filling, fill, type Text, text } from './text.ts'

/** What a code answers: its HTTP status and the sentence for the reader, in both languages. */
export type ErrorDefinition = Text & { readonly status: number }

/** Messages per field, by dotted path (`lines.0.quantity`). */
export type FieldErrors = Record<string, Text[]>

export type ErrorOptions = {
  fields?: Record<string, Text>
  /** Values for the {places} of the sentence. */
  values?: Record<string, Filling>
  retryAfterSeconds?: number
  /** Sent with the refusal, such as the state of a rate limit. */
  headers?: Record<string, string>
}

/** A refusal that the caller may read. Anything else that is thrown is a fault of ours and answers 500. */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly text: Text
  readonly fields: FieldErrors
  readonly retryAfterSeconds: number | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(code: string, definition: ErrorDefinition, options: ErrorOptions = {}) {
    super(`${code}: ${definition.en}`)
    this.code = code
    this.status = definition.status
    this.text = fill(definition, options.values ?? {})
    this.fields = {}
    for (const [path, message] of Object.entries(options.fields ?? {})) {
      // Not an assignment, which a field named `__proto__` would turn into something else.
      Object.defineProperty(this.fields, path, {
        value: [message],
        enumerable: true,
        writable: true,
        configurable: true,
      })
    }
    this.retryAfterSeconds = options.retryAfterSeconds
    this.headers = options.headers ?? {}
  }
}

/** Makes the error of one code, and knows its code and its words, so that a route can say what it may answer. */
export type ErrorFactory = ((options?: ErrorOptions) => AppError) & {
  readonly code: string
  readonly definition: ErrorDefinition
}

/**
 * Turns a room's table of codes into functions that make the errors: `throw salesErrors.duplicate_id()`.
 * The table is the one place where a code meets its status and its words.
 */
export function defineErrors<const Table extends Record<string, ErrorDefinition>>(
  table: Table,
): { readonly [Code in keyof Table]: ErrorFactory } & { readonly definitions: Table } {
  const factories: Record<string, ErrorFactory> = {}
  for (const [code, definition] of Object.entries(table)) {
    const make = (options?: ErrorOptions) => new AppError(code, definition, options)
    factories[code] = Object.assign(make, { code, definition })
  }
  return { ...factories, definitions: table } as never
}

export const platformErrors = defineErrors({
  unreadable_json: {
    status: 400,
    fr: 'Le corps de la requête n’est pas du JSON lisible',
    en: 'The request body is not readable JSON',
  },
  unreadable_multipart: {
    status: 400,
    fr: 'Le corps multipart de la requête n’est pas lisible, ou n’est pas arrivé entier',
    en: 'The multipart body of the request is not readable, or did not arrive whole',
  },
  bad_request: { status: 400, fr: 'Requête non comprise', en: 'Request not understood' },
  bad_parameter: { status: 400, fr: 'Paramètre invalide', en: 'Invalid parameter' },
  unauthenticated: { status: 401, fr: 'Authentification requise', en: 'Authentication required' },
  invalid_signature: {
    status: 401,
    fr: 'Cette signature n’est pas celle d’un appareil inscrit',
    en: 'This signature is not that of an enrolled device',
  },
  invalid_token: {
    status: 401,
    fr: 'Ce jeton, ou cette session, est inconnu, expiré ou révoqué',
    en: 'This token or session is unknown, has expired or was revoked',
  },
  forbidden: { status: 403, fr: 'Action non autorisée', en: 'Action not allowed' },
  bad_origin: { status: 403, fr: 'Origine de la requête non autorisée', en: 'Request origin not allowed' },
  not_found: { status: 404, fr: 'Ressource non trouvée', en: 'Resource not found' },
  method_not_allowed: {
    status: 405,
    fr: 'Cette adresse n’a pas cette méthode\u00a0; elle a {methods}',
    en: 'This address does not have this method; it has {methods}',
  },
  request_timeout: {
    status: 408,
    fr: 'La requête n’est pas arrivée entière à temps',
    en: 'The request did not arrive whole in time',
  },
  conflict: { status: 409, fr: 'Conflit avec l’état actuel', en: 'Conflict with the current state' },
  idempotency_key_reused: {
    status: 409,
    fr: 'Cette clé d’idempotence a déjà servi pour une autre requête',
    en: 'This idempotency key was already used for another request',
  },
  payload_too_large: { status: 413, fr: 'Requête trop volumineuse', en: 'Request too large' },
  unsupported_media_type: { status: 415, fr: 'Type de contenu non accepté', en: 'Media type not accepted' },
  validation_failed: { status: 422, fr: 'Validation échouée', en: 'Validation failed' },
  rate_limited: {
    status: 429,
    fr: 'Trop de requêtes ; réessayez dans {seconds} s',
    en: 'Too many requests; try again in {seconds} s',
  },
  internal_error: {
    status: 500,
    fr: 'Erreur interne (requête {request_id})',
    en: 'Internal error (request {request_id})',
  },
  overloaded: {
    status: 503,
    fr: 'Trop de demandes en ce moment ; réessayez dans un instant',
    en: 'Too much is asked for at the moment; try again shortly',
  },
  not_ready: { status: 503, fr: 'Service momentanément indisponible', en: 'Service temporarily unavailable' },
})

/** 422 with a sentence per field; the usual way for a use case to refuse an input. */
export const invalid = (fields: Record<string, Text>): AppError => platformErrors.validation_failed({ fields })

/** 403 that names the permission which is wanting. */
export const lacking = (permission: string): AppError =>
  platformErrors.forbidden({
    fields: {
      permission: text(
        `Il faut la permission «\u00a0${permission}\u00a0».`,
        `This needs the permission “${permission}”.`,
      ),
    },
  })

/** 422: the record that a field names does not exist, or not for this actor. */
export const missingReference = (path: string): AppError =>
  invalid({ [path]: text('Cette référence n’existe pas.', 'This reference does not exist.') })

/** Which error a violated constraint of the schema answers, by the constraint's name. */
export type ConstraintErrors = Readonly<Record<string, () => AppError>>
