import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify'
import type { Actor } from '../actor.ts'
import type { Tx } from '../database/connect.ts'
import { type ConstraintErrors, platformErrors } from '../errors.ts'
import type { Accounting } from './account-for.ts'
import { type Admission, addAdmission, admitSigner } from './admission.ts'
import { answerError, answerUnreadable, answerUnroutable } from './answer-error.ts'
import { addBodyParsers } from './body-parsers.ts'
import { boundClients, requestBounds } from './bound-clients.ts'
import { type PageDependencies, sendKnownPage } from './cached-read.ts'
import { checkQueryEncoding } from './check-query-encoding.ts'
import { Strict } from './fields.ts'
import { createHandler, type RequestState } from './handle-route.ts'
import { addLeaving } from './leaving.ts'
import { namesKept, namesKeptInAddress, normalizeInput } from './normalize-input.ts'
import type { Received, Receiver } from './receive-files.ts'
import { MULTIPART } from './reply.ts'
import { nameRequests } from './request-id.ts'
import { addResponseHooks } from './response-hooks.ts'
import type { Route } from './route.ts'
import { createPageSender, PageForms } from './send-page.ts'
import { compileSerializer } from './serialization.ts'
import { ShortWay } from './short-way.ts'
import { traceRequests } from './trace-requests.ts'
import { addUploadRoutes } from './upload-routes.ts'
import { compileValidator, type InputPart, validationError } from './validation.ts'
import { watchMethods } from './watch-methods.ts'

declare module 'fastify' {
  interface FastifyRequest {
    state: RequestState
    /** The parts of a multipart body, until the request is answered. */
    received: Received | null
  }
  interface FastifyInstance {
    /** Every row of the rooms' tables, with its whole path. */
    routeTable: Route[]
    pageForms: PageForms
    shortWay: ShortWay
  }
  interface FastifyContextConfig {
    route?: Route
    /** Says that everyone may ask this route, which stands outside the rooms' tables (documentation, health). */
    isOpen?: true
  }
}

export type ServerOptions = Admission &
  Accounting &
  Omit<PageDependencies, 'sendPage' | 'remember'> & {
    instanceId: string
    trustedProxies: readonly string[]
    /** How long a client may let us wait for its headers, for its body, or until it reads on. */
    clientTimeoutMs: number
    /** This process remembers nobody any longer: what people may do or see has changed. */
    forgetActors(): void
    recheck(tx: Tx, actor: Actor, access: string): Promise<void>
    constraintErrors: ConstraintErrors
    /** Reads the bodies of routes that accept files. */
    receive: Receiver
    /** Every permission that exists: a route that asks for another stops the start. */
    permissions: ReadonlySet<string>
  }

const BODY_LIMIT_BYTES = 1024 * 1024

/** A Fastify instance that knows the house's ways: identity, language, envelope, errors. It has no route yet. */
export function createServer(options: ServerOptions): FastifyInstance {
  const nameRequest = nameRequests()
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    // These say for whom they ask; nobody else's word is taken for an address.
    trustProxy: [...options.trustedProxies],
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    genReqId: nameRequest,
    logger: false,
    ...requestBounds(options.clientTimeoutMs),
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    // What arrives on an open connection while we leave is still served; readiness has turned others away already.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => answerUnroutable(error, request, reply, options),
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, options.instanceId),
  })
  app.setValidatorCompiler(({ schema, httpPart }) =>
    compileValidator(schema as object, (httpPart ?? 'body') as InputPart),
  )
  app.setSerializerCompiler(({ schema }) => compileSerializer(schema))
  app.decorate('routeTable', [])
  const forms = new PageForms(options.instanceId)
  app.decorate('pageForms', forms)
  app.decorate('shortWay', new ShortWay({ ...options, forms, nameRequest }))
  app.shortWay.lead(app)
  app.decorateRequest('state')
  app.decorateRequest('received', null)
  addLeaving(app)
  addBodyParsers(app)
  boundClients(app, options.clientTimeoutMs)
  refuseUndeclaredRoutes(app)
  const methodsOf = watchMethods(app)
  traceRequests(app)
  addAdmission(app, options)
  addResponseHooks(app, options)
  app.setNotFoundHandler((request) => {
    const methods = methodsOf(request.raw.url ?? '').join(', ')
    if (methods === '') throw platformErrors.not_found()
    throw platformErrors.method_not_allowed({ values: { methods }, headers: { allow: methods } })
  })
  app.setErrorHandler((error: FastifyError | Error, request, reply) => answerError(error, request, reply, options))
  return app
}

