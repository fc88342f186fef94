import { SESSION_COOKIE } from '../http/credentials.ts'

const REFUSALS: Readonly<Record<string, readonly [code: string, error: string, description: string]>> = {
  BadRequest: ['bad_parameter', 'Paramètre invalide', 'Unreadable JSON, or a parameter of the wrong type.'],
  Unauthenticated: ['unauthenticated', 'Authentification requise', 'No token, or one that is not valid (any more).'],
  Forbidden: ['forbidden', 'Action non autorisée', 'The permission is missing.'],
  NotFound: ['not_found', 'Ressource non trouvée', 'Not there, deleted, or another store’s.'],
  Conflict: ['conflict', 'Conflit avec l’état actuel', 'Conflict of state, of uniqueness, or of an idempotency key.'],
  TooLarge: ['payload_too_large', 'Requête trop volumineuse', 'The body is too large.'],
  UnsupportedMediaType: ['unsupported_media_type', 'Type de contenu non accepté', 'The media type is not accepted.'],
  Invalid: ['validation_failed', 'Validation échouée', 'Well-formed but invalid; `errors` says what, by field.'],
  InternalError: ['internal_error', 'Erreur interne', 'A fault of ours; give the request id to whoever runs Comptoir.'],
  NotReady: ['not_ready', 'Service momentanément indisponible', 'Try again after `Retry-After` seconds.'],
}

function describeRefusal(name: string) {
  const [code, error, description] = REFUSALS[name] ?? ['', '', '']
  const errors = name === 'Invalid' && { errors: { name: ['Le nom du produit est obligatoire.'] } }
  const example = { success: false, error, code, ...errors }
  return {
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' }, example } },
  }
}

const string = { type: 'string' } as const

/** What all operations share. */
export const COMPONENTS = {
  securitySchemes: {
    bearer: { type: 'http', scheme: 'bearer', description: 'A personal access token (see `POST /login`).' },
    apiToken: {
      type: 'apiKey',
      in: 'header',
      name: 'X-API-Token',
      description: 'The same token, in a header of its own.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: SESSION_COOKIE,
      description: 'The session of the web application; writes also need an `Origin` of its own.',
    },
  },
  schemas: {
    Error: {
      type: 'object',
      description:
        'Every refusal. `error` is for people (French, or English with `Accept-Language: en`), `code` for programs.',
      required: ['success', 'error', 'code'],
      properties: {
        success: { const: false },
        error: string,
        code: string,
        errors: {
          type: 'object',
          description: 'Messages by field, with dotted paths: `lines.0.quantity`.',
          additionalProperties: { type: 'array', items: string },
        },
      },
    },
  },
  responses: Object.fromEntries(Object.keys(REFUSALS).map((name) => [name, describeRefusal(name)])),
  parameters: {
    Idempotency: {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'Sent twice with one key, the write happens once; the second answer is the first (kept 30 days).',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
  },
  headers: {
    RequestId: { description: 'The `X-Request-Id` that was sent, or a new one.', schema: string },
    InstanceId: { description: 'Which instance answered.', schema: string },
    ResponseTime: { description: 'Milliseconds.', schema: string },
  },
}
