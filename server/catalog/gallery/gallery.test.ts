import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeProduct } from '../../../test/harness/catalog.ts'
import { eventually } from '../../../test/harness/eventually.ts'
import { testFileRoom } from '../../../test/harness/files.ts'
import { filesBelow, leftBelow } from '../../../test/harness/folder.ts'
import { postParts } from '../../../test/harness/multipart.ts'
import { makePicture, pictureFile } from '../../../test/harness/pictures.ts'

const application = await testApplication({ after })
const { sql, as, config, guest, log } = application
const owner = as('owner')
const manager = as('manager')
const room = testFileRoom({ after }, application)
const stored = () => filesBelow(join(config.dataFolder, 'files'))

const upload = async (path: string, pictures: readonly Buffer[], alt?: string) =>
  postParts(manager, path, [
    ...pictures.map((picture, index) => pictureFile(picture, `photo ${index}.jpg`)),
    ...(alt === undefined ? [] : [{ name: 'alt', content: alt }]),
  ])

const galleryOf = async (productId: number) => (await owner.get(`/api/v1/products/${productId}`)).body.data.gallery
const ids = (pictures: { id: number }[]) => pictures.map((picture) => picture.id)

test('pictures are attached in their order, become ready, and are served as WebP for ever', async () => {
  const { id } = await makeProduct(sql)
  assert.deepEqual(await galleryOf(id), [])
  const pictures = [await makePicture('jpeg', { width: 1600, height: 1200 }), await makePicture('png')]
  const { status, body } = await upload(`/api/v1/products/${id}/gallery`, pictures, '  Vue de face ')
  assert.equal(status, 201, JSON.stringify(body))
  const [first, second] = body.data
  assert.deepEqual(
    { ...first, id: 0, url: '', bytes: 0 },
    {
      id: 0,
      state: 'processing',
      url: '',
      width: 1600,
      height: 1200,
      bytes: 0,
      sizes: {},
      source_url: null,
      failure: null,
      alt: 'Vue de face',
      position: 1,
      is_main: true,
      variant_id: null,
    },
  )
  assert.deepEqual([second.position, second.is_main], [2, false])
  assert.deepEqual(await galleryOf(id), body.data)

  const resent = await upload(`/api/v1/products/${id}/gallery`, pictures.slice(0, 1), 'Vue de dos')
  assert.deepEqual([resent.status, resent.body.data[0].id, resent.body.data[0].alt], [201, first.id, 'Vue de dos'])
  const unsaid = await upload(`/api/v1/products/${id}/gallery`, pictures.slice(0, 1))
  assert.equal(unsaid.body.data[0].alt, 'Vue de dos')
  assert.equal((await upload(`/api/v1/products/${id}/gallery`, pictures.slice(0, 1), 'Vue de face')).status, 201)

  await room.finishPictures()
  const [ready, small] = await eventually(
    () => galleryOf(id),
    (gallery) => gallery[0].state !== 'processing',
  )
  assert.equal(ready.state, 'ready')
  const sizes = Object.entries<{ width: number; height: number }>(ready.sizes)
  assert.deepEqual(
    sizes.map(([name, { width, height }]) => [name, width, height]),
    [
      ['small', 160, 120],
      ['medium', 480, 360],
      ['large', 1200, 900],
    ],
  )
  assert.deepEqual([small.sizes.large.width, small.sizes.large.height], [64, 48])

  const answer = await guest.get(ready.sizes.medium.url)
  assert.equal(answer.status, 200)
  const facts = await sharp(answer.raw).metadata()
  assert.deepEqual([facts.format, facts.width, facts.height], ['webp', 480, 360])
  const { headers } = answer
  assert.equal(headers['content-type'], 'image/webp')
  assert.equal(headers['cache-control'], 'public, max-age=31536000, s-maxage=2592000, immutable')
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.equal(headers['content-disposition'], 'inline')
  assert.match(String(headers['content-security-policy']), /sandbox/)
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin')
  assert.equal(headers['content-length'], String(answer.raw.length))
  const again = await guest.get(ready.sizes.medium.url, { 'if-none-match': String(headers.etag) })
  assert.deepEqual([again.status, again.raw.length, again.headers.etag], [304, 0, headers.etag])
  assert.equal((await guest.get(ready.url)).status, 200)
})

