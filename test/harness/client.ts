import type { FastifyInstance, InjectOptions } from 'fastify'

/** An answer, read. `body` is the parsed JSON, else the text. */
export type Answer = {
  readonly status: number
  /** Tests look into it freely, and assert what they find there. */
  readonly body: ReturnType<typeof JSON.parse>
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly raw: Buffer
}

type Headers = Readonly<Record<string, string>>
/** A string or bytes are sent as they are, anything else as JSON. */
type Body = string | Buffer | object | null

export type Client = {
  get(path: string, headers?: Headers): Promise<Answer>
  post(path: string, body?: Body, headers?: Headers): Promise<Answer>
  put(path: string, body?: Body, headers?: Headers): Promise<Answer>
  patch(path: string, body?: Body, headers?: Headers): Promise<Answer>
  del(path: string, body?: Body, headers?: Headers): Promise<Answer>
  send(method: Method, path: string, body?: Body, headers?: Headers): Promise<Answer>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What answers for as long as somebody reads. */
const STAYS_OPEN = /^\/api\/v1\/live(?![\w-])/

/** What such a route says first, or why it refuses; then the reader leaves. */
async function firstWords(app: FastifyInstance, options: InjectOptions): Promise<Answer> {
  const response = await app.inject({ ...options, payloadAsStream: true })
  const isStream = String(response.headers['content-type'] ?? '').startsWith('text/event-stream')
  const chunks: Buffer[] = []
  for await (const chunk of response.stream()) {
    chunks.push(chunk)
    if (isStream) break
  }
  response.raw.res.destroy()
  const raw = Buffer.concat(chunks)
  const body = isStream || raw.length === 0 ? raw.toString() : JSON.parse(raw.toString())
  return { status: response.statusCode, body, headers: response.headers, raw }
}

/**
 * A caller of the application, through everything but the network. `identify` answers the headers that say who calls,
 * and is asked before each request.
 */
export function createClient(app: FastifyInstance, identify: () => Headers | Promise<Headers>): Client {
  const send: Client['send'] = async (method, path, body, headers = {}) => {
    const options: InjectOptions = { method, url: path, headers: { ...(await identify()), ...headers } }
    if (body !== undefined) {
      const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
      options.payload = isRaw ? body : JSON.stringify(body)
      options.headers = { 'content-type': 'application/json', ...options.headers }
    }
    if (STAYS_OPEN.test(path)) return firstWords(app, options)
    const response = await app.inject(options)
    const isPlain = response.headers['content-encoding'] === undefined
    const isJson = isPlain && /[/+]json\b/.test(String(response.headers['content-type'] ?? ''))
    return {
      status: response.statusCode,
      body: isJson ? JSON.parse(response.body) : response.body,
      headers: response.headers,
      raw: response.rawPayload,
    }
  }
  return {
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    del: (path, body, headers) => send('DELETE', path, body, headers),
  }
}
