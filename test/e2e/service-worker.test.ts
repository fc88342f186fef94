import assert from 'node:assert/strict'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { putInForce, readCurrentBuild } from '../../server/web/builds.ts'
import { makeProduct } from '../harness/catalog.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { until } from '../harness/processes.ts'
import { makeShop } from '../harness/sales.ts'
import { enrol, isReady, openDrawer, says, totalOf } from '../harness/till-hands.ts'
import { freshBuild, settle, webApplication } from '../harness/web-app.ts'

const builds = temporaryFolder({ after })
await release('0')
const web = await webApplication({ after }, { builds })
await makeProduct(web.sql, { name: 'Sirop d’érable' })
const owner = await web.person('owner')
const shop = await makeShop(web.sql, { tills: 2, articles: [{ name: 'Pain', price: '4.00', taxClass: 'exempt' }] })
const manager = await web.person('manager', { storeIds: [shop.store.id] })

/** Puts a version in force whose page says which it is. */
async function release(version: string): Promise<void> {
  const from = await freshBuild(builds)
  const { name, sources } = readCurrentBuild(from) ?? { name: '', sources: '' }
  const folder = join(builds, version)
  cpSync(join(from, name), folder, { recursive: true, filter: (path) => !/service-worker\.js\./.test(path) })
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))
  for (const page of ['index.html', 'till.html']) {
    edit(page, (text) => text.replace('<html', `<html data-version="${version}"`))
  }
  edit('service-worker.js', (text) => text.replaceAll(sources.slice(0, 12), `version-${version}`))
  putInForce(builds, { name: version, sources: version })
}

const MOMENT_MS = 1_000
const versionOf = (page: Page): Promise<string> => page.evaluate('document.documentElement.dataset.version')
const lookForUpdate = (page: Page) =>
  page.evaluate('navigator.serviceWorker.getRegistration().then((registration) => registration.update())')
/**
 * Browsers end a worker that has nothing to do. One that is driven as here never does, once it has started a worker again
 * that was already leaving. While no version waits nothing is ended: it would be the worker that gives the new page its files.
 */
async function endIdleWorkers(page: Page): Promise<void> {
  // A page that comes anew just now has the new version.
  if (!(await isWaiting(page, true).catch(() => false))) return
  const client = await page.context().newCDPSession(page)
  await client.send('ServiceWorker.enable')
  await client.send('ServiceWorker.stopAllWorkers')
  await client.detach()
}

/** Whether a newer version does, or does not, wait for the one at work. */
const isWaiting = (page: Page, wanted: boolean): Promise<boolean> =>
  page.evaluate(
    `navigator.serviceWorker.getRegistration().then((registration) => (registration.waiting !== null) === ${wanted})`,
  )

/** A page that the worker serves from now on. */
async function openKept(path: string, person = owner) {
  const opened = await web.open(path, { as: person, hasServiceWorker: true })
  await opened.page.evaluate('navigator.serviceWorker.ready')
  await until(() => opened.page.evaluate<boolean>('navigator.serviceWorker.controller !== null'))
  return opened
}

test('a till that cannot be drawn takes the version that may mend it, with its ticket', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page } = await openKept('/till', manager)
  await enrol(page, 1)
  await openDrawer(page, '20')
  await page.evaluate(`Element.prototype.scrollIntoView = () => { throw new Error('Plus d’encre') }`)
  await page.getByRole('button', { name: /Pain/ }).click()
  await page.getByText('Plus d’encre').waitFor()
  await release('1')
  await lookForUpdate(page)
  await until(async () => {
    await page.waitForTimeout(3 * MOMENT_MS)
    await endIdleWorkers(page)
    return (await versionOf(page)) === '1'
  })
  await says(page, '4,00')
  await page.context().close()
})

