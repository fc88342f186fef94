import { type Client, createClient } from '../../../packages/client/src/index.ts'
import { readLanguage } from '../i18n/index.ts'
import { inWords } from './in-words.ts'

/** Takes long on a slow line: a picture of 20 MB, a file of 200 MB. */
const UPLOAD_MS = 30 * 60_000

/**
 * The same client for what sends files: it tells which share (0 to 1) of them has gone. `fetch` cannot tell it yet.
 */
export function uploader(onProgress: (share: number) => void): Client {
  const language = readLanguage()
  const client = createClient({
    language,
    timeoutMs: UPLOAD_MS,
    fetch: (input, init) => send(String(input), init ?? {}, onProgress),
  })
  return inWords(client, language)
}

function send(url: string, init: RequestInit, onProgress: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(init.method ?? 'GET', url)
    request.responseType = 'blob'
    request.withCredentials = init.credentials === 'include'
    new Headers(init.headers).forEach((value, name) => {
      request.setRequestHeader(name, value)
    })
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
    request.onload = () => resolve(toResponse(request))
    request.onerror = () => reject(new TypeError(`No answer from ${url}.`))
    request.onabort = () => reject(new DOMException('Ended.', 'AbortError'))
    init.signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(init.body as XMLHttpRequestBodyInit | null)
  })
}

function toResponse(request: XMLHttpRequest): Response {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().trim().split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  return new Response(request.response as Blob, { status: request.status, headers })
}
