import type { OutgoingHttpHeader } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { asBytes, type Bytes, type CachedPage, type PageForm } from '../cache/page.ts'
import { boundReading } from './bound-clients.ts'
import { compressBody, type Encoding, encodingFor } from './compression.ts'
import { matchesEtag } from './reply.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** Sends a finished page, or says that the client has it. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply, page: CachedPage) => unknown

const VARY = 'accept, accept-language, accept-encoding'
const AS_IS = 'identity'

/**
 * Most answers of a busy chain are pages that are there already, so they leave by the shortest way: headers that were
 * written out once with the page, and its bytes, handed to the socket in one write. The hooks before have run, and the
 * answer is counted and logged as any other; what `onSend` adds to the others is among the headers here.
 */
export function createPageSender(instanceId: string, timeoutMs: number): SendPage {
  const write = pageWriter(timeoutMs)
  const always = [
    ...Object.entries(SECURITY_HEADERS).flat(),
    ...['x-instance-id', instanceId, 'cache-control', 'private, no-cache', 'vary', VARY],
  ]
  const keepForm = (page: CachedPage, encoding: Encoding | typeof AS_IS, body: Bytes): PageForm => {
    const headers = [...always, 'etag', page.etag, 'content-type', page.contentType]
    if (encoding !== AS_IS) headers.push('content-encoding', encoding)
    headers.push('content-length', String(body.length))
    const form = { headers, body }
    page.forms.set(encoding, form)
    return form
  }
  return (request, reply, page) => {
    const { headers } = request.raw
    const known = headers['if-none-match']
    if (known !== undefined && matchesEtag(known, page.etag)) {
      return write(request, reply, 304, { headers: [...always, 'etag', page.etag], body: '' })
    }
    const encoding = encodingFor(headers['accept-encoding'], page.body.length) ?? AS_IS
    const form = page.forms.get(encoding)
    if (form !== undefined) return write(request, reply, 200, form)
    if (encoding === AS_IS) return write(request, reply, 200, keepForm(page, encoding, page.body))
    // For the first of those who can read it so: for the others it is there.
    return compressBody(Buffer.from(page.body, 'latin1'), encoding).then((bytes) =>
      write(request, reply, 200, keepForm(page, encoding, asBytes(bytes))),
    )
  }
}

const pageWriter =
  (timeoutMs: number) =>
  (request: FastifyRequest, reply: FastifyReply, status: 200 | 304, { headers, body }: PageForm) => {
    const all: OutgoingHttpHeader[] = headers.slice()
    all.push('x-request-id', request.id, 'x-response-time', reply.elapsedTime.toFixed(2))
    if (request.server.leaving.isClosing) all.push('connection', 'close')
    const added = reply.getHeaders()
    for (const name in added) all.push(name, added[name] as OutgoingHttpHeader)
    reply.hijack()
    boundReading(request, timeoutMs)
    reply.raw.writeHead(status, all)
    reply.raw.end(body, 'latin1')
    return reply
  }
