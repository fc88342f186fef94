import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeProduct, nextBarcode, type ProductOptions } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { readPdf } from '../../../test/harness/read-pdf.ts'
import { SHEET_NAMES, SHEETS } from './sheets.ts'
import { readEan13 } from './test-read-bars.ts'

const { as, sql } = await testApplication({ after })
const owner = as('owner')
const quebec = await makeStore(sql)
const france = await makeStore(sql, { time_zone: 'Europe/Paris', currency: 'EUR', tax_zone: 'FR' })

const PATH = '/api/v1/labels'
const NBSP = '\u00a0'

type Options = ProductOptions & { content?: readonly [quantity: string, unit: string] }

async function makeArticle({ content, ...product }: Options = {}): Promise<number> {
  const id = firstVariant(await makeProduct(sql, product))
  if (content !== undefined) {
    await sql`update product_variants set content_quantity = ${content[0]}, content_unit = ${content[1]} where id = ${id}`
  }
  return id
}

const coffee = await makeArticle({
  name: 'Café en grains',
  price: '5.49',
  compare_at_price: '6.99',
  sku: 'CAF-454',
  barcode: '3017620422003',
  content: ['454', 'g'],
})

const ask = (body: object, headers?: Record<string, string>) => owner.post(PATH, body, headers)
const askJson = async (body: object) => (await ask({ format: 'json', store_id: quebec.id, ...body })).body.data
const oneOf = (variant_id: number, copies = 1) => [{ variant_id, copies }]

test('a shelf label says name, price, unit price, SKU and day, as each language writes them', async () => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(new Date())
  for (const [language, expected] of [
    ['fr', [`5,49${NBSP}$`, `6,99${NBSP}$`, `1,21${NBSP}$${NBSP}/${NBSP}100${NBSP}g`, '+ taxes']],
    ['en', ['$5.49', '$6.99', `$1.21${NBSP}/${NBSP}100${NBSP}g`, '+ tax']],
  ] as const) {
    const { status, headers, raw } = await ask({ items: oneOf(coffee), store_id: quebec.id, language })
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/pdf')
    const file = language === 'fr' ? 'etiquettes' : 'labels'
    assert.equal(headers['content-disposition'], `attachment; filename="${file}-${today}.pdf"`)
    const { title, pages } = readPdf(raw)
    assert.equal(title, `${language === 'fr' ? 'Étiquettes' : 'Labels'} ${today}`)
    const texts = pages[0]?.texts.map(({ text }) => text) ?? []
    for (const text of ['Café en grains', ...expected, 'CAF-454', today, '3 017620 422003']) {
      assert.ok(texts.includes(text), `${text} in ${JSON.stringify(texts)}`)
    }
  }
})

test('the language is the reader’s unless it is said', async () => {
  const english = await ask({ items: oneOf(coffee), store_id: quebec.id, format: 'json' }, { 'accept-language': 'en' })
  assert.equal(english.body.data.labels[0].price_text, '$5.49')
  assert.equal((await askJson({ items: oneOf(coffee) })).labels[0].price_text, `5,49${NBSP}$`)
})

test('in France the unit is the kilogram and the price holds its tax', async () => {
  const [label] = (await askJson({ items: oneOf(coffee), store_id: france.id })).labels
  assert.equal(label.price_text, `5,49${NBSP}€`)
  assert.equal(label.unit_price.text, `12,09${NBSP}€${NBSP}/${NBSP}kg`)
  assert.deepEqual([label.unit_price.price, label.unit_price.quantity, label.unit_price.unit], ['12.09', 1, 'kg'])
  assert.equal(label.tax_text, 'TTC')
})

test('a price of the store’s own is the one on its labels', async () => {
  const id = await makeArticle({ price: '10.00', compare_at_price: '12.00' })
  await sql`insert into variant_prices (variant_id, store_id, price) values (${id}, ${quebec.id}, 8.5)`
  await sql`insert into variant_prices (variant_id, store_id, price, starts_at)
    values (${id}, ${france.id}, 7, now() + interval '1 day')`
  const here = (await askJson({ items: oneOf(id) })).labels[0]
  assert.deepEqual([here.price, here.compare_at_price], ['8.50', null])
  const there = (await askJson({ items: oneOf(id), store_id: france.id })).labels[0]
  assert.deepEqual([there.price, there.compare_at_price], ['10.00', '12.00'])
})

test('what is sold by weight has its price per kilogram, and what is not taxed says nothing of taxes', async () => {
  const id = await makeArticle({ price: '4.38', tax_class: 'basic_groceries', content: ['1', 'kg'] })
  await sql`update product_variants set sold_by = 'weight' where id = ${id}`
  const [label] = (await askJson({ items: oneOf(id) })).labels
  assert.deepEqual([label.price_text, label.unit_price, label.tax_text], [`4,38${NBSP}$${NBSP}/${NBSP}kg`, null, null])
})

