import { createFileRoom } from '../../server/files/index.ts'
import { readingsOfPrimary } from '../../server/platform/database/readings.ts'
import { createJobQueue } from '../../server/platform/jobs/job-queue.ts'
import { EXPORTABLES, type ExportWorkshop, runExport } from '../../server/reporting/index.ts'
import { peopleStores } from '../../server/stores/index.ts'
import type { TestApplication } from './app.ts'
import type { Answer, Client } from './client.ts'
import type { Cleaner } from './database.ts'

export type TestExporter = {
  readonly workshop: ExportWorkshop
  /** Asks for an export; fails unless it is accepted. */
  ask(client: Client, request: object): Promise<Answer['body']>
  /** Has the worker's part done, and answers the export as this client sees it. */
  finish(client: Client, id: number): Promise<Answer['body']>
  /** Both, and the file. */
  file(client: Client, request: object): Promise<{ made: Answer['body']; raw: Buffer; headers: Answer['headers'] }>
}

/** The worker's part of exports, over an application's database. */
export function testExporter(cleaner: Cleaner, { sql, config, log }: TestApplication): TestExporter {
  const jobs = createJobQueue(sql)
  const files = createFileRoom({ config, log, jobs })
  cleaner.after(async () => {
    await files.close()
    await jobs.close()
  })
  const workshop: ExportWorkshop = {
    sql,
    readings: readingsOfPrimary(sql),
    files,
    exportables: EXPORTABLES,
    storeIds: peopleStores.idsOf,
    hasService: true,
    log,
    stop: new AbortController().signal,
  }
  const ask: TestExporter['ask'] = async (client, request) => {
    const { status, body } = await client.post('/api/v1/exports', request)
    if (status !== 202) throw new Error(`The export was refused: ${JSON.stringify(body)}`)
    return body.data
  }
  const finish: TestExporter['finish'] = async (client, id) => {
    await runExport(workshop, id)
    return (await client.get(`/api/v1/exports/${id}`)).body.data
  }
  return {
    workshop,
    ask,
    finish,
    async file(client, request) {
      const made = await finish(client, (await ask(client, request)).id)
      if (made.state !== 'done') throw new Error(`The export failed: ${JSON.stringify(made)}`)
      const { raw, headers } = await client.get(made.links.file)
      return { made, raw, headers }
    },
  }
}
