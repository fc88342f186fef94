// Every dialog, panel, menu and pop-up, opened as a person does: axe finds nothing in it, the keyboard goes into it, stays in
// it and goes back. The last test fails when the sources have one that no visit has opened.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { listOverlays } from '../harness/overlays.ts'
import { webApplication } from '../harness/web-app.ts'
import { visitAdministration } from './dialogs/administration.ts'
import { visitCatalog } from './dialogs/catalog.ts'
import { visitReports } from './dialogs/reports.ts'
import { visitSales } from './dialogs/sales.ts'
import { guideVisits, makeScene, type Visitor } from './dialogs/scene.ts'
import { visitStock } from './dialogs/stock.ts'
import { stockTill, visitTill } from './dialogs/till.ts'

const web = await webApplication({ after })
const scene = await makeScene({ after }, web)
await stockTill(scene)
const { seen, visit } = guideVisits(scene)

const VISITS: readonly [room: string, path: string, go: (visitor: Visitor) => Promise<void>][] = [
  ['the catalogue', '/products', visitCatalog],
  ['the stock room', '/stock', visitStock],
  ['the sales', '/sales', visitSales],
  ['the reports', '/reports/kpis', visitReports],
  ['the administration', '/account', visitAdministration],
  ['the till', '/till', visitTill],
]

describe('what opens above a page', { skip: web.browser === null && 'no browser' }, () => {
  for (const [room, path, go] of VISITS) {
    test(`is accessible in ${room}`, async () => {
      assert.deepEqual(await visit(path, go), [])
    })
  }

  test('was opened, every one that there is', () => {
    const missing = listOverlays().filter((name) => !seen.has(name))
    assert.deepEqual(missing, [], 'open these in test/e2e/dialogs')
  })
})
