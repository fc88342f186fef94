import { ARTICLES, STORES, saleBody, sequence } from '../chain.ts'
import { httpRequest } from '../load/http-load.ts'
import type { Kind, Question } from './open-load.ts'

/** Of a hundred requests. */
const MIX: Readonly<Record<Kind, number>> = { reports: 15, reads: 45, writes: 10, sales: 30 }

const GROUPS = ['store', 'category', 'product', 'hour', 'payment_method', 'variant'] as const

/** What a chain asks at the same time: its tills sell, its people look things up and change stock, its offices read reports. */
export function questionsOf(apiToken: string): () => Question {
  const random = sequence(7)
  const headers = { 'X-API-Token': apiToken }
  const whole = (below: number) => Math.floor(random() * below)
  const today = new Date().toISOString().slice(0, 10)
  const get = (path: string) => httpRequest('GET', `/api/v1${path}`, headers)
  const makers: Readonly<Record<Kind, () => string>> = {
    reports: () =>
      get(
        `/reports/sales?date_from=2026-0${1 + whole(9)}-01&date_to=${today}&group_by=${GROUPS[whole(GROUPS.length)]}&store_id=${1 + whole(STORES)}`,
      ),
    // Kept pages would cost nothing: these are asked for by what is never twice the same.
    reads: () =>
      [
        () => get(`/products?q=article ${whole(ARTICLES)}&page=${1 + whole(3)}`.replace(' ', '%20')),
        () => get(`/stock?store_id=${1 + whole(STORES)}&per_page=50&page=${1 + whole(20)}`),
        () => get(`/sales?store_id=${1 + whole(STORES)}`),
      ][whole(3)]?.() ?? '',
    writes: () =>
      httpRequest(
        'PUT',
        `/api/v1/product-variants/${1 + whole(ARTICLES)}/stock`,
        headers,
        JSON.stringify({ store_id: 1 + whole(STORES), delta: 1, reason: 'Trouvé' }),
      ),
    sales: () => {
      const store = whole(STORES)
      return httpRequest('POST', '/api/v1/sales', headers, saleBody(random, 1 + store, STORES + 1 + store))
    },
  }
  return () => {
    let ticket = random() * 100
    for (const [kind, share] of Object.entries(MIX) as [Kind, number][]) {
      ticket -= share
      if (ticket < 0) return { kind, text: makers[kind]() }
    }
    return { kind: 'sales', text: makers.sales() }
  }
}
