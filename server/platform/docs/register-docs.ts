import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Route } from '../http/route.ts'
import { COMPONENTS } from './components.ts'
import { describeOperation, type Operation } from './describe-operation.ts'
import { REDOC_PAGE, REDOC_START } from './redoc-page.ts'
import { SharedSchemas } from './shared-schemas.ts'

export type DocsOptions = {
  readonly title: string
  readonly version: string
  readonly description: string
}

type Document = {
  tags?: object[]
  paths?: Record<string, Record<string, Operation & { operationId?: string }>>
  components?: object
}

/**
 * Adds `/openapi.json`, `/docs` (Swagger UI) and `/redoc`, all served from here. Call it before the routes are added.
 */
export async function registerDocs(app: FastifyInstance, options: DocsOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: options.title,
        version: options.version,
        description: options.description,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
    },
    hideUntagged: true,
    transformObject: (document) => {
      const made = 'openapiObject' in document ? document.openapiObject : document.swaggerObject
      return complete(made as Document, app.routeTable) as typeof made
    },
  })
  await app.register(addPages)
}

/** The groups of the operations, in the order in which somebody who starts needs them; the pages follow it. */
const TAGS = [
  { name: 'identity', description: 'Signing in and out; who one is. *Identité.*' },
  { name: 'tokens', description: 'Tokens for programs. *Jetons.*' },
  { name: 'sales', description: 'Tickets: sales, returns, receipts. *Ventes, retours et reçus.*' },
  { name: 'products', description: 'The catalogue. *Produits.*' },
  { name: 'product-variants', description: 'What is sold: price, SKU, barcodes. *Variantes.*' },
  { name: 'product-categories', description: 'How the catalogue is arranged. *Catégories.*' },
  { name: 'labels', description: 'Labels for shelves and articles, as PDF or for label printers. *Étiquettes.*' },
  { name: 'inventory', description: 'Stock, and every movement that explains it. *Stock.*' },
  { name: 'reports', description: 'Figures that agree with the tickets. *Rapports.*' },
  { name: 'stores', description: 'Stores and warehouses. *Magasins et entrepôts.*' },
  { name: 'registers', description: 'The registers that number the tickets. *Caisses.*' },
  { name: 'addresses', description: 'Of people and stores. *Adresses.*' },
  { name: 'taxes', description: 'Zones and classes of taxes. *Taxes.*' },
  { name: 'cache', description: 'What the API remembers of its answers. *Cache.*' },
  { name: 'operations', description: 'Health and metrics, without a token. *Exploitation.*' },
]

function complete(document: Document, table: readonly Route[]): Document {
  const routes = new Map(table.map((route) => [route.operation, route]))
  const paths: Record<string, unknown> = {}
  const shared = new SharedSchemas()
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    const described = Object.entries(operations).map(([method, operation]) => {
      const route = routes.get(operation.operationId ?? '')
      return [method, route === undefined ? describeOpen(operation) : describeOperation(operation, route, shared)]
    })
    paths[path] = Object.fromEntries(described)
  }
  const components = { ...COMPONENTS, schemas: { ...COMPONENTS.schemas, ...shared.all() } }
  return { ...document, tags: TAGS, paths: paths as NonNullable<Document['paths']>, components }
}

/** The routes that stand outside the tables answer a body of their own, about which the plugin finds nothing to say. */
const describeOpen = (operation: Operation): Operation => ({
  ...operation,
  responses: { 200: { description: 'Success.' } },
})

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

/** The bar at the top bears the maker's logo and asks for the address of another document: neither is of use here. */
const PAGE_STYLE = '.swagger-ui .topbar { display: none }'

async function addPages(scope: FastifyInstance): Promise<void> {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, isOpen: true }
  })
  scope.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', PAGE_POLICY)
  })
  scope.get('/openapi.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send(scope.swagger()))
  await scope.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: {
      deepLinking: true,
      docExpansion: 'list',
      filter: true,
      tryItOutEnabled: true,
      persistAuthorization: false,
    },
    theme: { title: 'Comptoir – API', css: [{ filename: 'theme.css', content: PAGE_STYLE }] },
  })
  const redoc = await readRedoc()
  const serve = (path: string, type: string, body: string) =>
    scope.get(path, (_request, reply) => reply.type(type).header('cache-control', 'public, max-age=3600').send(body))
  serve('/redoc', 'text/html; charset=utf-8', REDOC_PAGE)
  serve('/redoc/start.js', 'text/javascript; charset=utf-8', REDOC_START)
  serve('/redoc/redoc.standalone.js', 'text/javascript; charset=utf-8', redoc)
}

/** Its maker's logo would be fetched from the maker's site: nothing here calls outside. */
async function readRedoc(): Promise<string> {
  const path = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js')
  const bundle = await readFile(path, 'utf8')
  return bundle.replaceAll('https://cdn.redoc.ly/redoc/logo-mini.svg', 'data:,')
}
