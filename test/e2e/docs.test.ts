import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { testApplication } from '../harness/app.ts'
import { startBrowser } from '../harness/browser.ts'
import { makeCategory } from '../harness/catalog.ts'
import { makeToken, makeUser } from '../harness/factories.ts'

const { app, sql } = await testApplication({ after })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const browser = await startBrowser({ after })
/** The document is large, and the machines that run the tests are small. */
const PATIENCE_MS = 90_000

async function openPage(): Promise<Page> {
  const page = await (browser as Browser).newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  return page
}

/** What the browser complained about: errors, refused scripts, requests that failed or went elsewhere. */
function listenToComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) complaints.push(`asked for ${url}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  return complaints
}

test('Swagger UI shows the operations, and nothing is refused or fetched elsewhere', async (t) => {
  if (browser === null) return t.skip('no browser')
  const page = await openPage()
  const complaints = listenToComplaints(page)
  await page.goto(`${address}/docs`)
  const operation = await findOperation(page, 'products-createProduct')
  await operation.locator('.opblock-summary-control').click()
  await operation.getByText('products.create', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
})

const PASSWORD = 'un mot de passe assez long'

const SCREENS = 100

/** The page draws the groups that are near what is in sight: one scrolls to the others. */
async function findOperation(page: Page, id: string): Promise<Locator> {
  const operation = page.locator(`#operations-${id}`)
  await page.locator('.opblock').first().waitFor()
  await page.evaluate('scrollTo(0, 0)')
  for (let screen = 0; screen < SCREENS && (await operation.count()) === 0; screen += 1) {
    await page.evaluate(
      'scrollBy(0, 500); new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    )
  }
  await operation.waitFor()
  return operation
}

/** Opens an operation, sends what it offers, changed or not, and answers the status that came back. */
async function tryOperation(page: Page, id: string, body?: string): Promise<string> {
  const operation = await findOperation(page, id)
  await operation.locator('.opblock-summary-control').click()
  if (body !== undefined) await operation.locator('textarea.body-param__text').fill(body)
  await operation.getByRole('button', { name: 'Execute' }).click()
  const status = operation.locator('.live-responses-table .response-col_status').last()
  await status.waitFor()
  return ((await status.textContent()) ?? '').trim()
}

test('one signs in from the page, and the token is used for what follows', async (t) => {
  if (browser === null) return t.skip('no browser')
  const person = await makeUser(sql, { roles: ['owner'], password: PASSWORD })
  const page = await openPage()
  await page.goto(`${address}/docs?lang=fr`)
  await page.getByRole('link', { name: 'English', exact: true }).waitFor()
  await page.getByText('Ouvrir une session').waitFor()
  const signIn = JSON.stringify({ email: person.email, password: PASSWORD })
  assert.match(await tryOperation(page, 'identity-logIn', signIn), /^200/)
  assert.match(await tryOperation(page, 'identity-readProfile'), /^200/)
  // What the page offers to send is accepted as it stands; it is in the first category.
  await makeCategory(sql)
  assert.match(await tryOperation(page, 'products-createProduct'), /^201/)
})

test('a token from elsewhere is given under Authorize', async (t) => {
  if (browser === null) return t.skip('no browser')
  const { id } = await makeUser(sql, { roles: ['owner'] })
  const { secret } = await makeToken(sql, id)
  const page = await openPage()
  await page.goto(`${address}/docs?lang=en`)
  await page.getByRole('link', { name: 'Français', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Authorize', exact: true }).first().click()
  await page.getByLabel('auth-bearer-value').fill(secret)
  await page.getByRole('button', { name: 'Apply credentials' }).first().click()
  await page.getByRole('button', { name: 'Close' }).first().click()
  assert.match(await tryOperation(page, 'identity-readProfile'), /^200/)
})

test('Redoc shows the operations and finds one, and nothing is refused or fetched elsewhere', async (t) => {
  if (browser === null) return t.skip('no browser')
  const page = await openPage()
  const complaints = listenToComplaints(page)
  await page.goto(`${address}/redoc`)
  await page.getByRole('heading', { name: /^Comptoir/ }).waitFor()
  await page.getByPlaceholder('Search...').fill('receipt')
  await page
    .getByRole('menuitem', { name: /receipt of a ticket/i })
    .first()
    .waitFor()
  assert.deepEqual(complaints, [])
})