/** Deny by default: a route says who may ask it, or the server does not start. */
function refuseUndeclaredRoutes(app: FastifyInstance): void {
  const undeclared = new Set<RouteOptions>()
  app.addHook('onRoute', (options) => {
    undeclared.add(options)
  })
  app.addHook('onReady', async () => {
    for (const { config, method, url } of undeclared) {
      if (config?.route === undefined && config?.isOpen !== true) {
        throw new Error(`${method} ${url} does not say who may ask it`)
      }
    }
  })
}

/** Adds a room's table. */
export function addRoutes(
  app: FastifyInstance,
  prefix: string,
  routes: readonly Route[],
  options: ServerOptions,
): void {
  for (const route of routes) {
    if (route.access !== 'public' && route.access !== 'authenticated' && !options.permissions.has(route.access)) {
      throw new Error(`${route.method} ${route.path} asks for “${route.access}”, which is no permission`)
    }
    app.routeTable.push({ ...route, path: prefix + route.path })
  }
  const sendPage = createPageSender(app.pageForms, options.clientTimeoutMs)
  const pages = { ...options, sendPage, remember: app.shortWay.remember }
  const described = routes.map((route) => ({ route, options: describeRoute(prefix, route, pages) }))
  for (const { route, options: row } of described) if (route.acceptsFiles === undefined) app.route(row)
  addUploadRoutes(
    app,
    described.filter(({ route }) => route.acceptsFiles !== undefined).map(({ options: row }) => row),
    options.receive,
  )
}

const describeRoute = (prefix: string, route: Route, options: ServerOptions & PageDependencies) => ({
  method: route.method,
  url: prefix + route.path,
  bodyLimit: route.bodyLimit ?? BODY_LIMIT_BYTES,
  ...(route.countsReadings === true && { exposeHeadRoute: false }),
  config: { route },
  schema: fastifySchema(route),
  ...(route.cache !== undefined && {
    onRequest: [...sendKnownPage(route, options), refuseUnknownPage(route, options)],
  }),
  preValidation: prepareInput(route),
  attachValidation: false,
  schemaErrorFormatter: (errors: unknown[], part: string) => validationError(errors as never, part as InputPart),
  handler: counted(route, options, createHandler(route, options)),
})

/** What is not there must be made, which admission has not asked about. */
const refuseUnknownPage =
  (route: Route, { shedder }: ServerOptions) =>
  (_request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void =>
    done(shedder?.refuse(route) ?? undefined)

/** Who reads a stream of events is answered for as long as they like, and keeps nobody waiting. */
function counted(route: Route, { shedder }: ServerOptions, handle: ReturnType<typeof createHandler>) {
  if (shedder === undefined || route.staysOpen === true) return handle
  return (request: FastifyRequest, reply: FastifyReply) => shedder.track(handle(request, reply))
}

function prepareInput(route: Route) {
  const bodyKeeps = namesKept(route.body)
  const queryKeeps = namesKeptInAddress(route.query)
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    try {
      // A body was seen by its parser already; a request without one is signed all the same.
      admitSigner(request, '')
      checkQueryEncoding(request.raw.url ?? '')
      if (request.body === undefined && route.isBodyOptional === true) request.body = {}
      // What was signed is taken as it is: whoever reads it looks at each record by itself.
      const isOurs = request.body !== undefined && request.state.signed === null
      if (isOurs) request.body = normalizeInput(request.body, { keeps: bodyKeeps })
      request.query = normalizeInput(request.query, { isList: true, keeps: queryKeeps })
      done()
    } catch (error) {
      done(error as Error)
    }
  }
}

/** Beside its files a body has no fields but those that are described. */
const bodyOf = (route: Route) => route.body ?? (route.acceptsFiles === undefined ? undefined : Strict({}))

function fastifySchema(route: Route) {
  const ok = {
    type: 'object',
    properties: { success: { type: 'boolean' }, data: route.response, meta: META, message: { type: 'string' } },
  }
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary.en,
    ...(route.description !== undefined && { description: route.description.en }),
    ...(route.params !== undefined && { params: route.params }),
    querystring: route.query ?? { type: 'object', properties: {}, additionalProperties: false },
    ...(route.acceptsFiles !== undefined && { consumes: [MULTIPART] }),
    ...(bodyOf(route) !== undefined && { body: bodyOf(route) }),
    // Also what was recorded before, at 200. A key that is a number would be a place in an array, of 200 empty ones each.
    response: route.contentTypes === undefined ? { '2xx': ok } : {},
  }
}

const META = {
  type: 'object',
  properties: {
    current_page: { type: 'integer' },
    last_page: { type: 'integer' },
    per_page: { type: 'integer' },
    total: { type: 'integer' },
    next_cursor: { type: ['string', 'null'] },
  },
}
