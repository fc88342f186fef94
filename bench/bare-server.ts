import Fastify from 'fastify'

/** What a path answers; `headers` beside those that Fastify adds by itself. */
export type BareAnswer = {
  readonly path: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * A Fastify route with nothing around it, in a process of its own: the limit of any answer of the same bytes. The parent
 * says which path answers what.
 */
process.once('message', async ({ path, body, headers }: BareAnswer) => {
  const app = Fastify()
  app.get(path, async (_request, reply) => reply.headers(headers).send(body))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  process.send?.(address !== null && typeof address === 'object' ? address.port : null)
})
process.once('disconnect', () => process.exit(0))
