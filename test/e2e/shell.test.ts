import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeProduct } from '../harness/catalog.ts'
import { until } from '../harness/processes.ts'
import { assertAccessible, photograph, settle, webApplication } from '../harness/web-app.ts'

const web = await webApplication({ after })

test('one signs in by keyboard alone, and finds a product', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  await makeProduct(web.sql, { name: 'Confiture de bleuets' })
  const owner = await web.person('owner')
  const { page, complaints } = await web.open('/products')
  await page.getByRole('heading', { name: 'Bienvenue au Comptoir' }).waitFor()
  await assertAccessible(page)
  await photograph(page, 'sign-in')

  await page.keyboard.press('Tab')
  await page.keyboard.type(owner.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type('autre chose')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(owner.password)
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { level: 1, name: 'Produits' }).waitFor()
  await page.getByText('Confiture de bleuets').waitFor()
  await settle(page)
  await page.keyboard.press('/')
  await page.keyboard.type('confture')
  await page.waitForURL(/q=confture/)
  await page.getByText('Confiture de bleuets').waitFor()
  await assertAccessible(page)
  await photograph(page, 'products')
  // A password that was not the right one.
  assert.deepEqual(complaints, ['401 POST /api/v1/login'])
})

test('a page from elsewhere writes nothing with somebody’s session, and ours does', async () => {
  const { email, password } = await web.person('owner')
  const write = (path: string, origin: string, cookie: string, body: object) =>
    fetch(`${web.address}${path}`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const signedIn = await write('/api/v1/login', web.address, '', { email, password, session: true })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const category = { name: 'Épicerie' }
  assert.equal((await write('/api/v1/product-categories', 'https://ailleurs.example', cookie, category)).status, 403)
  assert.equal((await write('/api/v1/product-categories', web.address, cookie, category)).status, 201)
})

const focusedId = (page: Page): Promise<string> => page.evaluate('document.activeElement.id')

test('the palette goes anywhere by keyboard; a new page says its title and has the keyboard', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/account', { as: await web.person('owner') })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  assert.equal(await focusedId(page), 'content')

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder('Une page ou une action').fill('produits')
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'palette')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Produits' }).waitFor()
  await until(async () => (await focusedId(page)) === 'content')
  assert.equal(await page.title(), 'Produits · Comptoir')

  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Raccourcis clavier' }).waitFor()
  await assertAccessible(page)
  await photograph(page, 'shortcuts')
  await page.keyboard.press('Escape')

  await page.goto('/nulle-part')
  await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor()
  await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor()
  await assertAccessible(page)
  await photograph(page, 'not-found')
  assert.deepEqual(complaints, [])
})

test('who may not see a page is told which permission it takes', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page } = await web.open('/audit', { as: await web.person('cashier') })
  await page.getByRole('heading', { level: 1, name: 'Cette page n’est pas la vôtre' }).waitFor()
  await page.getByText('audit.view').waitFor()
  await assertAccessible(page)
})

test('on a telephone the navigation is folded away, for the keyboard too', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page } = await web.open('/account', { as: await web.person('owner'), width: 390, height: 844 })
  const menu = page.getByRole('button', { name: 'Menu' })
  assert.equal(await page.getByRole('navigation', { name: 'Navigation principale' }).count(), 0)
  await menu.press('Enter')
  await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor()
  assert.equal(await menu.getAttribute('aria-expanded'), 'true')
  await assertAccessible(page)
  await photograph(page, 'menu')
  await page.keyboard.press('Escape')
  assert.equal(await menu.getAttribute('aria-expanded'), 'false')
  await menu.press('Enter')
  await page.getByRole('button', { name: 'Catalogue' }).press('Enter')
  await page.getByRole('link', { name: 'Produits', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Produits' }).waitFor()
  assert.equal(await menu.getAttribute('aria-expanded'), 'false')
})

/** How far what stands on the page sticks out of it, in pixels. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

test('every page of the navigation, with nothing in it yet, on the narrowest telephone and on the widest screen', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const { page, complaints } = await web.open('/account', { as: await web.person('owner'), width: 360, height: 740 })
  await page.getByRole('button', { name: 'Menu' }).click()
  const folded = page.locator('nav button[aria-expanded="false"]')
  while ((await folded.count()) > 0) await folded.first().click()
  const hrefs = await page
    .locator('nav a')
    .evaluateAll((links) =>
      links.map((link) => String((link as { getAttribute?(name: string): string }).getAttribute?.('href'))),
    )
  assert.ok(hrefs.length > 10)
  const faults: string[] = []
  for (const href of hrefs.filter((path) => path !== '/till')) {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(href)
    await settle(page)
    if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) faults.push(`${href}: not one h1`)
    if ((await overflowOf(page)) > 0) faults.push(`${href}: sticks out by ${await overflowOf(page)} px at 360`)
    await assertAccessible(page).catch((error: Error) => faults.push(error.message))
    await page.setViewportSize({ width: 3840, height: 2160 })
    if ((await overflowOf(page)) > 0) faults.push(`${href}: sticks out at 3840`)
  }
  assert.deepEqual([...faults, ...complaints], [])
})

test('one’s own account: name, PIN, a token that is shown once', async (t) => {
  if (web.browser === null) return t.skip('no browser')
  const person = await web.person('cashier')
  const { page, complaints } = await web.open('/', { as: person })
  await page.getByRole('button', { name: 'Mon compte' }).click()
  await assertAccessible(page)
  await page.getByRole('menuitem', { name: 'Mon compte' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mon compte' }).waitFor()
  await settle(page)
  await assertAccessible(page)
  await photograph(page, 'account')

  const identity = page.getByRole('region', { name: 'Qui je suis' })
  await identity.getByLabel('Nom').fill('Zoé Gagnon')
  await identity.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Enregistré').waitFor()

  const pin = page.getByRole('region', { name: 'NIP de caisse' })
  await pin.getByLabel('Nouveau NIP').fill('123456')
  await pin.getByLabel('Mot de passe actuel').fill(person.password)
  await pin.getByRole('button', { name: 'Changer le NIP' }).click()
  await pin.getByText('Ce NIP est de ceux que l’on essaie d’abord').waitFor()
  await pin.getByLabel('Nouveau NIP').fill('850317')
  await pin.getByRole('button', { name: 'Changer le NIP' }).click()
  await page.getByText('NIP changé').waitFor()

  await page.getByRole('button', { name: 'Nouveau jeton' }).click()
  await page.getByLabel('Pour quel programme ?').fill('Comptabilité')
  await assertAccessible(page)
  await photograph(page, 'new-token')
  await page.getByRole('button', { name: 'Créer le jeton' }).click()
  await page.getByText('il ne sera plus jamais montré').waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: 'C’est copié' }).click()
  await page.getByRole('button', { name: 'Révoquer Comptabilité' }).click()
  await page.getByRole('button', { name: 'Révoquer', exact: true }).click()
  await page.getByText('« Comptabilité » est révoqué').waitFor()
  assert.deepEqual(complaints, ['422 PUT /api/v1/users/:id/pin'])
})
