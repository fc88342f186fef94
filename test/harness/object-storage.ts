import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ObjectStorageConfig } from '../../server/platform/config.ts'
import type { Cleaner } from './database.ts'

export type ObjectStorage = {
  readonly config: ObjectStorageConfig
  readonly objects: Map<string, { content: Buffer; type: string; changedAt: Date }>
  /** What it answers instead, as long as it is set. */
  fault: { status: number } | { silent: true } | null
  /** Waits so long before each piece that it takes or gives. */
  delayMs: number
}

const PAGE = 2
/** What passes at once where it is slow. */
const SLOW_BYTES = 1024 * 1024

/**
 * A service that speaks as much S3 as we use, over HTTP: it checks each signature as the real one does (AWS Signature
 * Version 4), keeps objects in memory, and lists them two at a time.
 */
export async function testObjectStorage(cleaner: Cleaner): Promise<ObjectStorage> {
  const keys = { region: 'ca-east-1', accessKeyId: 'cle-d-essai', secretAccessKey: 'secret-d-essai' }
  const storage: ObjectStorage = {
    config: { endpoint: '', bucket: 'images-d-essai', ...keys },
    objects: new Map(),
    fault: null,
    delayMs: 0,
  }
  const server = createServer((request, response) => {
    answer(storage, request, response).catch((error) => response.destroy(error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleaner.after(async () => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  Object.assign(storage.config, { endpoint: `http://127.0.0.1:${port}` })
  return storage
}

async function answer(storage: ObjectStorage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { config, objects, fault } = storage
  const content = await receive(request, storage.delayMs)
  if (fault !== null && 'silent' in fault) return
  if (fault !== null) return void response.writeHead(fault.status).end('<Error><Code>SlowDown</Code></Error>')
  const url = new URL(request.url ?? '/', config.endpoint)
  if (!isSigned(request, url, config))
    return void response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
  const [, bucket, ...rest] = url.pathname.split('/')
  if (bucket !== config.bucket) return void response.writeHead(404).end()
  const name = decodeURIComponent(rest.join('/'))
  if (name === '') return void response.writeHead(200, { 'content-type': 'application/xml' }).end(list(storage, url))
  if (request.method === 'PUT') {
    objects.set(name, { content, type: String(request.headers['content-type']), changedAt: new Date() })
    return void response.writeHead(200).end()
  }
  if (request.method === 'DELETE') {
    objects.delete(name)
    return void response.writeHead(204).end()
  }
  const object = objects.get(name)
  if (object === undefined) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': object.type, 'content-length': object.content.length })
  await give(response, request.method === 'HEAD' ? Buffer.alloc(0) : object.content, storage.delayMs)
}

async function receive(request: IncomingMessage, delayMs: number): Promise<Buffer> {
  if (delayMs === 0) return buffer(request)
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes < SLOW_BYTES) continue
    bytes = 0
    await sleep(delayMs, undefined, { ref: false })
  }
  return Buffer.concat(pieces)
}

async function give(response: ServerResponse, content: Buffer, delayMs: number): Promise<void> {
  if (delayMs > 0) {
    response.flushHeaders()
    for (let at = 0; at < content.length; at += SLOW_BYTES) {
      await sleep(delayMs, undefined, { ref: false })
      response.write(content.subarray(at, at + SLOW_BYTES))
    }
    response.end()
  } else response.end(content)
}

function list({ objects }: ObjectStorage, url: URL): string {
  const prefix = url.searchParams.get('prefix') ?? ''
  const after = url.searchParams.get('continuation-token') ?? ''
  const names = [...objects.keys()].sort().filter((name) => name.startsWith(prefix) && name > after)
  const page = names.slice(0, PAGE)
  const entries = page.map((name) => {
    const { content, changedAt } = objects.get(name) ?? { content: '', changedAt: new Date() }
    const facts = `<Size>${content.length}</Size><LastModified>${changedAt.toISOString()}</LastModified>`
    return `<Contents><Key>${name}</Key>${facts}</Contents>`
  })
  const next = names.length > PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
  const isCut = `<IsTruncated>${next !== ''}</IsTruncated>`
  return `<?xml version="1.0"?><ListBucketResult>${isCut}${next}${entries.join('')}</ListBucketResult>`
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Computes the signature again from the request and the secret, which never travels. */
function isSigned(request: IncomingMessage, url: URL, config: ObjectStorageConfig): boolean {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/
  const [, keyId, scope = '', names = '', signature] = pattern.exec(request.headers.authorization ?? '') ?? []
  const [day = '', region = '', service = ''] = scope.split('/')
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).sort()
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`)
  const { pathname } = url
  const asked = [request.method, pathname, query.join('&'), ...headers, '', names, 'UNSIGNED-PAYLOAD'].join('\n')
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(asked)].join('\n')
  const key = [region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${config.secretAccessKey}`, day))
  return keyId === config.accessKeyId && region === config.region && hmac(key, text).toString('hex') === signature
}
