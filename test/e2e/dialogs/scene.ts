import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { makeCategory, makeOption, makeProduct } from '../../harness/catalog.ts'
import { makeStore, makeToken } from '../../harness/factories.ts'
import { testFileRoom } from '../../harness/files.ts'
import { testImporter } from '../../harness/importer.ts'
import { postParts } from '../../harness/multipart.ts'
import { type Opening, type Overlays, takePicture, watchOverlays } from '../../harness/overlays.ts'
import { makePicture, pictureFile } from '../../harness/pictures.ts'
import { makeShop, saleOf, stockUp } from '../../harness/sales.ts'
import { beginStocktake } from '../../harness/stocktakes.ts'
import { settle, type WebApplication } from '../../harness/web-app.ts'

type Cleaner = Parameters<typeof testFileRoom>[0]
type Body = Record<string, unknown>

/** A chain with one of each of what dialogs are about. */
export async function makeScene(cleaner: Cleaner, web: WebApplication) {
  const { sql } = web
  const shop = await makeShop(sql, {
    store: { name: 'Marché du Plateau' },
    tills: 3,
    articles: [
      { name: 'Théière bleue', sku: 'TH-01' },
      ...Array.from({ length: 11 }, (_, at) => ({ name: `Thé vert ${at + 1}` })),
    ],
  })
  const warehouse = await makeStore(sql, { name: 'Entrepôt central', kind: 'warehouse' })
  const owner = await web.person('owner', { name: 'Élisabeth Tremblay' })
  await makeToken(sql, owner.id, { name: 'Comptabilité' })
  const storeId = shop.store.id
  const variants = shop.articles.map(({ variantId }) => variantId)
  await stockUp(sql, warehouse.id, variants, 500)
  const ask = async (method: 'POST' | 'PUT', path: string, body?: Body) => {
    const { status, body: answer } = await web.service.send(method, `/api/v1${path}`, body)
    assert.ok(status < 300, JSON.stringify(answer))
    return answer.data
  }
  for (const variantId of variants) {
    await ask('PUT', `/stock/${storeId}/${variantId}/levels`, { reorder_point: '120', target: '150' })
  }
  const transfer = async () => {
    const lines = [{ variant_id: variants[0], quantity: '2' }]
    const { id } = await ask('POST', '/transfers', { source_id: warehouse.id, destination_id: storeId, lines })
    return id as number
  }
  const short = await transfer()
  for (const step of ['approve', 'ship']) await ask('POST', `/transfers/${short}/${step}`, {})
  await ask('POST', `/transfers/${short}/receive`, { lines: [{ variant_id: variants[0], quantity: '1' }] })
  const sale = await ask('POST', '/sales', saleOf(shop))
  const session = await ask('POST', `/registers/${shop.tillIds[2]}/sessions`, { opening_float: '100.00' })
  const customer = await ask('POST', '/customers', { name: 'Zoé Lévesque', email: 'zoe@example.com' })
  await ask('POST', '/customers', { name: 'Zoé Levesque' })
  await ask('POST', '/devices', { store_id: storeId, name: 'Tablette du comptoir' })
  const { run } = testImporter(cleaner, web)
  const imported = await run(web.as('owner'), 'name,price\nSavon,4.99\n')
  return {
    web,
    shop,
    storeId,
    owner,
    variants,
    saleId: sale.id as string,
    sessionId: session.id as string,
    customerId: customer.id as number,
    importId: imported.id as number,
    productId: await makeDressedProduct(cleaner, web),
    shortTransfer: short,
    askedTransfer: await transfer(),
    stocktakeId: await beginStocktake(web.service, storeId),
  }
}

/** A product in a category, with an option, a variant that has a value of it, and a picture. */
async function makeDressedProduct(cleaner: Cleaner, web: WebApplication): Promise<number> {
  const { finishPictures } = testFileRoom(cleaner, web)
  await makeCategory(web.sql, { name: 'Vaisselle' })
  const category = await makeCategory(web.sql, { name: 'Vêtements' })
  const product = await makeProduct(web.sql, { name: 'Chandail de laine', category_id: category.id })
  await makeOption(web.sql, product.id, { name: 'Taille', values: ['S', 'M', 'L'], default_value: 'S' })
  const pictures = [pictureFile(await makePicture(), 'chandail.jpg')]
  const { status, body } = await postParts(web.as('owner'), `/api/v1/products/${product.id}/gallery`, pictures)
  assert.ok(status < 300, JSON.stringify(body))
  await finishPictures()
  return product.id
}

export type Scene = Awaited<ReturnType<typeof makeScene>>

/** Whoever goes through the pages and opens what they have. */
export type Visitor = Scene & {
  readonly page: Page
  readonly goTo: (path: string) => Promise<void>
  readonly look: (opening: Opening) => Promise<void>
}

/** Keeps what was seen of all pages, and goes through some of them. */
export function guideVisits(scene: Scene) {
  const overlays: Overlays = watchOverlays()
  const visit = async (path: string, go: (visitor: Visitor) => Promise<void>): Promise<readonly string[]> => {
    const before = overlays.faults.length
    const { page, complaints } = await scene.web.open(path, { as: scene.owner })
    const goTo = async (next: string) => {
      await page.goto(next)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await settle(page)
    }
    const broken: string[] = []
    try {
      await go({ ...scene, page, goTo, look: (opening) => overlays.look(page, opening) })
    } catch (error) {
      // What was found up to there tells why it went no further.
      broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
      await takePicture(page, `${path} broken off`)
    }
    await page.context().close()
    return [...overlays.faults.slice(before), ...complaints, ...broken]
  }
  return { seen: overlays.seen, visit }
}
