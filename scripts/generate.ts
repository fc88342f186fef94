// Writes the files that are made from the code: openapi.json, schema.sql, the typed client, and Grafana's dashboards.
// Usage: node bin/run.mjs scripts/generate.ts [--out FOLDER]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createApplication } from '../server/app.ts'
import { loadConfig } from '../server/platform/config.ts'
import { connect } from '../server/platform/database/connect.ts'
import { dumpSchema } from '../server/platform/database/dump-schema.ts'
import { createLog } from '../server/platform/log/create-log.ts'
import { startTestServer } from '../test/harness/cluster.ts'
import { compileClient } from './client/compile-client.ts'
import { type Document, writeClient } from './client/write-client.ts'
import { writeDashboards } from './dashboards/write-dashboards.ts'

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
    const openapi = `${JSON.stringify(document, null, 2)}\n`
    return {
      'openapi.json': openapi,
      'schema.sql': await dumpSchema(sql),
      ...generateClient(JSON.parse(openapi)),
      ...writeDashboards(),
    }
  } finally {
    await sql.end({ timeout: 1 })
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function generateClient(document: Document): Record<string, string> {
  const api = writeClient(document)
  const compiled = Object.entries(compileClient(api)).map(([name, text]) => [`packages/client/dist/${name}`, text])
  return { 'packages/client/src/api.ts': api, ...Object.fromEntries(compiled) }
}

const { values } = parseArgs({ options: { out: { type: 'string', default: resolve(import.meta.dirname, '..') } } })
for (const [name, text] of Object.entries(await generate())) {
  mkdirSync(dirname(join(values.out, name)), { recursive: true })
  writeFileSync(join(values.out, name), text)
}
// Pools and timers that a server would keep are of no use here any more.
process.exit(0)