test('a compare-at price that is not higher is not shown, and a product label has no unit price', async () => {
  const id = await makeArticle({ price: '10.00', compare_at_price: '10.00', content: ['500', 'ml'] })
  assert.equal((await askJson({ items: oneOf(id) })).labels[0].compare_at_price, null)
  const [label] = (await askJson({ items: oneOf(id), kind: 'product' })).labels
  assert.deepEqual([label.unit_price, label.date, label.tax_text], [null, null, null])
  const [shown] = (await askJson({ items: oneOf(id), kind: 'product', show: { unit_price: true, price: true } })).labels
  assert.equal(shown.unit_price.text, `2,00${NBSP}$${NBSP}/${NBSP}100${NBSP}ml`)
})

test('what is not to be shown is not there', async () => {
  const show = { price: false, sku: false, barcode: false, date: false }
  const [label] = (await askJson({ items: oneOf(coffee), show })).labels
  for (const part of ['price', 'compare_at_price', 'unit_price', 'tax_text', 'sku', 'barcode', 'date']) {
    assert.equal(label[part], null, part)
  }
  assert.deepEqual(
    label.layout.texts.map((mark: { text: string }) => mark.text),
    ['Café en grains'],
  )
})

test('each code has the bars that fit it; without one, the SKU', async () => {
  const rows = [
    [{ barcode: '96385074' }, 'ean8', '9638 5074'],
    [{ barcode: '036000291452' }, 'upca', '0 36000 29145 2'],
    [{ barcode: '15400141288763' }, 'itf14', '15400141288763'],
    [{ barcode: { code: 'ETAGERE-12', type: 'internal' } }, 'code128', 'ETAGERE-12'],
    [{ sku: 'TABLE-9' }, 'code128', 'TABLE-9'],
    [{ sku: 'ÉTÉ-9' }, null, null],
    [{}, null, null],
  ] as const
  for (const [product, symbology, text] of rows) {
    const [label] = (await askJson({ items: oneOf(await makeArticle(product as ProductOptions)) })).labels
    assert.deepEqual([label.barcode?.symbology ?? null, label.barcode?.text ?? null], [symbology, text])
  }
  const trade = await makeArticle({ barcode: '05410041028874' })
  assert.equal((await askJson({ items: oneOf(trade) })).labels[0].barcode.symbology, 'ean13')
})

test('the bars of a page are read back, each in its own label, with their quiet zones', async () => {
  for (const sheet of SHEET_NAMES) {
    const codes = [nextBarcode(), nextBarcode(), nextBarcode(), nextBarcode()]
    const items = []
    for (const barcode of codes) items.push({ variant_id: await makeArticle({ barcode, price: '9.99' }) })
    const { raw } = await ask({ items, sheet, store_id: quebec.id })
    const found = readPdf(raw).pages.flatMap((page) => {
      const symbols = Math.floor(page.rectangles.length / 30)
      return Array.from({ length: symbols }, (_, index) =>
        readEan13(page.rectangles.slice(index * 30, index * 30 + 30)),
      )
    })
    assert.deepEqual(
      found.map((symbol) => symbol?.code),
      codes,
      sheet,
    )
    for (const symbol of found) {
      const dots = ((symbol?.module ?? 0) * 300) / 25.4
      assert.ok(Math.abs(dots - Math.round(dots)) < 0.01, `${dots} dots at 300 to the inch`)
    }
  }
})

test('copies follow each other on the sheet, from the first free label, and pages are of the sheet’s size', async () => {
  const other = await makeArticle({ name: 'Autre', price: '1.00' })
  for (const sheet of SHEET_NAMES) {
    const { columns, rows, pageWidth, pageHeight, left, top, columnPitch, rowPitch } = SHEETS[sheet]
    const places = columns * rows
    const start_at = places === 1 ? 1 : 5
    const items = [...oneOf(coffee, places), ...oneOf(other, 2)]
    const { raw } = await ask({ items, sheet, start_at, store_id: quebec.id })
    const { pages } = readPdf(raw)
    assert.equal(pages.length, Math.ceil((start_at - 1 + places + 2) / places), sheet)
    const names = pages.flatMap((page, index) => {
      assert.ok(Math.abs(page.width - pageWidth) < 0.01 && Math.abs(page.height - pageHeight) < 0.01)
      return page.texts
        .filter(({ text }) => text === 'Café en grains' || text === 'Autre')
        .map(({ text, x, y }) => {
          const column = Math.round((x - left - 1.5) / columnPitch)
          assert.ok(Math.abs(x - left - 1.5 - column * columnPitch) < 0.01, `${sheet}: ${x}`)
          const row = Math.floor((y - top) / rowPitch)
          return { text, place: index * places + row * columns + column }
        })
    })
    const expected = Array.from({ length: places + 2 }, (_, index) => ({
      text: index < places ? 'Café en grains' : 'Autre',
      place: start_at - 1 + index,
    }))
    assert.deepEqual(names, expected, sheet)
    const json = await askJson({ items, sheet, start_at })
    assert.deepEqual([json.pages, json.labels_count], [pages.length, places + 2])
  }
})