test('addresses of pictures that are none answer 404', async () => {
  const key = 'a'.repeat(64)
  for (const path of [
    `/files/${key}/original.webp`,
    `/files/${key}/huge.webp`,
    `/files/${key}/original`,
    `/files/${key.toUpperCase()}/original.webp`,
    '/files/..%2f..%2fsecret-key/original.webp',
    `/files/${key}/..%2foriginal.webp`,
    '/files/',
  ]) {
    assert.equal((await guest.get(path)).status, 404, path)
  }
  const unknown = await guest.get(`/files/${key}/original.webp`, { 'if-none-match': '*' })
  assert.equal(unknown.status, 404)
})

test('the same picture is one file, and stands once in a gallery', async () => {
  const one = await makeProduct(sql)
  const other = await makeProduct(sql)
  const before = stored().length
  const picture = await makePicture()
  const path = `/api/v1/products/${one.id}/gallery`
  const first = await upload(path, [picture, picture])
  const second = await upload(path, [await makePicture(), picture])
  const elsewhere = await upload(`/api/v1/products/${other.id}/gallery`, [picture])
  assert.deepEqual([first.body.data.length, second.body.data.length], [1, 2])
  assert.equal(second.body.data[1].id, first.body.data[0].id)
  assert.equal(elsewhere.body.data[0].url, first.body.data[0].url)
  assert.notEqual(elsewhere.body.data[0].id, first.body.data[0].id)
  assert.equal((await galleryOf(one.id)).length, 2)
  assert.equal(stored().length, before + 2)
})

test('two uploads at once both land, in positions of their own', async () => {
  const { id } = await makeProduct(sql)
  const pictures = await Promise.all(Array.from({ length: 6 }, () => makePicture()))
  const answers = await Promise.all(pictures.map((picture) => upload(`/api/v1/products/${id}/gallery`, [picture])))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  const gallery = await galleryOf(id)
  assert.deepEqual(
    gallery.map(({ position }: { position: number }) => position),
    [1, 2, 3, 4, 5, 6],
  )
  assert.deepEqual(new Set(ids(gallery)), new Set(answers.map(({ body }) => body.data[0].id)))
})

test('the same picture sent to many products at once is one file', async () => {
  const products = await Promise.all(Array.from({ length: 5 }, () => makeProduct(sql)))
  const picture = await makePicture()
  const answers = await Promise.all(products.map(({ id }) => upload(`/api/v1/products/${id}/gallery`, [picture])))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  assert.equal(new Set(answers.map(({ body }) => body.data[0].url)).size, 1)
})

test('an upload is done once with its key', async () => {
  const { id } = await makeProduct(sql)
  const parts = [pictureFile(await makePicture())]
  const headers = { 'idempotency-key': `galerie-${id}` }
  const first = await postParts(manager, `/api/v1/products/${id}/gallery`, parts, headers)
  const again = await postParts(manager, `/api/v1/products/${id}/gallery`, parts, headers)
  assert.deepEqual([again.status, again.headers['idempotent-replayed']], [201, 'true'])
  assert.deepEqual(again.body, first.body)
})

test('an upload that filled its gallery is answered again with its key, not refused', async () => {
  const { id } = await makeProduct(sql)
  await sql`
    insert into product_images (product_id, source_url, position)
    select ${id}, 'https://images.exemple/' || place, place from generate_series(1, 99) place`
  const parts = [pictureFile(await makePicture())]
  const send = (key: string) => postParts(manager, `/api/v1/products/${id}/gallery`, parts, { 'idempotency-key': key })
  const first = await send(`pleine-${id}`)
  const again = await send(`pleine-${id}`)
  assert.deepEqual([again.status, again.headers['idempotent-replayed'], again.body], [201, 'true', first.body])
  assert.deepEqual(Object.keys((await send(`autre-${id}`)).body.errors), ['files'])
})

