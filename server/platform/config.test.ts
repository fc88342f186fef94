import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { ConfigError, loadConfig } from './config.ts'

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-config-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const secret = 's'.repeat(32)

function refusals(env: Record<string, string>): string[] {
  try {
    loadConfig({ SECRET_KEY: secret, ...env }, { folder: '/nonexistent' })
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems.map((problem) => problem.variable)
  }
}

test('without any variable the settings are those of a first start', () => {
  const config = loadConfig({ SECRET_KEY: secret }, { folder: '/nonexistent' })
  assert.equal(config.databaseUrl, undefined)
  assert.equal(config.poolSize, 5)
  assert.equal(config.maxOverflow, 10)
  assert.equal(config.apiPort, 8000)
  assert.equal(config.webPort, 8080)
  assert.equal(config.apiBaseUrl, 'http://127.0.0.1:8000')
  assert.equal(config.logLevel, 'info')
  assert.equal(config.workers, 1)
  assert.equal(config.dataFolder, '/nonexistent/data')
  assert.ok(Object.isFrozen(config))
})

const table: [variable: string, accepted: string[], refused: string[]][] = [
  ['DATABASE_URL', ['postgres://u:p@h/db', 'postgresql://h:6432/db'], ['mysql://h/db', 'h/db']],
  ['DATABASE_DIRECT_URL', ['postgresql://h/db'], ['http://h']],
  ['DATABASE_REPLICA_URL', ['postgres://u:p@replica/db'], ['mysql://h/db', 'replica']],
  ['DATABASE_REPLICA_MAX_LAG_SECONDS', ['1', '3600'], ['0', '3601', '1.5', 'ten']],
  ['DATABASE_PREPARE', ['true', 'FALSE', '0'], ['maybe']],
  ['SECRET_KEY', [secret], ['short']],
  ['API_TOKEN', ['t'.repeat(32)], ['t'.repeat(31)]],
  ['LOG_LEVEL', ['DEBUG', 'Info', 'warning', 'ERROR', 'CRITICAL'], ['verbose', 'trace']],
  ['POOL_SIZE', ['1', '20'], ['0', '-1', '5.5', 'five', '1e3']],
  ['MAX_OVERFLOW', ['0', '10'], ['-1', 'x']],
  ['API_PORT', ['1', '65535'], ['0', '65536', '80a']],
  ['WEB_PORT', ['81'], ['8000', '99999']],
  ['REDIS_URL', ['redis://h:6379/0', 'rediss://h'], ['http://h']],
  ['CACHE_PRODUCTS_LIST_SECONDS', ['0', '86400'], ['-1', '86401', '1.5', 'five']],
  ['CACHE_PRODUCT_DETAIL_SECONDS', ['0', '1'], ['-1', 'x']],
  ['CACHE_STORES_SECONDS', ['0', '1'], ['-1', 'x']],
  ['CACHE_SUMMARIES_SECONDS', ['0', '1'], ['-1', 'x']],
  ['INSTANCE_ID', ['api-1', 'a.b_c'], ['a b', 'é', 'x'.repeat(65)]],
  ['WORKERS', ['1', '8'], ['0', '65', 'many']],
  ['DRAIN_SECONDS', ['0', '600'], ['-1', '601', '1.5', 'soon']],
  ['METRICS_PORT', ['9100', '65535'], ['0', '65536', '8000', 'x']],
  ['METRICS_TOKEN', ['m'.repeat(16)], ['short']],
  [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    ['http://collector:4318', 'https://otlp.example.com'],
    ['collector:4318', 'grpc://h'],
  ],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', ['http/protobuf'], ['grpc', 'http/json']],
  ['OTEL_TRACES_EXPORTER', ['otlp', 'none'], ['zipkin']],
  ['OTEL_TRACES_SAMPLER', ['parentbased_traceidratio', 'always_off'], ['sometimes']],
  ['OTEL_TRACES_SAMPLER_ARG', ['0', '0.25', '1'], ['2', '-1', 'half']],
  ['OTEL_SDK_DISABLED', ['true', 'false'], ['perhaps']],
  ['LOG_SLACK_WEBHOOK_URL', ['https://hooks.example/x'], ['slack']],
  ['SMTP_URL', [], ['http://h', 'h:25']],
  ['MAIL_FROM', ['caisse@exemple.ca'], ['exemple.ca', 'A <a@b.ca>', 'a@b.ca, c@d.ca']],
  ['CLIENT_TIMEOUT_SECONDS', ['1', '600'], ['0', '601', '2.5']],
  ['LOAD_SHEDDING', ['true', 'off'], ['sometimes']],
  ['RATE_LIMIT_PER_USER', ['0', '60000'], ['-1', '1.5', 'none']],
  ['RATE_LIMIT_COSTLY', ['0', '300'], ['-1']],
  ['RATE_LIMIT_PER_ADDRESS', ['0', '12000'], ['x']],
  ['RATE_LIMIT_SIGN_IN', ['0', '120'], ['1e3']],
  [
    'TRUSTED_PROXIES',
    ['10.0.0.5', '10.0.0.0/8, 192.168.1.1', '2001:db8::/32', 'uniquelocal'],
    ['proxy.example.ca', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.5/8/8', '300.1.1.1', '10.0.0.1 10.0.0.2'],
  ],
  ['API_BASE_URL', ['https://api.example.ca'], ['api.example.ca']],
]

for (const [variable, accepted, refused] of table) {
  test(`${variable} takes what it documents and names itself otherwise`, () => {
    for (const value of accepted) assert.deepEqual(refusals({ [variable]: value }), [], value)
    for (const value of refused) assert.deepEqual(refusals({ [variable]: value }), [variable], value)
  })
}

test('every error is said at once, in both languages, without repeating a password', () => {
  const env = { API_PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://me:hunter2@h/db' }
  assert.throws(
    () => loadConfig({ SECRET_KEY: secret, ...env }, { folder: '/nonexistent' }),
    (error: Error) => {
      assert.match(error.message, /API_PORT veut un nombre entier de 1 à 65535/)
      assert.match(error.message, /API_PORT wants a whole number from 1 to 65535/)
      assert.match(error.message, /LOG_LEVEL/)
      assert.match(error.message, /DATABASE_URL/)
      assert.doesNotMatch(error.message, /hunter2/)
      return true
    },
  )
})

test('a .env file is read, the environment wins, and an empty variable is not set', (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, '.env'), 'API_PORT=9001\nWEB_PORT=9002\nLOG_LEVEL=debug\n')
  const config = loadConfig({ SECRET_KEY: secret, WEB_PORT: '9003', LOG_LEVEL: '' }, { folder })
  assert.deepEqual([config.apiPort, config.webPort, config.logLevel], [9001, 9003, 'debug'])
})

