import type { Page } from 'playwright-core'

/** What a test itself brings about. */
const IS_OURS = /Service Worker registration blocked by Playwright/

/**
 * Listens to what the browser complains about: errors and warnings, requests that fail, are refused or go elsewhere. A
 * browser writes a line for each refusal of the API too: it is told by its address instead, so that a test that wants one
 * can name it.
 */
export function listenToComplaints(page: Page, address: string): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning'
    const isRefusal = message.text().startsWith('Failed to load resource')
    if (isComplaint && !isRefusal && !IS_OURS.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) complaints.push(`asked for ${url}`)
  })
  page.on('response', (response) => {
    if (response.status() < 400) return
    const path = new URL(response.url()).pathname.replace(/\/\d+(?=\/|$)/g, '/:id')
    complaints.push(`${response.status()} ${response.request().method()} ${path}`)
  })
  return complaints
}