test('a gallery is put in order; what is not named follows as it stood', async () => {
  const { id } = await makeProduct(sql)
  const pictures = await Promise.all(Array.from({ length: 4 }, () => makePicture()))
  const [a, b, c, d] = ids((await upload(`/api/v1/products/${id}/gallery`, pictures)).body.data)
  const order = (fileIds: unknown) => manager.put(`/api/v1/products/${id}/gallery/order`, { file_ids: fileIds })
  const { status, body } = await order([c, a])
  assert.equal(status, 200)
  assert.deepEqual(ids(body.data), [c, a, b, d])
  assert.deepEqual(
    body.data.map((picture: { is_main: boolean }) => picture.is_main),
    [true, false, false, false],
  )
  assert.deepEqual(await galleryOf(id), body.data)
  const refusals = [
    [[c, c], 'file_ids.1'],
    [[999_999_999], 'file_ids.0'],
    [[], 'file_ids'],
    [['un'], 'file_ids.0'],
  ] as const
  for (const [fileIds, field] of refusals) {
    const refused = await order(fileIds)
    assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, [field]])
  }
  assert.equal((await manager.put('/api/v1/products/999999/gallery/order', { file_ids: [a] })).status, 404)
})

test('orders and uploads at once leave every picture once, in distinct positions', async () => {
  const { id } = await makeProduct(sql)
  const pictures = await Promise.all(Array.from({ length: 3 }, () => makePicture()))
  const sent = ids((await upload(`/api/v1/products/${id}/gallery`, pictures)).body.data)
  const more = await Promise.all(Array.from({ length: 3 }, () => makePicture()))
  const answers = await Promise.all([
    ...more.map((picture) => upload(`/api/v1/products/${id}/gallery`, [picture])),
    ...[sent, sent.toReversed(), [sent[1]]].map((fileIds) =>
      manager.put(`/api/v1/products/${id}/gallery/order`, { file_ids: fileIds }),
    ),
    manager.del(`/api/v1/products/${id}/gallery/${sent[2]}`),
  ])
  // An order may come after the picture that it names was taken out.
  assert.ok(answers.every(({ status }) => status < 300 || status === 422))
  const positions = (await galleryOf(id)).map((picture: { position: number }) => picture.position)
  assert.equal(positions.length, 5)
  assert.equal(new Set(positions).size, 5)
})

test('a picture is described, and says which variant it shows', async () => {
  const product = await makeProduct(sql)
  const other = await makeProduct(sql)
  const [{ id }] = (await upload(`/api/v1/products/${product.id}/gallery`, [await makePicture()])).body.data
  const path = `/api/v1/products/${product.id}/gallery/${id}`
  const described = await manager.patch(path, { alt: 'Sac à dos, « bleu »', variant_id: firstVariant(product) })
  assert.equal(described.status, 200)
  assert.deepEqual(
    [described.body.data.alt, described.body.data.variant_id],
    ['Sac à dos, « bleu »', firstVariant(product)],
  )
  const foreign = await manager.patch(path, { variant_id: firstVariant(other) })
  assert.deepEqual([foreign.status, Object.keys(foreign.body.errors)], [422, ['variant_id']])
  assert.equal((await manager.patch(`/api/v1/products/${other.id}/gallery/${id}`, { alt: 'x' })).status, 404)
  const cleared = await manager.patch(path, { alt: null, variant_id: null })
  assert.deepEqual([cleared.body.data.alt, cleared.body.data.variant_id], [null, null])
})

