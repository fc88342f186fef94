import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Request } from 'playwright-core'
import { webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })
const MOST_BYTES = 350_000

/** What a browser that has nothing yet fetches of scripts for an address, compressed. */
async function scriptBytesOf(path: string): Promise<{ total: number; names: string[] }> {
  const { page } = await web.open('/mark.svg', { isBare: true })
  const requests: Request[] = []
  page.on('requestfinished', (request) => {
    if (/\.js$/.test(new URL(request.url()).pathname)) requests.push(request)
  })
  await page.goto(path, { waitUntil: 'networkidle' })
  const sizes = await Promise.all(requests.map(async (request) => (await request.sizes()).responseBodySize))
  await page.context().close()
  return {
    total: sizes.reduce((sum, size) => sum + size, 0),
    names: requests.map((request) => new URL(request.url()).pathname.replace(/^.*\/|-[\w-]{8}\.js$/g, '')),
  }
}

test('the till is there after less than 350 kB of scripts, and fetches nothing of the back office', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { total, names } = await scriptBytesOf('/till')
  t.diagnostic(`${total} bytes: ${names.join(', ')}`)
  assert.ok(total > 50_000 && total < MOST_BYTES, `${total} bytes`)
  assert.deepEqual(
    names.filter((name) => name === 'back-office'),
    [],
  )
})
