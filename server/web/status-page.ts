import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../platform/config.ts'
import { escapeHtml } from '../platform/escape-html.ts'
import { LANGUAGES, type Language, languageOf, type Text } from '../platform/text.ts'
import { STYLE_SHEET } from './status-style.ts'

/** What the API says of itself; undefined parts when it did not answer. */
export type ApiState = { isUp: boolean; version: string; parts: readonly { name: string; state: PartState }[] }
/** A part that is off was not asked for: nothing is wrong. */
type PartState = 'up' | 'down' | 'off'

const healthTimeoutMs = 1_500

const words = {
  title: { fr: 'Comptoir', en: 'Comptoir' },
  lead: {
    fr: 'Caisses, stock, catalogue et rapports d’une chaîne de magasins.',
    en: 'Tills, stock, catalogue and reports for a chain of shops.',
  },
  running: { fr: 'Ce qui tourne', en: 'What is running' },
  web: { fr: 'Application web', en: 'Web application' },
  api: { fr: 'API', en: 'API' },
  up: { fr: 'en marche', en: 'running' },
  down: { fr: 'ne répond pas', en: 'does not answer' },
  off: { fr: 'non utilisé', en: 'not used' },
  version: { fr: 'version', en: 'version' },
  documentation: { fr: 'Documentation', en: 'Documentation' },
  explore: { fr: 'Essayer l’API (Swagger UI)', en: 'Try the API (Swagger UI)' },
  read: { fr: 'Lire la référence (ReDoc)', en: 'Read the reference (ReDoc)' },
  schema: { fr: 'Description OpenAPI, pour les programmes', en: 'OpenAPI description, for programs' },
  downHint: {
    fr: 'L’API ne répond pas à l’adresse prévue (variable API_BASE_URL). Ses messages sont dans le dossier « logs » des données.',
    en: 'The API does not answer at the expected address (variable API_BASE_URL). Its messages are in the “logs” folder of the data.',
  },
  other: { fr: 'English', en: 'Français' },
} satisfies Record<string, Text>

/** Names of the API's parts, as a reader calls them. */
const partNames: Record<string, Text> = {
  database: { fr: 'Base de données', en: 'Database' },
  cache: { fr: 'Cache', en: 'Cache' },
  redis: { fr: 'Cache partagé (Redis)', en: 'Shared cache (Redis)' },
  worker: { fr: 'Tâches de fond', en: 'Background jobs' },
}

/** Beside the colour and the words, so that none of them is the only signal. */
const marks: Record<PartState, string> = { up: '●', down: '○', off: '–' }

/** Of pages that hold no script. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The page that says what is running, at `/status`, and its style sheet. No script stands in it. */
export function registerStatusPage(app: FastifyInstance, config: Config, version: string): void {
  app.get('/status', async (request, reply) => {
    const language = chooseLanguage(request)
    const state = await askApi(config.apiBaseUrl)
    reply.type('text/html; charset=utf-8').header('vary', 'accept-language').header('cache-control', 'no-store')
    reply.header('content-security-policy', PAGE_POLICY)
    return renderPage(language, { version, state, apiAddress: publicApiAddress(config, request) })
  })
  app.get('/status.css', async (_request, reply) => {
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600')
    return STYLE_SHEET
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** The link at the foot of the page wins over the browser's preference; French when neither says anything. */
function chooseLanguage(request: FastifyRequest): Language {
  const asked = isRecord(request.query) ? request.query.lang : undefined
  return LANGUAGES.find((language) => language === asked) ?? languageOf(request.headers['accept-language'])
}

/** The API as the reader's browser reaches it: the configured address, or this machine under the name they used. */
function publicApiAddress(config: Config, request: FastifyRequest): string {
  const isLocal = config.apiBaseUrl === `http://127.0.0.1:${config.apiPort}`
  if (!isLocal) return config.apiBaseUrl
  const host = /^[\w.-]+$|^\[[\da-f:]+\]$/i.test(request.hostname) ? request.hostname : 'localhost'
  return `http://${host}:${config.apiPort}`
}

/** Asks the API how it is. It never throws: an API that is down is what the page is there to say. */
export async function askApi(baseUrl: string): Promise<ApiState> {
  try {
    const response = await fetch(`${baseUrl}/health`, { signal: AbortSignal.timeout(healthTimeoutMs) })
    const body: unknown = await response.json()
    const found = isRecord(body) && isRecord(body.data) ? body.data : body
    const parts = isRecord(found) && isRecord(found.parts) ? found.parts : {}
    const version = isRecord(found) && typeof found.version === 'string' ? found.version : ''
    return {
      isUp: response.ok,
      version,
      parts: Object.entries(parts).map(([name, part]) => ({ name, state: readPartState(part) })),
    }
  } catch {
    return { isUp: false, version: '', parts: [] }
  }
}

function readPartState(part: unknown): PartState {
  const status = isRecord(part) ? part.status : part
  return status === 'up' || status === 'off' ? status : 'down'
}

type PageContent = { version: string; state: ApiState; apiAddress: string }

/** Writes the page. It holds no script; every text from elsewhere is escaped. */
export function renderPage(language: Language, { version, state, apiAddress }: PageContent): string {
  const say = (key: keyof typeof words) => escapeHtml(words[key][language])
  const other = language === 'fr' ? 'en' : 'fr'
  const status = (state: PartState) => `<span class="${state}">${marks[state]} ${say(state)}</span>`
  const row = (name: string, state: PartState, note = '') =>
    `<div><dt>${escapeHtml(name)}${note === '' ? '' : ` <small>${escapeHtml(note)}</small>`}</dt><dd>${status(state)}</dd></div>`
  const noteOf = (value: string) => (value === '' ? '' : `${words.version[language]} ${value}`)
  const parts = state.parts.map((part) => row(partNames[part.name]?.[language] ?? part.name, part.state))
  const link = (path: string, key: keyof typeof words) =>
    `<li><a href="${escapeHtml(apiAddress + path)}">${say(key)}</a></li>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('title')}</title>
<link rel="stylesheet" href="/status.css">
</head>
<body>
<main>
<h1>${say('title')}</h1>
<p class="lead">${say('lead')}</p>
<h2>${say('running')}</h2>
<dl>
${[row(words.web[language], 'up', noteOf(version)), row(words.api[language], state.isUp ? 'up' : 'down', noteOf(state.version)), ...parts].join('\n')}
</dl>
${state.isUp ? '' : `<p class="hint" role="status">${say('downHint')}</p>`}
<h2>${say('documentation')}</h2>
<ul>
${[link('/docs', 'explore'), link('/redoc', 'read'), link('/openapi.json', 'schema')].join('\n')}
</ul>
</main>
<footer><a href="/status?lang=${other}" hreflang="${other}" lang="${other}">${say('other')}</a></footer>
</body>
</html>
`
}
