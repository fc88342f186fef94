import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Cleaner } from './database.ts'

/** What an instance has received, whole. */
export type Received = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly bytes: number
}

export type FakeInstance = {
  /** `127.0.0.1:PORT` */
  readonly address: string
  readonly received: Received[]
  /** Connections that it was ever asked to open. */
  readonly connections: () => number
  /** What it does with a request that it has received. */
  behave(how: (response: ServerResponse, request: IncomingMessage) => void): void
  /** Stops listening and cuts what is open, as a process that was killed does. */
  kill(): Promise<void>
}

/** Dies, as far as the one who asks can see, right after it has received everything. */
export const goesSilent = (response: ServerResponse): void => void response.socket?.destroy()

export const answers =
  (status: number) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end('{}')

/** What a balancer speaks to: counts what arrives, and does what a test wants of it. */
export async function fakeInstance(cleaner: Cleaner): Promise<FakeInstance> {
  const received: Received[] = []
  let connections = 0
  let behavior: (response: ServerResponse, request: IncomingMessage) => void = answers(200)
  const server: Server = createServer(async (request, response) => {
    try {
      const { length } = await buffer(request)
      received.push({
        method: String(request.method),
        url: String(request.url),
        headers: request.headers,
        bytes: length,
      })
      behavior(response, request)
    } catch {
      response.destroy()
    }
  })
  server.on('connection', () => {
    connections += 1
  })
  server.keepAliveTimeout = 72_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const kill = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  cleaner.after(kill)
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    connections: () => connections,
    behave(how) {
      behavior = how
    },
    kill,
  }
}
