import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { JOB_NAMES } from '../../server/job-names.ts'
import { connect } from '../../server/platform/database/connect.ts'
import { startCluster } from '../../server/platform/database/embedded-cluster.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { prepareQueues } from '../../server/platform/jobs/job-queue.ts'

/** A server for tests, with a migrated template to clone. */
export type TestServer = {
  /** Address of its `postgres` database, for creating and dropping others. */
  adminUrl: string
  template: string
  stop(): Promise<void>
}

/** How `scripts/test.ts` tells the files that it runs about the server it started. */
export const SERVER_VARIABLE = 'COMPTOIR_TEST_SERVER'
export const TEMPLATE_VARIABLE = 'COMPTOIR_TEST_TEMPLATE'

/** Tests need speed, not durability: nothing is flushed to disk. */
const testSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '300',
  wal_level: 'minimal',
  max_wal_senders: '0',
  logging_collector: 'off',
}

/**
 * Gives a server: the one that `npm test` started, else one on TEST_DATABASE_URL (whose role may create databases),
 * else an embedded one in a temporary folder.
 */
export async function startTestServer(): Promise<TestServer> {
  const shared = process.env[SERVER_VARIABLE]
  const template = process.env[TEMPLATE_VARIABLE]
  if (shared && template) return { adminUrl: shared, template, stop: async () => {} }
  const given = process.env.TEST_DATABASE_URL
  return given ? useGivenServer(given) : startEmbeddedServer()
}

async function startEmbeddedServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-test-'))
  // PostgreSQL runs under another account when the tests run as root, and must be able to pass.
  chmodSync(folder, 0o755)
  const release = guard(folder)
  const cluster = await startCluster(folder, { settings: testSettings })
  const adminUrl = cluster.url.replace(/\/[^/]+$/, '/postgres')
  const stop = async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
    release()
  }
  try {
    const template = await makeTemplate(adminUrl, 'comptoir_test')
    return { adminUrl, template, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function useGivenServer(adminUrl: string): Promise<TestServer> {
  const template = await makeTemplate(adminUrl, `comptoir_test_${process.pid}`)
  const stop = async () => {
    const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
    await admin`drop database if exists ${admin(template)} with (force)`
    await admin.end()
  }
  return { adminUrl, template, stop }
}

async function makeTemplate(adminUrl: string, name: string): Promise<string> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(`create database ${name} template template0 encoding 'UTF8'`)
  } finally {
    await admin.end()
  }
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const config = { databaseUrl: url.href, databasePrepare: false, statementTimeoutMs: 0, poolSize: 1, maxOverflow: 0 }
  await migrate(config)
  const sql = connect(config)
  await prepareQueues(sql, JOB_NAMES)
  await sql.end()
  return name
}

/**
 * A shell that waits for the end of its input, which comes when this process ends for whatever reason, then ends the
 * server and removes its folder. A test file that is run by itself counts on it, because no hook of the test runner
 * comes after every other; and a killed run leaves nothing behind. Answers how to send the guard home.
 */
function guard(folder: string): () => void {
  if (process.platform === 'win32') return () => {}
  // The second removal is for an initdb that was still writing.
  const script = `
    trap '' INT HUP TERM
    cat > /dev/null
    directory=$(sed -n 's/.*"directory": "\\(.*\\)".*/\\1/p' "$1/postgres.json" 2> /dev/null)
    pid=$(head -n 1 "$directory/postmaster.pid" 2> /dev/null)
    if [ -n "$pid" ]; then
      kill -QUIT "$pid" 2> /dev/null
      while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
    fi
    rm -rf -- "$1"
    sleep 2
    rm -rf -- "$1"`
  const shell = spawn('/bin/sh', ['-c', script, 'guard', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref()
  return () => {
    if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL')
  }
}
