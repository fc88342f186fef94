import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { Strict } from '../http/fields.ts'
import { type Language, languageOf } from '../text.ts'
import { buildDocument, type DocumentOptions, type Found } from './build-document.ts'
import { REDOC_PAGE, REDOC_START, SWAGGER_START, SWAGGER_STYLE } from './pages.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The OpenAPI document in one language, put together anew, which takes a while. */
    openapiDocument(language: Language): ReturnType<typeof buildDocument>
  }
}

/**
 * Adds `/openapi.json`, `/docs` (Swagger UI) and `/redoc`, all served from here and in both languages. Call it before
 * the routes are added.
 */
export async function registerDocs(app: FastifyInstance, options: DocumentOptions): Promise<void> {
  let found: Found | null = null
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: options.title, version: options.version } },
    hideUntagged: true,
    transformObject: (document) => {
      const plugins = 'openapiObject' in document ? document.openapiObject : document.swaggerObject
      found = (plugins as { paths?: Found }).paths ?? {}
      return buildDocument(found, app.routeTable, 'en', options) as typeof plugins
    },
  })
  app.decorate('openapiDocument', (language: Language) => {
    app.swagger()
    return buildDocument(found ?? {}, app.routeTable, language, options)
  })
  await app.register(addPages)
}

/**
 * The pages run no script written into them; both libraries write styles at run time. Redoc searches in a worker that it
 * makes from a blob.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'worker-src blob:',
].join('; ')

const STARTER = '/docs/static/swagger-initializer.js'

async function addPages(scope: FastifyInstance): Promise<void> {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, isOpen: true }
  })
  scope.addHook('onSend', async (request, reply, payload) => {
    reply.header('content-security-policy', PAGE_POLICY)
    // The plugin's own starter knows one document in one language.
    return request.routeOptions.url === STARTER ? SWAGGER_START : payload
  })
  addDocument(scope)
  await scope.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Comptoir – API', css: [{ filename: 'theme.css', content: SWAGGER_STYLE }] },
  })
  const serve = (path: string, type: string, read: () => string | Promise<string>) =>
    scope.get(path, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(await read()),
    )
  serve('/redoc', 'text/html; charset=utf-8', () => REDOC_PAGE)
  serve('/redoc/start.js', 'text/javascript; charset=utf-8', () => REDOC_START)
  // Read when somebody looks: two megabytes that most processes never send.
  serve('/redoc/redoc.standalone.js', 'text/javascript; charset=utf-8', readRedoc)
}

/**
 * `?lang=` says the language; else the reader's, and English for a program that does not say. Everyone may ask, so it is kept
 * as it is sent: written out for each, its million and a half of characters would take twenty milliseconds of everybody's time.
 */
function addDocument(scope: FastifyInstance): void {
  const texts = new Map<Language, string>()
  const schema = { querystring: Strict({ lang: Type.Optional(Type.Enum(['fr', 'en'])) }), hide: true }
  scope.get<{ Querystring: { lang?: Language } }>('/openapi.json', { schema }, async (request, reply) => {
    const accepted = request.headers['accept-language']
    const isFrench = accepted !== undefined && /\bfr\b/i.test(accepted) && languageOf(accepted) === 'fr'
    const language = request.query.lang ?? (isFrench ? 'fr' : 'en')
    const text = texts.get(language) ?? JSON.stringify(scope.openapiDocument(language))
    texts.set(language, text)
    return reply
      .headers({ 'cache-control': 'no-cache', 'content-language': language, vary: 'accept-language' })
      .type('application/json; charset=utf-8')
      .send(text)
  })
}

/** Its maker's logo would be fetched from the maker's site: nothing here calls outside. */
async function readRedoc(): Promise<string> {
  const path = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js')
  const bundle = await readFile(path, 'utf8')
  return bundle.replaceAll('https://cdn.redoc.ly/redoc/logo-mini.svg', 'data:,')
}
