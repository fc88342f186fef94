import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { listOverlays } from '../../harness/overlays.ts'
import { webApplication } from '../../harness/web-app.ts'
import { visitAdministration } from './administration.ts'
import { visitCatalog } from './catalog.ts'
import { visitProduct } from './product.ts'
import { visitReports } from './reports.ts'
import { visitSales } from './sales.ts'
import { guideVisits, makeScene, type Visitor } from './scene.ts'
import { visitStock } from './stock.ts'
import { visitStores } from './stores.ts'
import { stockTill, visitTill } from './till.ts'

type Room = {
  readonly path: string
  readonly visit: (visitor: Visitor) => Promise<void>
  /** Where its sources begin: a source is of the first room that says so, and of the administration where none does. */
  readonly sources: readonly string[]
  /** What the API refuses on the way, because a dialog is there to say so. */
  readonly refusals?: readonly string[]
}

const ROOMS = {
  product: {
    path: '/products',
    visit: visitProduct,
    sources: ['catalog/product/', 'catalog/options/', 'catalog/variants/'],
  },
  catalog: {
    path: '/products',
    visit: visitCatalog,
    sources: ['catalog/', 'ui/columns.tsx'],
    refusals: ['409 DELETE /api/v1/products/:id'],
  },
  stock: { path: '/stock', visit: visitStock, sources: ['inventory/'] },
  sales: { path: '/sales', visit: visitSales, sources: ['sales/'] },
  reports: { path: '/reports/kpis', visit: visitReports, sources: ['reporting/', 'ui/stat.tsx'] },
  till: { path: '/till', visit: visitTill, sources: ['till/'] },
  stores: { path: '/stores', visit: visitStores, sources: ['stores/'] },
  administration: { path: '/account', visit: visitAdministration, sources: [''] },
} as const satisfies Record<string, Room>

type RoomName = keyof typeof ROOMS

export const ROOM_NAMES = Object.keys(ROOMS) as RoomName[]

/**
 * Every dialog, panel, menu and pop-up of a room, opened as a person does: axe finds nothing in it, the keyboard goes into it,
 * stays in it and goes back. Fails when the sources of the room have one that the visit has not opened.
 */
export async function testRoom(name: RoomName, cleaner: Parameters<typeof makeScene>[0]): Promise<void> {
  const web = await webApplication(cleaner)
  const scene = await makeScene(cleaner, web)
  if (name === 'till') await stockTill(scene)
  const { path, visit: go, refusals = [] }: Room = ROOMS[name]
  const { seen, visit } = guideVisits(scene)

  describe(`what opens above a page of the room ${name}`, { skip: web.browser === null && 'no browser' }, () => {
    test('is accessible', async () => {
      const faults = await visit(path, go)
      assert.deepEqual(
        faults.filter((fault) => !refusals.includes(fault)),
        [],
      )
    })

    test('was opened, every one that there is', () => {
      const missing = listOverlays().filter((overlay) => roomOf(overlay) === name && !seen.has(overlay))
      assert.deepEqual(missing, [], 'open these in test/e2e/dialogs')
    })
  })
}

const roomOf = (overlay: string) =>
  Object.entries(ROOMS).find(([, { sources }]) => sources.some((source) => overlay.startsWith(source)))?.[0]
