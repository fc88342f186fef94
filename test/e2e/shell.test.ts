import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { makeProduct } from '../harness/catalog.ts'
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
  // Nobody was signed in yet, and then somebody else's password was tried.
  assert.deepEqual(complaints, ['401 GET /api/v1/me', '401 POST /api/v1/login'])
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
