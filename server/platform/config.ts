import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { type BackupConfig, readBackupConfig } from './backup-config.ts'
import {
  type MetricsConfig,
  readMetricsConfig,
  readTelemetryConfig,
  type TelemetryConfig,
} from './config-observability.ts'
import { type ConfigProblem, type ConfigReader, createReader, type Environment } from './config-reader.ts'
import type { RateLimitConfig } from './limits/request-limits.ts'
import { OperatorError } from './operator-error.ts'

/** The levels of the log, from the most talkative to the quietest. */
export const LOG_LEVELS = ['debug', 'info', 'warning', 'error', 'critical'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A service that speaks S3, by the address under which its buckets stand. */
export type ObjectStorageConfig = Readonly<{
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}>

/** The kinds of pages, by how long they are kept. */
export type CacheTime = 'productsList' | 'productDetail' | 'stores' | 'summaries'

/** The settings of one process, validated and frozen. Durations and sizes carry their unit in the name. */
export type Config = Readonly<{
  /** Where the database is; undefined means the embedded PostgreSQL of the data folder. */
  databaseUrl: string | undefined
  /** A connection that goes around a pooler, for migrations and jobs; the ordinary one when not set. */
  databaseDirectUrl: string | undefined
  /** A streaming replica from which reports are read; none when not set. */
  databaseReplicaUrl: string | undefined
  /** What the replica may lack at most; when it is further behind, the primary is read. */
  replicaMaxLagMs: number
  /** Whether statements are prepared; undefined lets the connection find out (not through an old PgBouncer). */
  databasePrepare: boolean | undefined
  statementTimeoutMs: number
  secretKey: string
  apiToken: string | undefined
  logLevel: LogLevel
  /** Connections of the pool, and how many more may be opened under load. */
  poolSize: number
  maxOverflow: number
  host: string
  apiPort: number
  webPort: number
  /** Where the web application and the command line reach the API. */
  apiBaseUrl: string
  /** Proxies whose word is taken for the client’s address, protocol and host, as Fastify reads them; this machine first. */
  trustedProxies: readonly string[]
  /** How long a client may let the API wait for its headers, for its body, or until it reads on. */
  clientTimeoutMs: number
  /** Whether requests are turned away before there are more than can be answered. */
  shedsLoad: boolean
  /** Requests per minute; 0 for no limit. */
  rateLimits: RateLimitConfig
  redisUrl: string | undefined
  /** How long pages of each kind are kept; zero: not at all. */
  cacheSeconds: Readonly<Record<CacheTime, number>>
  instanceId: string
  /** How many API processes `start` runs. */
  workers: number
  /** How long a process that was asked to leave serves on, for the balancer to notice. */
  drainMs: number
  logSlackWebhookUrl: string | undefined
  metrics: MetricsConfig
  /** What goes to a collector over OTLP; undefined: nothing. */
  telemetry: TelemetryConfig | undefined
  /** The server through which e-mails go; without one they become files of the data folder. */
  smtpUrl: string | undefined
  /** The address from which e-mails come. */
  mailFrom: string
  /** Where stored files are; undefined means the data folder. */
  objectStorage: ObjectStorageConfig | undefined
  backup: BackupConfig
  /** Absolute path of the folder that holds the database, the logs, the uploads and the generated secrets. */
  dataFolder: string
}>

/** The environment does not describe a usable configuration; `problems` has every reason at once. */
export class ConfigError extends OperatorError {
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    const french = problems.map((problem) => `\n  ${problem.variable} ${problem.french}`)
    const english = problems.map((problem) => `\n  ${problem.variable} ${problem.english}`)
    super(`Configuration refusée :${french.join('')}`, `Configuration refused:${english.join('')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

const projectFolder = resolve(import.meta.dirname, '..', '..')

const shortestSecret = 32

/** Reads the `.env` file of a folder, when there is one. */
function readEnvFile(folder: string): Environment {
  const path = join(folder, '.env')
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {}
}

/**
 * Answers the secret kept in the data folder, made at the first call. The file is readable by its owner only;
 * processes that start together agree on the one that was written first.
 */
function keepSecretKey(dataFolder: string): string {
  const path = join(dataFolder, 'secret-key')
  if (!existsSync(path)) {
    try {
      mkdirSync(dataFolder, { recursive: true })
      writeFileSync(path, `${randomBytes(48).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if (!existsSync(path)) throw new ConfigError([refuseFolder(dataFolder, error)])
    }
  }
  return readFileSync(path, 'utf8').trim()
}

function refuseFolder(dataFolder: string, error: unknown): ConfigProblem {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return {
    variable: 'COMPTOIR_DATA',
    french: `veut un dossier où l’on peut écrire\u00a0; «\u00a0${dataFolder}\u00a0» s’y refuse (${reason}).`,
    english: `wants a folder that can be written to; "${dataFolder}" cannot (${reason}).`,
  }
}

/**
 * Reads and validates the variables that configure Comptoir. A `.env` file at the root of the project is read too;
 * the environment wins over it.
 *
 * @param options.folder where `.env` and relative paths are looked for; the project's folder unless given.
 * @param options.keepsSecret makes a secret in the data folder where none is given; true unless given.
 * @throws ConfigError naming every variable that is wrong and what it wants, in French and English.
 */
export function loadConfig(
  env: Environment = process.env,
  options: { folder?: string; keepsSecret?: boolean } = {},
): Config {
  const folder = options.folder ?? projectFolder
  const read = createReader({ ...readEnvFile(folder), ...dropEmpty(env) })

  const dataFolder = resolveFolder(folder, read.text('COMPTOIR_DATA') ?? 'data')
  const apiPort = read.integer('API_PORT', { fallback: 8000, min: 1, max: 65535 })
  const webPort = read.integer('WEB_PORT', { fallback: 8080, min: 1, max: 65535 })
  if (apiPort === webPort) {
    read.refuse('WEB_PORT', `doit différer de API_PORT (${apiPort}).`, `must differ from API_PORT (${apiPort}).`)
  }
  const smtpUrl = read.url('SMTP_URL', ['smtp:', 'smtps:'])
  const mailFrom = read.email('MAIL_FROM')
  if (smtpUrl !== undefined && read.text('MAIL_FROM') === undefined) {
    read.refuse('MAIL_FROM', 'est obligatoire avec SMTP_URL.', 'is required with SMTP_URL.')
  }
  const givenSecret = read.secret('SECRET_KEY', shortestSecret)
  const config = {
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseDirectUrl: read.url('DATABASE_DIRECT_URL', ['postgres:', 'postgresql:']),
    databaseReplicaUrl: read.url('DATABASE_REPLICA_URL', ['postgres:', 'postgresql:']),
    replicaMaxLagMs: 1000 * read.integer('DATABASE_REPLICA_MAX_LAG_SECONDS', { fallback: 10, min: 1, max: 3600 }),
    databasePrepare: read.boolean('DATABASE_PREPARE'),
    statementTimeoutMs: 30_000,
    apiToken: read.secret('API_TOKEN', shortestSecret),
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    poolSize: read.integer('POOL_SIZE', { fallback: 5, min: 1, max: 1000 }),
    maxOverflow: read.integer('MAX_OVERFLOW', { fallback: 10, min: 0, max: 1000 }),
    host: read.text('HOST') ?? '0.0.0.0',
    apiPort,
    webPort,
    apiBaseUrl: (read.url('API_BASE_URL', ['http:', 'https:']) ?? `http://127.0.0.1:${apiPort}`).replace(/\/+$/, ''),
    // The web port asks from this machine, whatever else stands before it.
    trustedProxies: ['loopback', ...read.networks('TRUSTED_PROXIES')],
    clientTimeoutMs: 1000 * read.integer('CLIENT_TIMEOUT_SECONDS', { fallback: 30, min: 1, max: 600 }),
    shedsLoad: read.boolean('LOAD_SHEDDING') ?? true,
    rateLimits: readRateLimits(read),
    redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
    cacheSeconds: readCacheSeconds(read),
    instanceId: read.label('INSTANCE_ID') ?? hostname().replace(/[^\w.-]/g, '-'),
    workers: read.integer('WORKERS', { fallback: 1, min: 1, max: 64 }),
    drainMs: 1000 * read.integer('DRAIN_SECONDS', { fallback: 0, min: 0, max: 600 }),
    logSlackWebhookUrl: read.url('LOG_SLACK_WEBHOOK_URL', ['https:', 'http:']),
    metrics: readMetricsConfig(read, { API_PORT: apiPort, WEB_PORT: webPort }),
    telemetry: readTelemetryConfig(read),
    smtpUrl,
    mailFrom: mailFrom ?? 'comptoir@localhost',
    objectStorage: readObjectStorage(read),
    backup: readBackupConfig(read, { folder: (path) => resolveFolder(folder, path), dataFolder }),
    dataFolder,
  }
  if (read.problems.length > 0) throw new ConfigError(read.problems)
  const secretKey = givenSecret ?? (options.keepsSecret === false ? '' : keepSecretKey(dataFolder))
  return Object.freeze({ ...config, secretKey })
}

function readRateLimits(read: ConfigReader): RateLimitConfig {
  const perMinute = (variable: string, fallback: number) =>
    read.integer(variable, { fallback, min: 0, max: 10_000_000 })
  return {
    perUser: perMinute('RATE_LIMIT_PER_USER', 60_000),
    costlyPerUser: perMinute('RATE_LIMIT_COSTLY', 300),
    perAddress: perMinute('RATE_LIMIT_PER_ADDRESS', 12_000),
    signInPerAddress: perMinute('RATE_LIMIT_SIGN_IN', 120),
  }
}

const DAY_SECONDS = 86_400

function readCacheSeconds(read: ConfigReader): Config['cacheSeconds'] {
  const seconds = (variable: string, fallback: number) => read.integer(variable, { fallback, min: 0, max: DAY_SECONDS })
  return Object.freeze({
    productsList: seconds('CACHE_PRODUCTS_LIST_SECONDS', 300),
    productDetail: seconds('CACHE_PRODUCT_DETAIL_SECONDS', 600),
    stores: seconds('CACHE_STORES_SECONDS', 1_800),
    summaries: seconds('CACHE_SUMMARIES_SECONDS', 120),
  })
}

const OBJECT_STORAGE_VARIABLES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** All of the variables, or none: half a configuration would put the files where nobody looks for them. */
function readObjectStorage(read: ConfigReader): ObjectStorageConfig | undefined {
  const endpoint = read.url('S3_ENDPOINT', ['https:', 'http:'])?.replace(/\/+$/, '')
  const [bucket, accessKeyId, secretAccessKey] = OBJECT_STORAGE_VARIABLES.slice(1).map((name) => read.text(name))
  const region = read.text('S3_REGION')
  const given = [endpoint, bucket, accessKeyId, secretAccessKey, region]
  if (given.every((value) => value === undefined) && read.text('S3_ENDPOINT') === undefined) return undefined
  for (const variable of OBJECT_STORAGE_VARIABLES) {
    if (read.text(variable) === undefined)
      read.refuse(
        variable,
        'manque, alors qu’une autre variable S3 est donnée.',
        'is missing, while another S3 variable is set.',
      )
  }
  if (bucket !== undefined && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    read.refuse(
      'S3_BUCKET',
      'veut 3 à 63 minuscules, chiffres, points ou tirets.',
      'wants 3 to 63 lower-case letters, digits, dots or dashes.',
    )
  }
  return {
    endpoint: endpoint ?? '',
    bucket: bucket ?? '',
    region: region ?? 'auto',
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
  }
}

function resolveFolder(base: string, path: string): string {
  return isAbsolute(path) ? path : resolve(base, path)
}

/** An empty variable is one that is not set: compose files and shells pass those along. */
function dropEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
}