test('a data folder that cannot be made is named with its variable, not shown as a stack', (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'data'), '')
  assert.throws(
    () => loadConfig({}, { folder }),
    (error: Error) => {
      assert.ok(error instanceof ConfigError)
      assert.deepEqual(
        error.problems.map((problem) => problem.variable),
        ['COMPTOIR_DATA'],
      )
      assert.match(error.message, /COMPTOIR_DATA wants a folder that can be written to; ".*data" cannot/)
      return true
    },
  )
})

test('a secret key is made once and kept for its owner only', (t) => {
  const folder = temporaryFolder(t)
  const first = loadConfig({}, { folder })
  assert.equal(loadConfig({}, { folder }).secretKey, first.secretKey)
  assert.ok(first.secretKey.length >= 32)
  const path = join(folder, 'data', 'secret-key')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.equal(readFileSync(path, 'utf8').trim(), first.secretKey)
})

const bucket = {
  S3_ENDPOINT: 'https://s3.exemple.ca/',
  S3_BUCKET: 'images',
  S3_ACCESS_KEY_ID: 'cle',
  S3_SECRET_ACCESS_KEY: 'secret',
}

test('the object storage is wholly there, or not at all', () => {
  const load = (env: Record<string, string>) => loadConfig({ SECRET_KEY: secret, ...env }, { folder: '/nonexistent' })
  assert.equal(load({}).objectStorage, undefined)
  assert.deepEqual(load(bucket).objectStorage, {
    endpoint: 'https://s3.exemple.ca',
    bucket: 'images',
    region: 'auto',
    accessKeyId: 'cle',
    secretAccessKey: 'secret',
  })
  assert.equal(load({ ...bucket, S3_REGION: 'ca-east-1' }).objectStorage?.region, 'ca-east-1')
  for (const name of Object.keys(bucket)) assert.deepEqual(refusals({ ...bucket, [name]: '' }), [name])
  assert.deepEqual(refusals({ S3_REGION: 'ca-east-1' }), Object.keys(bucket))
  assert.deepEqual(refusals({ ...bucket, S3_ENDPOINT: 's3.exemple.ca' }), ['S3_ENDPOINT'])
  assert.deepEqual(refusals({ ...bucket, S3_BUCKET: '../Images' }), ['S3_BUCKET'])
})

test('backups are only made by themselves when somebody says when, and are named wrongly at once', () => {
  const load = (env: Record<string, string>) => loadConfig({ SECRET_KEY: secret, ...env }, { folder: '/nonexistent' })
  assert.deepEqual(load({}).backup, {
    schedule: undefined,
    folder: '/nonexistent/data/backups',
    key: undefined,
    keyFile: undefined,
    bucket: undefined,
    keep: { daily: 7, weekly: 5, monthly: 12 },
  })
  for (const schedule of ['17 2 * * *', '*/15 8-18 1,15 * 1-5', '0 0 1 */2 7']) {
    assert.equal(load({ BACKUP_SCHEDULE: schedule }).backup.schedule, schedule)
  }
  for (const schedule of [
    '17 2 * *',
    '60 2 * * *',
    '17 24 * * *',
    '1-x * * * *',
    '*/0 * * * *',
    '5-3 * * * *',
    'daily',
  ]) {
    assert.deepEqual(refusals({ BACKUP_SCHEDULE: schedule }), ['BACKUP_SCHEDULE'], schedule)
  }
  const none = { BACKUP_KEEP_DAILY: '0', BACKUP_KEEP_WEEKLY: '0', BACKUP_KEEP_MONTHLY: '0' }
  assert.deepEqual(refusals(none), ['BACKUP_KEEP_DAILY'])
  assert.deepEqual(refusals({ BACKUP_KEY: 'x'.repeat(16), BACKUP_KEY_FILE: 'key' }), ['BACKUP_KEY'])
  assert.deepEqual(refusals({ BACKUP_S3_BUCKET: 'copies' }), ['BACKUP_S3_BUCKET'])
  assert.deepEqual(refusals({ ...bucket, BACKUP_S3_BUCKET: 'images' }), ['BACKUP_S3_BUCKET'])
  assert.equal(load({ ...bucket, BACKUP_S3_BUCKET: 'copies' }).backup.bucket, 'copies')
})
