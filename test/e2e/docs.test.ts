import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { testApplication } from '../harness/app.ts'
import { startBrowser } from '../harness/browser.ts'

const { app } = await testApplication({ after })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const browser = await startBrowser({ after })

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
  const page = await browser.newPage()
  const complaints = listenToComplaints(page)
  await page.goto(`${address}/docs`)
  const operation = page.locator('#operations-products-createProduct')
  await operation.waitFor()
  await operation.locator('.opblock-summary-control').click()
  await operation.getByText('products.create', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
})

test('Redoc shows the operations and finds one, and nothing is refused or fetched elsewhere', async (t) => {
  if (browser === null) return t.skip('no browser')
  const page = await browser.newPage()
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
