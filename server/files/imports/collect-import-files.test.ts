import assert from 'node:assert/strict'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { testFileRoom } from '../../../test/harness/files.ts'
import { filesBelow } from '../../../test/harness/folder.ts'
import { testImporter } from '../../../test/harness/importer.ts'
import { collectImportFiles } from './collect-import-files.ts'
import { keepImportFile } from './import-files.ts'

const application = await testApplication({ after })
const { sql, config, as } = application
const { send, run } = testImporter({ after }, application)
const room = testFileRoom({ after }, application)
const owner = as('owner')
const folder = join(config.dataFolder, 'files', 'imports')

const age = () => {
  const old = new Date(Date.now() - 2 * 86_400_000)
  for (const path of filesBelow(folder)) utimesSync(path, old, old)
}

test('files and problems of old imports go, and files that no import names', async () => {
  const imported = await run(owner, 'name,price\nX,cher\n')
  const { body } = await send(owner, 'name,price\nY,1\n')
  // A request whose transaction was lost leaves a file that no import names.
  await keepImportFile(room, 'perdu.csv', import.meta.filename)
  assert.equal(filesBelow(folder).length, 3)
  assert.equal(await collectImportFiles(sql, room), 0)
  age()
  assert.equal(await collectImportFiles(sql, room), 1)
  assert.match(String((await owner.get(imported.links.errors)).body), /cher/)
  await sql`update imports set finished_at = now() - interval '31 days' where id = ${imported.id}`
  assert.equal(await collectImportFiles(sql, room), 1)
  assert.doesNotMatch(String((await owner.get(imported.links.errors)).body), /cher/)
  assert.equal((await owner.get(`/api/v1/imports/${imported.id}`)).body.data.problems_count, 1)
  // What still waits keeps its file.
  assert.equal((await owner.get(`/api/v1/imports/${body.data.id}`)).body.data.state, 'queued')
  assert.equal(filesBelow(folder).length, 1)
})