test('pictures of a variant stand in its gallery and in its product’s', async () => {
  const product = await makeProduct(sql, { variants: [{ price: '2.00', name: 'Rouge' }] })
  const [first, second] = (product.variants ?? []).map((variant) => variant.id)
  await upload(`/api/v1/products/${product.id}/gallery`, [await makePicture()])
  const path = `/api/v1/product-variants/${second}/gallery`
  const { status, body } = await upload(path, [await makePicture()], 'Rouge')
  assert.deepEqual([status, body.data[0].variant_id], [201, second])
  const pictureId = body.data[0].id
  assert.deepEqual(ids(await galleryOf(product.id)).at(-1), pictureId)
  const variant = await owner.get(`/api/v1/product-variants/${second}`)
  assert.deepEqual(ids(variant.body.data.gallery), [pictureId])
  assert.equal(variant.body.data.gallery[0].is_main, true)
  const sister = await owner.get(`/api/v1/product-variants/${first}`)
  assert.deepEqual(sister.body.data.gallery, [])
  assert.equal((await manager.del(`/api/v1/product-variants/${first}/gallery/${pictureId}`)).status, 404)
  assert.equal((await manager.del(`${path}/${pictureId}`)).status, 200)
  assert.equal((await galleryOf(product.id)).length, 1)
})

test('a picture is removed from one gallery, and stays in the others', async () => {
  const one = await makeProduct(sql)
  const other = await makeProduct(sql)
  const picture = await makePicture()
  const [{ id, url }] = (await upload(`/api/v1/products/${one.id}/gallery`, [picture])).body.data
  await upload(`/api/v1/products/${other.id}/gallery`, [picture])
  assert.equal((await manager.del(`/api/v1/products/${other.id}/gallery/${id}`)).status, 404)
  const removed = await manager.del(`/api/v1/products/${one.id}/gallery/${id}`)
  assert.deepEqual([removed.status, removed.body.message], [200, 'Image retirée avec succès.'])
  assert.equal((await manager.del(`/api/v1/products/${one.id}/gallery/${id}`)).status, 404)
  assert.deepEqual(await galleryOf(one.id), [])
  assert.equal((await galleryOf(other.id)).length, 1)
  assert.equal((await guest.get(url)).status, 200)
})

test('nothing is kept for what does not exist, and a gallery has its limit', async () => {
  const before = stored().length
  const picture = await makePicture()
  for (const path of ['/api/v1/products/999999/gallery', '/api/v1/product-variants/999999/gallery']) {
    assert.equal((await upload(path, [picture])).status, 404)
  }
  const product = await makeProduct(sql)
  await sql`
    insert into product_images (product_id, source_url, position)
    select ${product.id}, 'https://exemple.ca/' || n, n from generate_series(1, 99) n`
  const tooMany = await upload(`/api/v1/products/${product.id}/gallery`, [picture, await makePicture()])
  assert.deepEqual([tooMany.status, Object.keys(tooMany.body.errors)], [422, ['files']])
  assert.equal(stored().length, before)
  assert.equal((await upload(`/api/v1/products/${product.id}/gallery`, [picture])).status, 201)
  assert.deepEqual(await leftBelow(join(config.dataFolder, 'tmp', 'uploads')), [])
})

test('who did what to a gallery stands in the audit log', async () => {
  const { id } = await makeProduct(sql)
  await upload(`/api/v1/products/${id}/gallery`, [await makePicture()])
  const rows = await sql<{ operation: string; user_id: number }[]>`
    select operation, user_id from audit_log where part = 'product_images' and entity_id = ${String(id)}`
  assert.deepEqual([...rows], [{ operation: 'attachGallery', user_id: (await manager.person).id }])
})

test('the list shows galleries when asked to', async () => {
  const { id } = await makeProduct(sql)
  const sent = (await upload(`/api/v1/products/${id}/gallery`, [await makePicture()])).body.data
  const { body } = await owner.get(`/api/v1/products?ids=${id}&include=gallery`)
  assert.deepEqual(body.data[0].gallery, sent)
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
