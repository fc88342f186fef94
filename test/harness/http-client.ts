import type { Client } from './client.ts'

/** A caller of a server that listens, with these headers in each request. */
export function httpClient(address: string, identity: Record<string, string> = {}): Client {
  const send: Client['send'] = async (method, path, body, headers = {}) => {
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
    const response = await fetch(address + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...identity, ...headers },
      ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
    })
    const raw = Buffer.from(await response.arrayBuffer())
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: isJson ? JSON.parse(raw.toString()) : raw.toString(),
      headers: Object.fromEntries(response.headers),
      raw,
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
