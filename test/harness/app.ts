import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createApplication } from '../../server/app.ts'
import type { DefaultRoleName } from '../../server/identity/index.ts'
import { type Config, loadConfig } from '../../server/platform/config.ts'
import type { Sql } from '../../server/platform/database/connect.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { type Client, createClient } from './client.ts'
import { type Cleaner, testDatabase } from './database.ts'
import { makeToken, makeUser, type TestUser } from './factories.ts'
import { TEST_SECRET_KEY } from './secret-key.ts'
import { createTestLog, type TestLog } from './test-log.ts'

export type Caller = Client & {
  /** The person behind the client. */
  readonly person: Promise<TestUser>
  readonly token: Promise<{ id: number; secret: string }>
}

export type CallerOptions = {
  /** Where the person works; nowhere unless given. */
  storeIds?: readonly number[]
  /** Limits the token. */
  abilities?: readonly string[]
}

export type TestApplication = {
  readonly app: FastifyInstance
  readonly sql: Sql
  readonly config: Config
  /** What the application logged; `log.faults` holds what answered 500. */
  readonly log: TestLog
  /** A person with this role and a token of theirs; the same one for the same arguments. */
  as(role: DefaultRoleName, options?: CallerOptions): Caller
  /** Whoever has this token. */
  withToken(secret: string): Client
  readonly guest: Client
  /** The program that holds API_TOKEN. */
  readonly service: Client
  readonly serviceToken: string
}

/**
 * The whole application on a database of its own, with the default roles and the built-in tax zones, and nothing else.
 *
 * @param cleaner the test's context `t`, or `{ after }` from node:test when a whole file shares the application.
 */
export async function testApplication(
  cleaner: Cleaner,
  options: { config?: Partial<Config>; max?: number } = {},
): Promise<TestApplication> {
  const cleaning = inReverse(cleaner)
  const { sql, url } = await testDatabase(cleaning, options)
  await prepareInstallation(sql)
  const config = { ...testConfig(cleaning, url), ...options.config }
  const log = createTestLog()
  const app = await createApplication({ config, sql, log, instanceId: config.instanceId })
  cleaning.after(() => app.close())
  await app.ready()
  const withToken = (secret: string) => createClient(app, () => ({ authorization: `Bearer ${secret}` }))
  const serviceToken = config.apiToken ?? ''
  return {
    app,
    sql,
    config,
    log,
    as: createCast(app, sql),
    withToken,
    guest: createClient(app, () => ({})),
    service: withToken(serviceToken),
    serviceToken,
  }
}

/** The test runner cleans up in the order of the asking; here the application must leave before its database does. */
export function inReverse(cleaner: Cleaner): Cleaner {
  const tasks: (() => Promise<void>)[] = []
  cleaner.after(async () => {
    for (const task of tasks.toReversed()) await task()
  })
  return { after: (task) => tasks.push(task) }
}

/** People are made when they first do something. */
function createCast(app: FastifyInstance, sql: Sql): TestApplication['as'] {
  const cast = new Map<string, Caller>()
  return (role, { storeIds = [], abilities } = {}) => {
    const key = JSON.stringify([role, [...storeIds].sort(), abilities])
    const known = cast.get(key)
    if (known !== undefined) return known
    const once = lazily(async () => {
      const person = await makeUser(sql, { roles: [role], storeIds })
      return { person, token: await makeToken(sql, person.id, abilities === undefined ? {} : { abilities }) }
    })
    const client = createClient(app, async () => ({ authorization: `Bearer ${(await once()).token.secret}` }))
    const caller: Caller = {
      ...client,
      get person() {
        return once().then(({ person }) => person)
      },
      get token() {
        return once().then(({ token }) => token)
      },
    }
    cast.set(key, caller)
    return caller
  }
}

function lazily<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}

/** The configuration of a test: nothing comes from the environment or from a `.env` file. */
function testConfig(cleaner: Cleaner, databaseUrl: string): Config {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-test-data-'))
  cleaner.after(async () => rmSync(folder, { recursive: true, force: true }))
  const environment = {
    DATABASE_URL: databaseUrl,
    COMPTOIR_DATA: folder,
    SECRET_KEY: TEST_SECRET_KEY,
    API_TOKEN: 'service-token-of-the-tests-0123456789abcdef',
    LOG_LEVEL: 'CRITICAL',
    INSTANCE_ID: 'test',
    // The test runs in the same process, and whatever it does between two requests looks like load.
    LOAD_SHEDDING: 'false',
    // A test asks more in a second than anybody does in a minute; those of the limits set their own.
    RATE_LIMIT_PER_USER: '0',
    RATE_LIMIT_COSTLY: '0',
    RATE_LIMIT_PER_ADDRESS: '0',
    RATE_LIMIT_SIGN_IN: '0',
  }
  return loadConfig(environment, { folder })
}
