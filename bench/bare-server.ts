import { parentPort, workerData } from 'node:worker_threads'
import Fastify from 'fastify'

/** A Fastify route with nothing around it: the limit of any answer of the same bytes. */
const { path, body } = workerData as { path: string; body: string }
const app = Fastify()
app.get(path, async (_request, reply) => reply.type('application/json; charset=utf-8').send(body))
await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
parentPort?.postMessage(address !== null && typeof address === 'object' ? address.port : null)
