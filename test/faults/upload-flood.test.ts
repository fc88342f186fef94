// Two hundred uploads at once, to a real process over real connections: each gets its answer, the process stays small, and
// nothing is left on disk but what was stored.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { API_TOKEN, apiProcess } from '../harness/api-process.ts'
import { makeProduct } from '../harness/catalog.ts'
import { testDatabase } from '../harness/database.ts'
import { filesBelow, leftBelow } from '../harness/folder.ts'
import { multipartBody, multipartHeaders } from '../harness/multipart.ts'
import { emptyPng, makePicture, pictureFile } from '../harness/pictures.ts'

const UPLOADS = 200
const GROWTH_MAX_MEBI = 100

const { sql, url } = await testDatabase({ after })
await prepareInstallation(sql)
const api = await apiProcess({ after }, url)
await api.start()

const status = (pid: number) => `/proc/${pid}/status`
const residentMebi = (): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status(api.pid()), 'utf8'))?.[1]) / 1024
/** The most that it ever held. */
const peakMebi = (): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(status(api.pid()), 'utf8'))?.[1]) / 1024

function send(productId: number, file: Buffer): Promise<Response> {
  return fetch(`${api.address}/api/v1/products/${productId}/gallery`, {
    method: 'POST',
    headers: { ...multipartHeaders, authorization: `Bearer ${API_TOKEN}` },
    body: new Uint8Array(multipartBody([pictureFile(file)])),
  })
}

test('two hundred at once are answered, in bounded memory, and leave nothing behind', async (t) => {
  const products = await Promise.all(Array.from({ length: 10 }, () => makeProduct(sql)))
  const photographs = await Promise.all(
    Array.from({ length: 5 }, () => makePicture('jpeg', { width: 800, height: 600 })),
  )
  const bomb = emptyPng(50_000, 50_000)
  const script = Buffer.from('<svg><script>alert(1)</script></svg>')
  const [firstProduct] = products
  assert.equal((await send(firstProduct?.id ?? 0, photographs[0] ?? bomb)).status, 201)
  const canMeasure = existsSync(status(api.pid()))
  const before = canMeasure ? residentMebi() : 0

  const answers = await Promise.all(
    Array.from({ length: UPLOADS }, async (_, index) => {
      const file = index % 4 === 3 ? (index % 8 === 3 ? bomb : script) : photographs[index % photographs.length]
      const response = await send(products[index % products.length]?.id ?? 0, file ?? bomb)
      return { status: response.status, retry: response.headers.get('retry-after'), body: await response.text() }
    }),
  )
  const counts: Record<number, number> = {}
  for (const answer of answers) {
    counts[answer.status] = (counts[answer.status] ?? 0) + 1
    assert.ok([201, 415, 422, 503].includes(answer.status), answer.body)
    if (answer.status === 503) assert.ok(Number(answer.retry) > 0)
  }
  t.diagnostic(`answers by status: ${JSON.stringify(counts)}`)
  assert.ok((counts[201] ?? 0) > 0 && (counts[422] ?? 0) > 0 && (counts[415] ?? 0) > 0)

  assert.deepEqual(await leftBelow(join(api.folder, 'tmp', 'uploads')), [])
  assert.equal(filesBelow(join(api.folder, 'files')).length, photographs.length)
  if (!canMeasure) return t.diagnostic('memory is measured on Linux only')
  t.diagnostic(`resident before: ${before.toFixed()} MiB, at most: ${peakMebi().toFixed()} MiB`)
  assert.ok(peakMebi() - before < GROWTH_MAX_MEBI, `it grew from ${before} to ${peakMebi()} MiB`)
})
