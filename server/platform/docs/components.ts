import { SESSION_COOKIE } from '../http/credentials.ts'
import type { Route } from '../http/route.ts'
import { type Language, type Text, text } from '../text.ts'
import { errorExamples, sharedRefusals } from './describe-refusals.ts'

const SECURITY = {
  bearer: text('Un jeton d’accès personnel (voir `POST /login`).', 'A personal access token (see `POST /login`).'),
  apiToken: text('Le même jeton, dans un en-tête à lui.', 'The same token, in a header of its own.'),
  session: text(
    'La session de l’application web\u00a0; les écritures demandent aussi une `Origin` qui est la sienne.',
    'The session of the web application; writes also need an `Origin` of its own.',
  ),
  device: text(
    '`Device <id>:<ms>:<signature>`\u00a0: la signature Ed25519 d’un appareil inscrit, en base64url, sur méthode, chemin, millisecondes et SHA-256 du corps en hexadécimal, séparés par des sauts de ligne.',
    '`Device <id>:<ms>:<signature>`: the Ed25519 signature of an enrolled device, in base64url, over method, path, milliseconds and the SHA-256 of the body in hexadecimal, separated by line feeds.',
  ),
}

const WORDS = {
  error: text(
    'Chaque refus. `error` s’adresse aux personnes (en français, ou en anglais avec `Accept-Language: en`), `code` aux programmes.',
    'Every refusal. `error` is for people (French, or English with `Accept-Language: en`), `code` for programs.',
  ),
  errors: text(
    'Les messages par champ, avec des chemins à points\u00a0: `lines.0.quantity`.',
    'Messages by field, with dotted paths: `lines.0.quantity`.',
  ),
  numberedPage: text('Une page par numéro.', 'A page by number.'),
  walkedPage: text(
    'Une page d’un parcours\u00a0: `next_cursor` mène à la suivante, `null` en marque la fin.',
    'A page of a walk: `next_cursor` leads to the next one, `null` marks its end.',
  ),
  idempotency: text(
    'Envoyée deux fois avec la même clé, l’écriture n’a lieu qu’une fois\u00a0; la seconde réponse est la première (gardée 30 jours).',
    'Sent twice with one key, the write happens once; the second answer is the first (kept 30 days).',
  ),
  language: text('La langue des messages et des noms.', 'The language of messages and names.'),
  ifNoneMatch: text(
    'L’`ETag` d’une page déjà lue\u00a0: 304 si elle n’a pas changé.',
    'The `ETag` of a page read before: 304 when it has not changed.',
  ),
  requestId: text('Le `X-Request-Id` envoyé, ou un nouveau.', 'The `X-Request-Id` that was sent, or a new one.'),
  instanceId: text('L’instance qui a répondu.', 'Which instance answered.'),
  responseTime: text('Millisecondes.', 'Milliseconds.'),
  retryAfter: text('Secondes à attendre.', 'Seconds to wait.'),
  rateLimit: text(
    'Par limite en vigueur\u00a0: combien de requêtes restent (`r`), et dans combien de secondes la minute finit (`t`)\u00a0; `"user";r=59990;t=42`.',
    'By limit in force: how many requests are left (`r`), and in how many seconds the minute ends (`t`); `"user";r=59990;t=42`.',
  ),
  rateLimitPolicy: text(
    'Les limites en vigueur\u00a0: combien de requêtes (`q`) en combien de secondes (`w`)\u00a0; `"user";q=60000;w=60`.',
    'The limits in force: how many requests (`q`) in how many seconds (`w`); `"user";q=60000;w=60`.',
  ),
  replayed: text('`true` quand la réponse est celle d’avant.', '`true` when the answer is that of before.'),
  etag: text('La version de la page, pour `If-None-Match`.', 'The page’s version, for `If-None-Match`.'),
} satisfies Record<string, Text>

const string = { type: 'string' } as const
const count = { type: 'integer', minimum: 0 } as const

/** What all operations share. */
export function makeComponents(routes: readonly Route[], schemas: Record<string, unknown>, language: Language) {
  const say = (word: keyof typeof WORDS) => WORDS[word][language]
  return {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: SECURITY.bearer[language] },
      apiToken: { type: 'apiKey', in: 'header', name: 'X-API-Token', description: SECURITY.apiToken[language] },
      session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: SECURITY.session[language] },
      device: { type: 'apiKey', in: 'header', name: 'Authorization', description: SECURITY.device[language] },
    },
    schemas: { Error: errorSchema(language), ...pageSchemas(language), ...schemas },
    responses: sharedRefusals(language),
    examples: errorExamples(routes, language),
    parameters: {
      Idempotency: {
        name: 'Idempotency-Key',
        in: 'header',
        description: say('idempotency'),
        schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
      },
      Language: {
        name: 'Accept-Language',
        in: 'header',
        description: say('language'),
        schema: { type: 'string', enum: ['fr', 'en'], default: 'fr' },
        // What the page of the documentation sends.
        example: language,
      },
      IfNoneMatch: { name: 'If-None-Match', in: 'header', description: say('ifNoneMatch'), schema: string },
    },
    headers: {
      RequestId: { description: say('requestId'), schema: string },
      InstanceId: { description: say('instanceId'), schema: string },
      ResponseTime: { description: say('responseTime'), schema: string },
      RetryAfter: { description: say('retryAfter'), schema: count },
      RateLimit: { description: say('rateLimit'), schema: string },
      RateLimitPolicy: { description: say('rateLimitPolicy'), schema: string },
      IdempotentReplayed: { description: say('replayed'), schema: { type: 'string', enum: ['true'] } },
      ETag: { description: say('etag'), schema: string },
    },
  }
}

const errorSchema = (language: Language) => ({
  type: 'object',
  description: WORDS.error[language],
  required: ['success', 'error', 'code'],
  properties: {
    success: { const: false },
    error: string,
    code: string,
    errors: {
      type: 'object',
      description: WORDS.errors[language],
      additionalProperties: { type: 'array', items: string },
    },
  },
})

const pageSchemas = (language: Language) => ({
  NumberedPage: {
    type: 'object',
    description: WORDS.numberedPage[language],
    required: ['current_page', 'last_page', 'per_page', 'total'],
    properties: { current_page: count, last_page: count, per_page: count, total: count },
    additionalProperties: false,
  },
  WalkedPage: {
    type: 'object',
    description: WORDS.walkedPage[language],
    required: ['next_cursor', 'per_page'],
    properties: { next_cursor: { type: ['string', 'null'] }, per_page: count },
    additionalProperties: false,
  },
})