test('without a network the application starts on every address, and says that the server does not answer', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page } = await openKept('/products')
  await page.context().setOffline(true)
  await page.goto('/products?q=sirop')
  await page.getByText('Le serveur ne répond pas').first().waitFor()
  await page.context().setOffline(false)
  // It goes on by itself.
  await page.getByText('Sirop d’érable').waitFor()
  await page.context().close()
})

test('the copy keeps its policy and its nonce, and what the API answers is never in it', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page } = await openKept('/products')
  const policies = new Set<string | null>()
  page.on('response', async (response) => {
    if (response.request().isNavigationRequest()) policies.add(await response.headerValue('content-security-policy'))
  })
  const requested: string[] = []
  page.on('response', (response) => {
    if (!response.fromServiceWorker()) requested.push(new URL(response.url()).pathname)
  })
  for (const path of ['/products', '/']) {
    await page.goto(path)
    await settle(page)
  }
  assert.equal(policies.size, 1)
  assert.match([...policies].join(), /script-src 'self'; style-src 'self' 'nonce-/)
  assert.ok(requested.includes('/api/v1/session'))
  const kept = await page.evaluate<string[]>(`
    caches.keys()
      .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
      .then((keys) => keys.flat().map((key) => new URL(key.url).pathname))`)
  assert.deepEqual(
    kept.filter((path) => path.startsWith('/api')),
    [],
  )
  await page.context().close()
})

test('a new version waits, and is taken when one goes to another page', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await openKept('/products')
  assert.equal(await versionOf(page), '1')
  await release('2')
  await lookForUpdate(page)
  await until(() => isWaiting(page, true))
  await page.reload()
  assert.equal(await versionOf(page), '1')
  await settle(page)
  // The old version leaves when it has nothing under way; whoever goes to a page after that is on the new one.
  const goTo = async (name: string) => {
    const folded = page.getByRole('button', { name: 'Catalogue', expanded: false })
    const link = page.getByRole('link', { name, exact: true }).first()
    // Where the page comes anew in between, the group is folded again.
    await until(async () => {
      if (await folded.isVisible()) await folded.click()
      return link.click({ timeout: MOMENT_MS }).then(
        () => true,
        () => false,
      )
    })
  }
  await until(async () => {
    for (const name of ['Comptoir', 'Produits']) {
      await goTo(name)
      await page.waitForTimeout(MOMENT_MS)
      await page.getByRole('main').waitFor()
    }
    await endIdleWorkers(page)
    return (await versionOf(page)) === '2'
  })
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('between the till and the back office one goes by a link, by the address and by the browser’s buttons', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await openKept('/products')
  const isTill = () => page.getByLabel('Nom de l’appareil').waitFor()
  const isProducts = () => page.getByText('Sirop d’érable').waitFor()
  await isProducts()
  await page.getByRole('link', { name: 'Caisse', exact: true }).first().click()
  await isTill()
  await page.goBack()
  await isProducts()
  await page.goForward()
  await isTill()
  // However it is written, the till has one address.
  await page.goto('/Till')
  await isTill()
  assert.equal(new URL(page.url()).pathname, '/till')
  await page.goBack()
  await page.goto('/products')
  await isProducts()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a till takes a new version between two sales, and starts with it without a network', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page } = await openKept('/till', manager)
  await enrol(page)
  await openDrawer(page, '20')
  await release('3')
  await lookForUpdate(page)
  await until(() => isWaiting(page, true))
  assert.equal(await versionOf(page), '2')
  await until(async () => {
    await page.getByRole('button', { name: /Pain/ }).click()
    await totalOf(page).click()
    await page.getByRole('button', { name: /^Carte/ }).click()
    await page.getByRole('button', { name: 'Vente suivante' }).click()
    await page.waitForTimeout(MOMENT_MS)
    await isReady(page)
    await endIdleWorkers(page)
    await isReady(page)
    return (await versionOf(page)) === '3'
  })
  await page.context().setOffline(true)
  for (const path of ['/till', '/till/anything']) {
    await page.goto(path)
    await isReady(page)
    assert.equal(await versionOf(page), '3')
  }
  await page.context().close()
})
