import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeProduct } from '../../../test/harness/catalog.ts'
import { eventually } from '../../../test/harness/eventually.ts'
import { testFileRoom } from '../../../test/harness/files.ts'
import { filesBelow } from '../../../test/harness/folder.ts'
import { makePicture } from '../../../test/harness/pictures.ts'
import { fetchPictures } from './fetch-pictures.ts'

const application = await testApplication({ after })
const { sql, as, config, guest } = application
const manager = as('manager')
const room = testFileRoom({ after }, application, {
  outbound: {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isAllowed: (address) => address === '127.0.0.1',
  },
})

const picture = await makePicture('png')
const server = createServer((request, response) => {
  if (request.url === '/photo.png') response.end(picture)
  else if (request.url === '/page') response.end('<html>')
  else if (request.url === '/inside') response.writeHead(302, { location: 'http://10.0.0.1/' }).end()
  else response.writeHead(404).end()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => server.close())
const { port } = server.address() as AddressInfo
const address = (path: string) => `http://images.exemple:${port}/${path}`

const galleryOf = async (productId: number) =>
  (await manager.get(`/api/v1/products/${productId}`)).body.data.gallery as Record<string, unknown>[]
const states = (gallery: Record<string, unknown>[]) => gallery.map(({ state, failure }) => [state, failure])

async function importedProduct(paths: readonly string[]): Promise<number> {
  const { id } = await makeProduct(sql)
  await sql`
    insert into product_images (product_id, source_url, position)
    select ${id}, url, place from unnest(${paths.map(address)}::text[]) with ordinality given(url, place)`
  return id
}

test('pictures known by their address come when they are asked for, and say why not', async () => {
  const id = await importedProduct(['photo.png', 'page', 'inside', 'missing'])
  assert.deepEqual(states(await galleryOf(id)), Array(4).fill(['remote', null]))
  const { status, body } = await manager.post(`/api/v1/products/${id}/gallery/fetch`)
  assert.equal(status, 202)
  assert.deepEqual(states(body.data), Array(4).fill(['fetching', null]))
  const [job] = await sql`select data from pgboss.job where name = 'fetch-gallery'`
  assert.deepEqual(job?.data, { product_id: id })

  await fetchPictures(sql, room, id)
  const isFetched = (gallery: Record<string, unknown>[]) => gallery.every(({ state }) => state !== 'fetching')
  assert.deepEqual(states(await eventually(() => galleryOf(id), isFetched)), [
    ['processing', null],
    ['failed', 'not_an_image'],
    ['failed', 'address_refused'],
    ['failed', 'unreachable'],
  ])
  await room.finishPictures()
  const [first] = await eventually(
    () => galleryOf(id),
    ([shown]) => shown?.state !== 'processing',
  )
  assert.deepEqual([first?.state, first?.source_url, first?.width], ['ready', address('photo.png'), 64])
  assert.equal((await guest.get(String(first?.url))).status, 200)
  assert.deepEqual(filesBelow(join(config.dataFolder, 'tmp', 'files')), [])
  const changes = await sql<{ operation: string; entity: string }[]>`
    select distinct operation, entity_type || ' ' || action as entity from audit_log
    where operation in ('fetch-gallery', 'make-image-sizes') order by 1, 2`
  assert.deepEqual(
    changes.map(({ operation, entity }) => `${operation}: ${entity}`),
    ['fetch-gallery: file create', 'fetch-gallery: product update', 'make-image-sizes: file update'],
  )
})

test('asking again tries only what failed, and asking twice leaves one job', async () => {
  const id = await importedProduct(['photo.png', 'missing'])
  const count = async () => {
    const [row] = await sql`
      select count(*)::int as n from pgboss.job where name = 'fetch-gallery' and data = ${sql.json({ product_id: id })}`
    return row?.n
  }
  await manager.post(`/api/v1/products/${id}/gallery/fetch`)
  await manager.post(`/api/v1/products/${id}/gallery/fetch`)
  assert.equal(await count(), 1)
  await fetchPictures(sql, room, id)
  await fetchPictures(sql, room, id)
  const again = await manager.post(`/api/v1/products/${id}/gallery/fetch`)
  assert.deepEqual(states(again.body.data)[1], ['fetching', null])
  assert.equal(await count(), 2)
  const nothing = await makeProduct(sql)
  assert.equal((await manager.post(`/api/v1/products/${nothing.id}/gallery/fetch`)).status, 202)
  assert.equal((await manager.post('/api/v1/products/999999/gallery/fetch')).status, 404)
})
