import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { S3mini } from 's3mini'
import { type Breaker, BreakerOpenError } from '../../platform/breaker/create-breaker.ts'
import type { ObjectStorageConfig } from '../../platform/config.ts'
import { traceCall } from '../../platform/tracing/telemetry.ts'
import { filesErrors } from '../errors.ts'
import { fetchWhileMoving } from './fetch-while-moving.ts'
import { checkName, type Storage } from './storage.ts'

/** In which nothing of a transfer has moved. */
const QUIET_MS = 20_000
const LISTED_AT_ONCE = 1000
const RETRY_AFTER_SECONDS = 5

const UNGUARDED: Pick<Breaker, 'call'> = { call: (work) => work() }

/**
 * Keeps files in a bucket of a service that speaks S3. The library is loaded when the first file is asked for.
 *
 * @param options.breaker leaves the service alone while it does not answer
 * @param note hears what the service or the line to it refused; whoever asked reads storage_unavailable.
 */
export function createS3Storage(
  config: ObjectStorageConfig,
  note: (error: unknown) => void,
  { quietMs = QUIET_MS, breaker = UNGUARDED }: { quietMs?: number; breaker?: Pick<Breaker, 'call'> } = {},
): Storage {
  const host = new URL(config.endpoint).hostname
  let opening: Promise<S3mini> | undefined
  const ask = async <T>(question: (client: S3mini) => Promise<T>): Promise<T> => {
    opening ??= import('s3mini').then(({ S3mini: Client }) => new Client(settingsOf(config, quietMs)))
    const client = await opening
    try {
      return await traceCall('s3', { 'server.address': host }, () => breaker.call(() => question(client)))
    } catch (error) {
      // That it is left alone was said once.
      if (!(error instanceof BreakerOpenError)) note(error)
      throw filesErrors.storage_unavailable({ retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
  }
  const has = (name: string) => ask(async (client) => (await client.objectExists(checkName(name))) === true)
  return {
    has,
    async put(name, path, contentType) {
      if (await has(name)) return
      const content = await openAsBlob(path)
      await ask(async (client) => {
        const { body } = await client.putObject(name, content, contentType)
        await body?.cancel()
      })
    },
    async get(name) {
      const response = await ask((client) => client.getObjectResponse(checkName(name)))
      if (response?.body == null) return null
      // The web's stream of this type and Node's are the same one under two names.
      const stream = Readable.fromWeb(response.body as ReadableStream)
      return { stream, bytes: Number(response.headers.get('content-length')) }
    },
    async remove(name) {
      await ask((client) => client.deleteObject(checkName(name)))
    },
    async *list(prefix) {
      let token: string | undefined
      do {
        const from = token
        const page = await ask((client) => client.listObjectsPaged('/', prefix, LISTED_AT_ONCE, from))
        for (const { Key, LastModified } of page?.objects ?? []) {
          yield { name: Key, changedAt: new Date(LastModified) }
        }
        token = page?.nextContinuationToken
      } while (token !== undefined)
    },
  }
}

const settingsOf = ({ endpoint, bucket, ...rest }: ObjectStorageConfig, quietMs: number) => ({
  ...rest,
  endpoint: `${endpoint}/${bucket}`,
  fetch: fetchWhileMoving(quietMs),
})
