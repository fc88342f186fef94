import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

/**
 * `through`: as it is. `cut`: nothing comes through. `rough`: of what a till delivers some is lost on its way, some is
 * answered and the answer is lost, some arrives twice.
 */
export type Network = 'through' | 'cut' | 'rough'

export type RoughProxy = {
  readonly address: string
  network: Network
  /** What became of the deliveries, for a test to see that it was rough. */
  readonly counts: Record<'passed' | 'lost' | 'unanswered' | 'twice', number>
  close(): Promise<void>
}

type Options = {
  /** Where the API, or the web server before it, answers. */
  readonly upstream: string
  /** Files of its own: by the beginning of their address, the folder. */
  readonly pages?: { readonly prefix: string; readonly folder: string }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
}
/** In turn, so that all of it happens in every run. */
const FATES = ['lost', 'unanswered', 'twice', 'lost', 'passed'] as const
const DELIVERY = '/api/v1/sales/batch'

/** A server before the API, whose network can be cut and made rough. */
export async function startRoughProxy({ upstream, pages }: Options): Promise<RoughProxy> {
  const counts = { passed: 0, lost: 0, unanswered: 0, twice: 0 }
  let deliveries = 0
  const proxy = { network: 'through' as Network }
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/'
    if (pages !== undefined && path.startsWith(pages.prefix)) return sendFile(outgoing, pages, path)
    if (proxy.network === 'cut') return void incoming.socket.destroy()
    void readBody(incoming).then((body) => pass({ incoming, outgoing, body }))
  })
  async function pass(exchange: Exchange): Promise<void> {
    const { incoming } = exchange
    const isRough = proxy.network === 'rough' && incoming.url === DELIVERY
    const fate = isRough ? FATES[deliveries % FATES.length] : 'passed'
    if (isRough && fate !== undefined) {
      deliveries += 1
      counts[fate] += 1
    }
    if (fate === 'lost') incoming.socket.destroy()
    else if (fate === 'unanswered') {
      await send(upstream, exchange)
        .then((answered) => answered.resume())
        .catch(() => {})
      incoming.socket.destroy()
    } else if (fate === 'twice') {
      await Promise.all([
        send(upstream, exchange)
          .then((answered) => answered.resume())
          .catch(() => {}),
        answer(upstream, exchange),
      ])
    } else await answer(upstream, exchange)
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    counts,
    get network() {
      return proxy.network
    },
    set network(network) {
      proxy.network = network
      if (network === 'cut') server.closeAllConnections()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

type Exchange = { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse; readonly body: Buffer }

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function send(upstream: string, { incoming, body }: Exchange): Promise<IncomingMessage> {
  const { host } = incoming.headers
  return new Promise((done, fail) => {
    const passed = request(
      new URL(incoming.url ?? '/', upstream),
      { method: incoming.method, headers: { ...incoming.headers, host }, agent: false },
      done,
    )
    passed.on('error', fail)
    passed.end(body)
  })
}

async function answer(upstream: string, exchange: Exchange): Promise<void> {
  try {
    const answered = await send(upstream, exchange)
    exchange.outgoing.writeHead(answered.statusCode ?? 502, answered.headers)
    answered.pipe(exchange.outgoing)
  } catch {
    exchange.incoming.socket.destroy()
  }
}

function sendFile(outgoing: ServerResponse, { prefix, folder }: NonNullable<Options['pages']>, path: string): void {
  const name = path.slice(prefix.length).split('?')[0] || 'index.html'
  try {
    const content = readFileSync(join(folder, name))
    outgoing.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(content)
  } catch {
    outgoing.writeHead(404).end()
  }
}
