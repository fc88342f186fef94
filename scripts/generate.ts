// Writes the files that are made from the code: openapi.json and schema.sql.
// Usage: node bin/run.mjs scripts/generate.ts [--out FOLDER]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createApplication } from '../server/app.ts'
import { loadConfig } from '../server/platform/config.ts'
import { connect } from '../server/platform/database/connect.ts'
import { dumpSchema } from '../server/platform/database/dump-schema.ts'
import { createLog } from '../server/platform/log/create-log.ts'
import { startTestServer } from '../test/harness/cluster.ts'

/** Nothing of the machine may show in what is generated. */
const INSTANCE_ID = 'generate'

/** Answers each generated file's text, by name: the same for the same code, wherever and whenever it is made. */
async function generate(): Promise<Record<string, string>> {
  const server = await startTestServer()
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-generate-'))
  const url = new URL(server.adminUrl)
  url.pathname = `/${server.template}`
  const config = loadConfig({ DATABASE_URL: url.href, COMPTOIR_DATA: folder, INSTANCE_ID }, { folder })
  const sql = connect(config, { max: 2 })
  const log = createLog(config, { write: (_channel, text) => process.stderr.write(text), flush: async () => {} })
  try {
    const app = await createApplication({ config, sql, log, instanceId: INSTANCE_ID })
    const document = app.openapiDocument('en')
    await app.close()
    return { 'openapi.json': `${JSON.stringify(document, null, 2)}\n`, 'schema.sql': await dumpSchema(sql) }
  } finally {
    await sql.end({ timeout: 1 })
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const { values } = parseArgs({ options: { out: { type: 'string', default: resolve(import.meta.dirname, '..') } } })
mkdirSync(values.out, { recursive: true })
for (const [name, text] of Object.entries(await generate())) writeFileSync(join(values.out, name), text)
// Pools and timers that a server would keep are of no use here any more.
process.exit(0)
