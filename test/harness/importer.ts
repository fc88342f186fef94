import { createFileRoom, Importer } from '../../server/files/index.ts'
import { createImportKinds } from '../../server/import-kinds.ts'
import { createJobQueue } from '../../server/platform/jobs/job-queue.ts'
import type { TestApplication } from './app.ts'
import type { Answer, Client } from './client.ts'
import type { Cleaner } from './database.ts'
import { type Part, postParts } from './multipart.ts'

export type ImportFields = Readonly<Record<string, string | boolean | object>>

export type TestImporter = {
  readonly importer: Importer
  /** Sends a file; without `kind` products. */
  send(
    client: Client,
    content: string | Buffer,
    fields?: ImportFields,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Has the worker's part done, and answers the import as this client sees it. */
  finish(client: Client, id: number): Promise<Answer['body']>
  /** Both. Fails unless the import is accepted. */
  run(client: Client, content: string | Buffer, fields?: ImportFields): Promise<Answer['body']>
  undo(client: Client, id: number): Promise<Answer['body']>
}

/** The worker's importer over an application's database, woken when a test asks. */
export function testImporter(cleaner: Cleaner, { sql, config, log }: TestApplication): TestImporter {
  const jobs = createJobQueue(sql)
  const files = createFileRoom({ config, log, jobs })
  const importer = new Importer({ sql, files, kinds: createImportKinds(() => config.secretKey), log })
  cleaner.after(async () => {
    await importer.stop()
    await files.close()
    await jobs.close()
  })
  const send: TestImporter['send'] = (client, content, fields = {}, headers = {}) =>
    postParts(
      client,
      '/api/v1/imports',
      [{ name: 'file', filename: 'liste.csv', content }, ...partsOf(fields)],
      headers,
    )
  const finish: TestImporter['finish'] = async (client, id) => {
    importer.wake()
    await importer.idle()
    return (await client.get(`/api/v1/imports/${id}`)).body.data
  }
  return {
    importer,
    send,
    finish,
    async run(client, content, fields) {
      const { status, body } = await send(client, content, fields)
      if (status !== 202) throw new Error(`The import was refused: ${JSON.stringify(body)}`)
      return finish(client, body.data.id)
    },
    async undo(client, id) {
      const { status, body } = await client.post(`/api/v1/imports/${id}/undo`)
      if (status !== 202) throw new Error(`The undo was refused: ${JSON.stringify(body)}`)
      return finish(client, id)
    },
  }
}

const partsOf = (fields: ImportFields): Part[] =>
  Object.entries({ kind: 'products', ...fields }).map(([name, value]) => ({
    name,
    content: typeof value === 'object' ? JSON.stringify(value) : String(value),
  }))
