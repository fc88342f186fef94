import { finished } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { invalid } from '../errors.ts'
import { text } from '../text.ts'
import { addressReader } from './read-address-values.ts'
import type { Received, Receiver } from './receive-files.ts'
import type { Route } from './route.ts'

type UploadRoute = RouteOptions & { handler: Handler; preValidation: PreValidation; config: { route: Route } }
type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown
type PreValidation = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void

/**
 * Adds the routes that accept files, in a scope of their own: multipart bodies are understood nowhere else, and other
 * bodies not here. A body is read once its sender is known to be allowed to send it.
 */
export function addUploadRoutes(app: FastifyInstance, routes: readonly UploadRoute[], receive: Receiver): void {
  if (routes.length === 0) return
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    await scope.register(multipart)
    for (const route of routes) {
      scope.route({
        ...route,
        preValidation: [createReading(route.config.route, receive), route.preValidation] as never,
        handler: keepingFiles(route.handler),
      })
    }
  })
}

/** The files stay for as long as the handler works on them, also when the client has left meanwhile. */
const keepingFiles =
  (handler: Handler): Handler =>
  async (request, reply) => {
    const { received } = request
    inUse.add(request)
    try {
      return await handler(request, reply)
    } finally {
      await received?.release()
    }
  }

const inUse = new WeakSet<FastifyRequest>()

function createReading(route: Route, receive: Receiver) {
  const rule = route.acceptsFiles as NonNullable<Route['acceptsFiles']>
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const received = await receive(request, rule)
    request.received = received
    // A request that is refused before its handler begins ends here.
    finished(reply.raw, () => {
      if (!inUse.has(request)) received.release().catch(() => {})
    })
    request.body = readFieldValues(route.body ?? {}, received)
  }
}

type Properties = { properties?: Record<string, { type?: string | readonly string[] }>; required?: readonly string[] }

/** An optional field that a form leaves empty says nothing. Whole numbers and booleans are read from their texts, lists and objects from their JSON. */
function readFieldValues(schema: object, { fields }: Received): Record<string, unknown> {
  const values = { ...fields }
  const { properties = {}, required = [] } = schema as Properties
  for (const name of Object.keys(properties)) if (values[name] === '' && !required.includes(name)) delete values[name]
  addressReader(schema)(values)
  for (const [name, { type }] of Object.entries(properties)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    const kinds = [type ?? []].flat()
    if (typeof value !== 'string' || !(kinds.includes('object') || kinds.includes('array'))) continue
    if (kinds.includes('string')) continue
    try {
      values[name] = JSON.parse(value)
    } catch {
      throw invalid({ [name]: text('Ce champ n’est pas du JSON lisible.', 'This field is not readable JSON.') })
    }
  }
  return values
}
