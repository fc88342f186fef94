import { isIP } from 'node:net'
import type { Redis } from 'ioredis'
import type { Breakers } from '../breaker/breakers.ts'
import { BREAKER_STATES, type Breaker, BreakerOpenError } from '../breaker/create-breaker.ts'
import type { Config } from '../config.ts'

/** The Redis of the installation, as this process reaches it: by one connection for all who need it. */
export type SharedRedis = {
  /** Whether it is worth asking now. It costs nothing to find out. */
  readonly isReady: boolean
  /**
   * Asks it. Nobody waits long: what is known to be away throws a BreakerOpenError at once, what hangs a
   * BreakerTimeoutError. Whoever asks goes on without it.
   */
  run<T>(work: (redis: Redis) => Promise<T>): Promise<T>
  close(): void
}

export type RedisOptions = {
  readonly config: Pick<Config, 'redisUrl' | 'instanceId'>
  readonly breakers: Breakers
}

const NAME = 'redis'
/** How long somebody waits who could go on without: longer than a busy Redis takes, shorter than a reader notices. */
const PATIENCE_MS = 250
/** What reaches for a Redis that does not answer gives up after this, and tries a connection anew. */
const CONNECT_TIMEOUT_MS = 5_000
const COMMAND_TIMEOUT_MS = 5_000
const LONGEST_RETRY_MS = 1_000
/** How long it is left alone before this process looks again. */
const RESET_MS = 1_000
/** Notices a Redis that hangs while nobody asks; also keeps the server from ending a connection as idle. */
const HEARTBEAT_MS = 5_000
/** A moment without breath is no outage. */
const LEAST_CALLS = 3

/**
 * Reaches for the Redis of `REDIS_URL`, in the background: nothing waits for it, at the start or later. It may be away,
 * hang, come back; what it holds can be made again, so the process goes on at its own speed and finds it again by itself.
 * null: there is none.
 */
export function openRedis({ config, breakers }: RedisOptions): SharedRedis | null {
  const { redisUrl } = config
  if (redisUrl === undefined) return null
  let redis: Redis | undefined
  let isClosed = false
  const look = async () => {
    if (redis?.status !== 'ready') throw new Error('there is no connection')
    await redis.ping()
  }
  const breaker = breakers.create({
    name: NAME,
    timeoutMs: PATIENCE_MS,
    resetMs: RESET_MS,
    leastCalls: LEAST_CALLS,
    isFailure: (error) => !isAnswer(error),
    probe: look,
  })
  connect(redisUrl, `comptoir-${config.instanceId}`).then(
    (opened) => {
      if (isClosed) return opened.disconnect()
      redis = opened
      follow(opened, breaker, () => isClosed)
    },
    (error) => breaker.open(error),
  )
  const heartbeat = setInterval(() => {
    breaker.call(look).catch((error) => {
      if (!(error instanceof BreakerOpenError)) breaker.open(error)
    })
  }, HEARTBEAT_MS).unref()
  return {
    get isReady() {
      return breaker.state === BREAKER_STATES.closed && redis?.status === 'ready'
    },
    async run(work) {
      const ready = redis
      if (ready?.status !== 'ready') throw new BreakerOpenError(NAME)
      return breaker.call(() => work(ready))
    },
    close() {
      isClosed = true
      clearInterval(heartbeat)
      breaker.shutdown()
      redis?.disconnect()
    },
  }
}

/** What Redis refuses, it refuses because it is there. */
const isAnswer = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError'

/** The library is read in only where there is a Redis: it costs a process some megabytes. */
async function connect(url: string, connectionName: string): Promise<Redis> {
  const ioredis = await import('ioredis')
  const { protocol, hostname } = new URL(url)
  return new ioredis.Redis(url, {
    connectionName,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: COMMAND_TIMEOUT_MS,
    // Whoever asks while it is away goes on without it rather than wait in a queue.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 10), LONGEST_RETRY_MS),
    // Hosted ones stand behind one address and are told apart by the name.
    ...(protocol === 'rediss:' && { tls: isIP(hostname) !== 0 ? {} : { servername: hostname } }),
  })
}

/** The breaker learns from the connection itself, whether or not somebody asks. */
function follow(redis: Redis, breaker: Breaker, isClosed: () => boolean): void {
  let reason: unknown = new Error('the connection ended')
  redis.on('error', (error) => {
    reason = error
  })
  redis.on('close', () => {
    if (!isClosed()) breaker.open(reason)
  })
  redis.on('ready', () => breaker.close())
}
