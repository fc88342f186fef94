// Whole receipts of Québec and of France, as an accountant reads them. The expected papers stand in test/fixtures/receipts.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { startBrowser } from '../../../test/harness/browser.ts'
import { columnsOf, escposPage, escposText, readEscpos } from '../../../test/harness/read-escpos.ts'
import { readPdf } from '../../../test/harness/read-pdf.ts'
import { makeFrenchShop, makeQuebecShop, type ReceiptShop } from '../../../test/harness/receipts.ts'

const FIXTURES = join(import.meta.dirname, '../../../test/fixtures/receipts')
const application = await testApplication({ after })
const quebec = await makeQuebecShop(application)
const france = await makeFrenchShop(application)

const receipt = async (by: ReceiptShop, role: 'cashier' | 'manager', id: string, query: string) => {
  const answer = await by[role].get(`/api/v1/sales/${id}/receipt?${query}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer
}

/** No-break spaces are kept on paper; the fixtures show them as spaces. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

function matchFixture(name: string, text: string): void {
  const path = join(FIXTURES, `${name}.txt`)
  if (process.env.WRITE_RECEIPTS !== undefined) writeFileSync(path, plain(text))
  assert.equal(plain(text), readFileSync(path, 'utf8'), name)
}

const nameOf = (shop: ReceiptShop): string => (shop === quebec ? 'quebec' : 'france')

/** A folder for the pictures of the papers, for whoever wants to look at them. */
const PICTURES = process.env.RECEIPT_PICTURES

async function savePicture(page: { screenshot(options: object): Promise<unknown> }, name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

// Each paper is printed in this order: the first by the cashier is the original, what the manager prints after is a copy.
const PAPERS: readonly [
  name: string,
  shop: ReceiptShop,
  role: 'cashier' | 'manager',
  what: 'sale' | 'return',
  query: string,
][] = [
  ['quebec-sale-fr-42', quebec, 'cashier', 'sale', 'lang=fr'],
  ['quebec-copy-en-48', quebec, 'manager', 'sale', 'lang=en&width=48'],
  ['quebec-copy-fr-32', quebec, 'manager', 'sale', 'lang=fr&width=32'],
  ['quebec-return-fr-42', quebec, 'cashier', 'return', 'lang=fr&width=42'],
  ['france-sale-fr-42', france, 'cashier', 'sale', 'lang=fr'],
  ['france-copy-fr-32', france, 'manager', 'sale', 'lang=fr&width=32'],
  ['france-copy-en-48', france, 'manager', 'sale', 'lang=en&width=48'],
  ['france-return-fr-48', france, 'cashier', 'return', 'lang=fr&width=48'],
]

const sales = new Map<ReceiptShop, { sale: string; return: string }>()
for (const shop of [quebec, france]) {
  const sale = await shop.sell()
  sales.set(shop, { sale, return: await shop.takeBack(sale) })
}
const idOf = (shop: ReceiptShop, what: 'sale' | 'return'): string => sales.get(shop)?.[what] ?? ''

test('papers as text', async () => {
  for (const [name, shop, role, what, query] of PAPERS) {
    const { body, headers } = await receipt(shop, role, idOf(shop, what), `format=text&${query}`)
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
    matchFixture(name, body)
  }
})

test('papers as the bytes of a printer: every letter in a code page, no line wider than the roll, one cut', async () => {
  for (const [shop, width] of [
    [quebec, 32],
    [quebec, 48],
    [france, 42],
  ] as const) {
    const { raw, headers } = await receipt(shop, 'manager', idOf(shop, 'sale'), `format=escpos&width=${width}`)
    assert.equal(headers['content-type'], 'application/octet-stream')
    assert.match(String(headers['content-disposition']), /^attachment; filename="recu-[\d-]+\.bin"$/)
    const lines = readEscpos(raw)
    for (const line of lines) assert.ok(columnsOf(line) <= width, JSON.stringify(line))
    assert.equal(lines.filter(({ kind }) => kind === 'cut').length, 1)
    matchFixture(`${nameOf(shop)}-escpos-${width}`, `${escposText(lines)}\n`)
  }
})

test('papers as PDF: a strip of 80 mm, nothing beyond its edges, the reference as bars', async () => {
  for (const shop of [quebec, france]) {
    const { raw, headers } = await receipt(shop, 'manager', idOf(shop, 'sale'), 'format=pdf')
    assert.equal(headers['content-type'], 'application/pdf')
    if (PICTURES !== undefined) writeFileSync(join(PICTURES, `${nameOf(shop)}.pdf`), raw)
    const { pages, title } = readPdf(raw)
    assert.match(title, /^Reçu [\d-]+$/)
    const [page] = pages
    assert.ok(page !== undefined && pages.length === 1)
    assert.equal(Math.round(page.width), 80)
    for (const { x, y } of page.texts) assert.ok(x >= 3.9 && x < 76 && y > 0 && y < page.height)
    const bars = page.rectangles
    assert.ok(bars.length > 20)
    assert.ok(bars.every(({ x, width }) => x > 4 && x + width < 76))
    const texts = page.texts.map(({ text }) => plain(text))
    const total = shop === quebec ? '303,43 $' : '55,42 €'
    for (const text of ['TOTAL', total, shop.shop.store.name])
      assert.ok(texts.includes(text), `${text} in ${texts.join('|')}`)
  }
})

test('papers as a page: it holds all that it needs, and fits its strip on a screen', async (t) => {
  const browser = await startBrowser(t)
  for (const shop of [quebec, france]) {
    const { body, headers } = await receipt(shop, 'manager', idOf(shop, 'sale'), 'format=html')
    assert.equal(headers['content-type'], 'text/html; charset=utf-8')
    assert.match(String(headers['content-security-policy']), /^default-src 'none'; style-src 'unsafe-inline'/)
    assert.doesNotMatch(body, /<script|https?:|url\(/)
    assert.match(plain(body), />1 × 29,99 €|>0,345 kg × 24,90 €|>2 × 129,99 \$/)
    assert.match(body, /<svg [^>]*aria-label="[\d-]+"/)
    if (browser === null) continue
    const page = await browser.newPage({ viewport: { width: 340, height: 900 }, deviceScaleFactor: 2 })
    await page.setContent(body)
    const isWide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    assert.equal(isWide, false)
    await savePicture(page, `${nameOf(shop)}-html`)
    await page.setContent(
      escposPage(readEscpos((await receipt(shop, 'manager', idOf(shop, 'sale'), 'format=escpos')).raw), 42),
    )
    await savePicture(page, `${nameOf(shop)}-escpos`)
    await page.close()
  }
})

test('the receipt as data, for whoever sets it otherwise', async () => {
  const { body } = await receipt(quebec, 'manager', idOf(quebec, 'return'), 'lang=en')
  const { barcode, lines, ...rest } = body.data
  assert.equal(plain(rest.date), 'Nov 21, 2026, 3:30 p.m.')
  assert.deepEqual(rest, {
    kind: 'return',
    store: {
      name: 'Boutique du Plateau',
      legal_name: 'Les Boutiques Tremblay inc.',
      header: ['Vêtements, livres et fromages'],
      address: ['4321, rue Saint-Denis', 'Montréal, QC H2J\u00a02K9', '514 555-0142'],
      registrations: [
        { name: 'GST', number: '123456789 RT0001' },
        { name: 'QST', number: '1234567890 TQ0001' },
      ],
      footer: ['Échange sous 30 jours avec le reçu.', 'Merci de votre visite\u00a0!'],
    },
    reference: rest.reference,
    return_of: rest.reference.replace(/2$/, '1'),
    date: rest.date,
    register: 'Caisse 2',
    cashier: 'Zoé Lacroix',
    customer: null,
    currency: 'CAD',
    prices_include_tax: false,
    ticket_discount: '-2.14',
    subtotal: '-114.85',
    taxes: [
      { code: 'TPS', name: 'GST', rate: '5', base: '-114.85', amount: '-5.75' },
      { code: 'TVQ', name: 'QST', rate: '9.975', base: '-114.85', amount: '-11.46' },
    ],
    exempted_tax: '0.00',
    exemption_certificate: null,
    total: '-132.06',
    rounding: '0.00',
    payments: [{ method: 'card', amount: '-132.06' }],
    change_due: '0.00',
    training: false,
    copy_number: null,
    prints: 1,
  })
  assert.deepEqual(lines, [
    {
      line: 1,
      name: 'Chandail en laine mérinos «\u00a0Île d’Orléans\u00a0», col roulé, bleu nuit, très grand',
      quantity: '-1',
      unit: null,
      unit_price: '129.99',
      gross: '-129.99',
      discount: '-13.00',
      tax_codes: ['TPS', 'TVQ'],
      fee_of: null,
    },
  ])
  assert.deepEqual([barcode.symbology, barcode.code], ['code128', rest.reference])
  // Start, check and stop included, each character of Code 128 has three bars and three spaces, and the end one bar more.
  assert.equal(barcode.modules.length % 6, 1)
})
