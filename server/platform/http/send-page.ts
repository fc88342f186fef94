import type { IncomingHttpHeaders, OutgoingHttpHeader, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { asBytes, type Bytes, type CachedPage, type PageForm } from '../cache/page.ts'
import { boundReading } from './bound-clients.ts'
import { compressBody, type Encoding, encodingFor } from './compression.ts'
import { matchesEtag } from './reply.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** Sends a finished page, or says that the client has it. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply, page: CachedPage) => unknown

/** A page in the form in which one client gets it. */
type PageAnswer = { readonly status: 200 | 304; readonly form: PageForm }

/** What an answer says beside what it says of its page. */
type PageSending = {
  readonly requestId: string
  readonly elapsedMs: number
  /** `name, value, name, value …` */
  readonly added: readonly OutgoingHttpHeader[]
  readonly isClosing: boolean
}

const VARY = 'accept, accept-language, accept-encoding'
const AS_IS = 'identity'

/**
 * The forms in which pages leave. Most answers of a busy chain are pages that are there already, so they leave by the shortest
 * way: headers that were written out once with the page, and its bytes, handed to the socket in one write.
 */
export class PageForms {
  readonly #always: readonly string[]

  constructor(instanceId: string) {
    this.#always = [
      ...Object.entries(SECURITY_HEADERS).flat(),
      ...['x-instance-id', instanceId, 'cache-control', 'private, no-cache', 'vary', VARY],
    ]
  }

  /** A promise for the first of those who can read it so: for the others it is there. */
  find(headers: IncomingHttpHeaders, page: CachedPage): PageAnswer | Promise<PageAnswer> {
    const encoding = encodingOf(headers, page)
    const known = this.#known(headers, page, encoding)
    if (known !== undefined || encoding === AS_IS)
      return known ?? { status: 200, form: this.#keep(page, AS_IS, page.body) }
    return compressBody(Buffer.from(page.body, 'latin1'), encoding).then((bytes) => ({
      status: 200,
      form: this.#keep(page, encoding, asBytes(bytes)),
    }))
  }

  /** The same, where nothing need be made. */
  known(headers: IncomingHttpHeaders, page: CachedPage): PageAnswer | undefined {
    return this.#known(headers, page, encodingOf(headers, page))
  }

  #known(headers: IncomingHttpHeaders, page: CachedPage, encoding: Encoding | typeof AS_IS): PageAnswer | undefined {
    const known = headers['if-none-match']
    if (known !== undefined && matchesEtag(known, page.etag)) {
      return { status: 304, form: { headers: [...this.#always, 'etag', page.etag], body: '' } }
    }
    const form = page.forms.get(encoding)
    return form === undefined ? undefined : { status: 200, form }
  }

  #keep(page: CachedPage, encoding: Encoding | typeof AS_IS, body: Bytes): PageForm {
    const headers = [...this.#always, 'etag', page.etag, 'content-type', page.contentType]
    if (encoding !== AS_IS) headers.push('content-encoding', encoding)
    headers.push('content-length', String(body.length))
    const form = { headers, body }
    page.forms.set(encoding, form)
    return form
  }
}

const encodingOf = (headers: IncomingHttpHeaders, page: CachedPage): Encoding | typeof AS_IS =>
  encodingFor(headers['accept-encoding'], page.body.length) ?? AS_IS

export function writePage(response: ServerResponse, { status, form }: PageAnswer, sending: PageSending): void {
  const headers: OutgoingHttpHeader[] = form.headers.slice()
  headers.push('x-request-id', sending.requestId, 'x-response-time', sending.elapsedMs.toFixed(2))
  if (sending.isClosing) headers.push('connection', 'close')
  headers.push(...sending.added)
  response.writeHead(status, headers)
  response.end(form.body, 'latin1')
}

/**
 * Sends pages to whom Fastify has let in: the hooks before have run, and the answer is counted and logged as any other; what
 * `onSend` adds to the others is among the headers of the page.
 */
export function createPageSender(forms: PageForms, timeoutMs: number): SendPage {
  const write = (request: FastifyRequest, reply: FastifyReply, answer: PageAnswer) => {
    const added: OutgoingHttpHeader[] = []
    const given = reply.getHeaders()
    for (const name in given) added.push(name, given[name] as OutgoingHttpHeader)
    const { isClosing } = request.server.leaving
    reply.hijack()
    boundReading(request.raw.socket, timeoutMs)
    writePage(reply.raw, answer, { requestId: request.id, elapsedMs: reply.elapsedTime, added, isClosing })
    return reply
  }
  return (request, reply, page) => {
    const answer = forms.find(request.raw.headers, page)
    return answer instanceof Promise
      ? answer.then((made) => write(request, reply, made))
      : write(request, reply, answer)
  }
}