test('a label printer gets one format per label, which says how many copies it wants', async () => {
  const { status, headers, body } = await ask({ items: oneOf(coffee, 3), format: 'zpl', store_id: quebec.id })
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /^application\/vnd\.zebra-zpl; charset=utf-8$/)
  assert.match(String(headers['content-disposition']), /^attachment; filename="etiquettes-[-\d]{10}\.zpl"$/)
  assert.match(body, /^\^XA\n\^CI28\n\^PW400\n\^LL240\n/)
  assert.match(body, /\n\^PQ3\n\^XZ\n$/)
  assert.ok(body.includes('^FDCafé en grains^FS') && body.includes(`^FD5,49${NBSP}$^FS`))
  const fine = await ask({
    items: oneOf(coffee),
    format: 'zpl',
    store_id: quebec.id,
    resolution: 300,
    sheet: 'roll-57x32',
  })
  assert.match(fine.body, /\^PW673\n\^LL378\n/)
})

test('the picture of the bars is the code', async () => {
  const { body } = await ask({ items: oneOf(coffee), format: 'zpl', store_id: quebec.id })
  const [, total, , perRow, row = '', repeats = ''] = /\^GFA,(\d+),(\d+),(\d+),([0-9A-F]+)(:*)\^FS/.exec(body) ?? []
  assert.equal(Number(total), Number(perRow) * (1 + repeats.length))
  const bits = [...row].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('')
  const bars = [...bits.matchAll(/1+/g)].map(({ 0: bar, index }) => ({ x: index, width: bar.length }))
  assert.equal(readEan13(bars)?.code, '3017620422003')
})

test('nothing that an article is called becomes a command of the printer', async () => {
  const names = [
    '^XZ^XA^PQ999^XZ',
    '~JA',
    'a_5E^FS\\&',
    '\u0010^XZ\u001b',
    '~JR ^XA',
    '^GFA,1,1,1,FF^FS',
    '_7EJA',
    '＾XZ～JA',
  ]
  for (const name of names) {
    const id = await makeArticle({ name: `${name} article`, sku: name.replaceAll(/\p{Cc}/gu, '') })
    const { status, body } = await ask({ items: oneOf(id), format: 'zpl', store_id: quebec.id })
    assert.equal(status, 200)
    const commands = [...body.matchAll(/[\^~][A-Z@][A-Z0-9@]/g)].map(([command]) => command)
    const known = new Set([
      '^XA',
      '^CI',
      '^PW',
      '^LL',
      '^LH',
      '^FT',
      '^A0',
      '^FH',
      '^FD',
      '^FS',
      '^FO',
      '^GF',
      '^GB',
      '^PQ',
      '^XZ',
    ])
    assert.deepEqual(
      commands.filter((command) => !known.has(command)),
      [],
      name,
    )
    assert.equal(commands.filter((command) => command === '^XZ').length, 1, name)
    assert.equal(commands.filter((command) => command === '^PQ').length, 1, name)
    assert.equal(/~/.test(body), false, name)
    for (const [, field = ''] of body.matchAll(/\^FD(.*?)\^FS/g)) assert.doesNotMatch(field, /[\^~\\\p{Cc}]/u)
  }
})

test('names of every script print, in every form', async () => {
  const names = [
    'Thé 😀👩‍👩‍👧',
    'مرحبا بالعالم',
    '日本語のラベル',
    'Ωμέγα Жук שלום',
    'i̇̀́a̷̡̛͇'.repeat(20),
    '\u202eabc\u200b',
    '\ufdfa'.repeat(50),
  ]
  const items = []
  for (const name of names) items.push({ variant_id: await makeArticle({ name }) })
  for (const [format, sheet] of [
    ['pdf', 'avery-5160'],
    ['pdf', 'roll-57x32'],
    ['zpl', 'roll-50x30'],
    ['json', 'avery-l7160'],
  ]) {
    for (const kind of ['shelf', 'product']) {
      assert.equal((await ask({ items, format, sheet, kind, store_id: quebec.id })).status, 200, `${format} ${sheet}`)
    }
  }
  const { raw } = await ask({ items, store_id: quebec.id })
  assert.ok(readPdf(raw).pages[0]?.texts.some(({ text }) => text === 'Thé ��'))
})
