import Fastify from 'fastify'

/**
 * A Fastify route with nothing around it, in a process of its own: the limit of any answer of the same bytes. The parent
 * says which path answers what.
 */
process.once('message', async (message: { path: string; body: string }) => {
  const app = Fastify()
  app.get(message.path, async (_request, reply) => reply.type('application/json; charset=utf-8').send(message.body))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  process.send?.(address !== null && typeof address === 'object' ? address.port : null)
})
process.once('disconnect', () => process.exit(0))
