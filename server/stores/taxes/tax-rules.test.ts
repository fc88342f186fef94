import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { BUILT_IN_TAX_ZONES } from '../../../rules/zones.ts'
import { testApplication } from '../../../test/harness/app.ts'
import { makeProduct } from '../../../test/harness/catalog.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { ensureTaxRules } from '../index.ts'

const { sql, as, withToken } = await testApplication({ after })
const owner = as('owner')
const store = await makeStore(sql)
const cashier = as('cashier', { storeIds: [store.id] })

const tax = (code: string, rate: string) => ({ code, name_fr: `${code} (fr)`, name_en: `${code} (en)`, rate })
const zoneOf = (code: string, more: object = {}) => ({
  code,
  name_fr: 'Ontario',
  name_en: 'Ontario (en)',
  prices_include_tax: false,
  ...more,
})
const bearings = (record: { classes?: Bearing[]; zones?: Bearing[] }) =>
  Object.fromEntries((record.classes ?? record.zones ?? []).map((entry) => [entry.code, entry.tax_codes]))
type Bearing = { code: string; tax_codes: string[] }

/** An open-price line of a class, sold in a store. */
const sell = async (storeId: number, taxClass = 'standard') =>
  (
    await owner.post('/api/v1/sales', {
      id: crypto.randomUUID(),
      store_id: storeId,
      lines: [{ description: 'Article', unit_price: '100.00', quantity: '1', tax_class: taxClass }],
      payments: [{ method: 'cash', amount: '200.00' }],
    })
  ).body.data
const ratesOf = (sale: { taxes: { code: string; rate: string; amount: string }[] }) =>
  sale.taxes.map(({ code, rate, amount }) => [code, rate, amount])

describe('the tax rules given at the start', () => {
  it('are read in the reader’s language', async () => {
    const zones = (await cashier.get('/api/v1/tax-zones', { 'accept-language': 'en' })).body.data
    const quebec = zones.find((zone: { code: string }) => zone.code === 'QC')
    assert.deepEqual(quebec.taxes, [
      { code: 'TPS', name: 'GST', name_fr: 'TPS', name_en: 'GST', rate: '5' },
      { code: 'TVQ', name: 'QST', name_fr: 'TVQ', name_en: 'QST', rate: '9.975' },
    ])
    assert.equal(quebec.cash_step, '0.05')
    assert.deepEqual((await cashier.get('/api/v1/tax-zones/QC', { 'accept-language': 'en' })).body.data, quebec)
    const classes = (await cashier.get('/api/v1/tax-classes')).body.data
    const standard = { code: 'standard', name: 'Taux normal', name_fr: 'Taux normal', name_en: 'Standard rate' }
    assert.deepEqual(classes[0], {
      ...standard,
      position: 1,
      zones: [
        { code: 'FR', tax_codes: ['TVA20'] },
        { code: 'NONE', tax_codes: [] },
        { code: 'QC', tax_codes: ['TPS', 'TVQ'] },
      ],
    })
    assert.deepEqual((await cashier.get('/api/v1/tax-classes/standard')).body.data, classes[0])
    for (const path of ['/tax-zones/qc', '/tax-classes/nothing'])
      assert.equal((await cashier.get(`/api/v1${path}`)).status, 404)
  })
})

describe('a tax zone', () => {
  it('is defined with its taxes; what is not named is never untaxed by oversight', async () => {
    const made = await owner.post('/api/v1/tax-zones', zoneOf('BC', { taxes: [tax('GST', '5'), tax('PST', '7')] }))
    assert.deepEqual([made.status, made.body.message], [201, 'Zone de taxes créée avec succès.'])
    const { standard, books, exempt } = bearings(made.body.data)
    assert.deepEqual([standard, books, exempt], [['GST', 'PST'], ['GST', 'PST'], []])
    const vat = await owner.post(
      '/api/v1/tax-zones',
      zoneOf('BE', {
        prices_include_tax: true,
        cash_step: 0.05,
        taxes: [tax('TVA21', '21'), tax('TVA6', '6')],
        classes: [
          { code: 'standard', tax_codes: ['TVA21'] },
          { code: 'books', tax_codes: ['TVA6'] },
        ],
      }),
    )
    assert.deepEqual(
      [vat.body.data.name, vat.body.data.cash_step, vat.body.data.taxes[1].rate],
      ['Ontario', '0.05', '6'],
    )
    const borne = bearings(vat.body.data)
    assert.deepEqual([borne.standard, borne.books, borne.reduced, borne.exempt], [['TVA21'], ['TVA6'], ['TVA21'], []])
  })

  it('refuses each fault by its field', async () => {
    const cases: [object, string[]][] = [
      [{ code: 'on' }, ['code']],
      [{ name_fr: '' }, ['name_fr']],
      [{ prices_include_tax: undefined }, ['prices_include_tax']],
      [{ cash_step: '0' }, ['cash_step']],
      [{ cash_step: '0.005' }, ['cash_step']],
      [{ taxes: [tax('A', '9.97512')] }, ['taxes.0.rate']],
      [{ taxes: [tax('A', '-1')] }, ['taxes.0.rate']],
      [{ taxes: [tax('A', '1000.1')] }, ['taxes.0.rate']],
      [{ taxes: [tax('A B', '1')] }, ['taxes.0.code']],
      [{ taxes: [tax('A', '1'), tax('A', '2')] }, ['taxes.1.code']],
      [{ classes: [{ code: 'nothing', tax_codes: [] }] }, ['classes.0.code']],
      [{ classes: [{ code: 'books', tax_codes: ['TVQ'] }] }, ['classes.0.tax_codes.0']],
      [
        {
          classes: [
            { code: 'books', tax_codes: [] },
            { code: 'books', tax_codes: [] },
          ],
        },
        ['classes.1.code'],
      ],
    ]
    for (const [fault, fields] of cases) {
      const answer = await owner.post('/api/v1/tax-zones', zoneOf('ON', fault))
      assert.deepEqual([answer.status, Object.keys(answer.body.errors ?? {})], [422, fields], JSON.stringify(fault))
    }
    const taken = await owner.post('/api/v1/tax-zones', zoneOf('QC'))
    assert.deepEqual([taken.status, taken.body.code], [409, 'tax_zone_code_taken'])
    const racers = await Promise.all(Array.from({ length: 6 }, () => owner.post('/api/v1/tax-zones', zoneOf('RACE'))))
    assert.deepEqual(racers.map((answer) => answer.status).sort(), [201, ...Array(5).fill(409)])
  })

  it('changes its rates for the next sale, never for a recorded ticket', async () => {
    await owner.post('/api/v1/tax-zones', zoneOf('AB', { taxes: [tax('GST', '5')] }))
    const { id } = await makeStore(sql, { tax_zone: 'AB' })
    const before = await sell(id)
    assert.deepEqual(ratesOf(before), [['GST', '5', '5.00']])
    const changed = await owner.patch('/api/v1/tax-zones/AB', { taxes: [tax('GST', '6.1234')] })
    assert.deepEqual([changed.status, changed.body.data.taxes[0].rate], [200, '6.1234'])
    assert.deepEqual(ratesOf(await sell(id)), [['GST', '6.1234', '6.12']])
    const kept = (await owner.get(`/api/v1/sales/${before.id}`)).body.data
    assert.deepEqual([ratesOf(kept), kept.total], [[['GST', '5', '5.00']], '105.00'])
  })

  it('keeps the name of a tax that left it for the tickets that bear it', async () => {
    await owner.post('/api/v1/tax-zones', zoneOf('NB', { taxes: [tax('GST', '5'), tax('PST', '8')] }))
    const { id } = await makeStore(sql, { tax_zone: 'NB' })
    const before = await sell(id)
    const silent = await owner.put('/api/v1/tax-zones/NB', { taxes: [tax('HST', '15')] })
    assert.deepEqual([silent.status, Object.keys(silent.body.errors)], [422, ['classes']])
    assert.match(silent.body.errors.classes[0], /standard/)
    const classes = bearings((await owner.get('/api/v1/tax-zones/NB')).body.data)
    const harmonized = Object.entries(classes).map(([code, codes]) => ({
      code,
      tax_codes: codes.length > 0 ? ['HST'] : [],
    }))
    const changed = await owner.put('/api/v1/tax-zones/NB', { taxes: [tax('HST', '15')], classes: harmonized })
    assert.deepEqual(
      changed.body.data.taxes.map((one: { code: string }) => one.code),
      ['HST'],
    )
    assert.deepEqual(ratesOf(await sell(id)), [['HST', '15', '15.00']])
    const names = (await owner.get(`/api/v1/sales/${before.id}`)).body.data.taxes.map(
      (one: { name: string }) => one.name,
    )
    assert.deepEqual(names, ['GST (fr)', 'PST (fr)'])
    // One that comes back is the same tax again.
    const back = await owner.patch('/api/v1/tax-zones/NB', { taxes: [tax('HST', '15'), tax('PST', '1')] })
    assert.deepEqual(bearings(back.body.data).standard, ['HST'])
  })

  it('is deleted only when no store is in it, and then stays away', async () => {
    await owner.post('/api/v1/tax-zones', zoneOf('SK', { taxes: [tax('GST', '5')] }))
    const used = await makeStore(sql, { tax_zone: 'SK' })
    await owner.del(`/api/v1/stores/${used.id}`)
    const refused = await owner.del('/api/v1/tax-zones/SK')
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.error],
      [409, 'tax_zone_in_use', 'Cette zone de taxes sert encore (magasins, supprimés compris\u00a0: 1)'],
    )
    await owner.post(`/api/v1/stores/${used.id}/restore`)
    await owner.patch(`/api/v1/stores/${used.id}`, { tax_zone: 'QC' })
    assert.equal((await owner.del('/api/v1/tax-zones/SK')).status, 200)
    assert.equal((await owner.get('/api/v1/tax-zones/SK')).status, 404)
    // What the chain deleted of the zones given at the start does not come back with the next one.
    assert.equal((await owner.del('/api/v1/tax-zones/FR')).status, 200)
    await withTransaction(sql, {}, ensureTaxRules)
    assert.equal((await owner.get('/api/v1/tax-zones/FR')).status, 404)
  })

  it('keeps the names of its taxes for the tickets of stores that were in it', async () => {
    const taxes = [tax('YKT', '5')]
    await owner.post('/api/v1/tax-zones', zoneOf('YT', { taxes }))
    const { id } = await makeStore(sql, { tax_zone: 'YT' })
    const sale = await sell(id)
    await owner.patch(`/api/v1/stores/${id}`, { tax_zone: 'QC' })
    assert.equal((await owner.del('/api/v1/tax-zones/YT')).status, 200)
    const read = (await owner.get(`/api/v1/sales/${sale.id}`)).body.data
    assert.deepEqual(
      read.taxes.map(({ code, name }: { code: string; name: string }) => [code, name]),
      [['YKT', 'YKT (fr)']],
    )
    assert.match((await owner.get(`/api/v1/sales/${sale.id}/receipt?format=text`)).raw.toString(), /YKT \(fr\)/)
    // Nothing else knows the zone any more, and its code is free.
    assert.equal((await owner.patch('/api/v1/tax-zones/YT', { name_fr: 'x' })).status, 404)
    assert.equal((await owner.del('/api/v1/tax-zones/YT')).status, 404)
    const into = await owner.patch(`/api/v1/stores/${id}`, { tax_zone: 'YT' })
    assert.deepEqual([into.status, Object.keys(into.body.errors)], [422, ['tax_zone']])
    const listed = async () => ({
      zones: (await owner.get('/api/v1/tax-zones')).body.data.map(({ code }: { code: string }) => code),
      borne: bearings((await owner.get('/api/v1/tax-classes/standard')).body.data),
    })
    assert.ok(!(await listed()).zones.includes('YT') && !('YT' in (await listed()).borne))
    const again = await owner.post('/api/v1/tax-zones', zoneOf('YT', { name_fr: 'Yukon', taxes: [tax('HST', '7')] }))
    assert.deepEqual(
      [again.status, again.body.data.name_fr, again.body.data.taxes.map((one: { code: string }) => one.code)],
      [201, 'Yukon', ['HST']],
    )
    assert.deepEqual([bearings(again.body.data).standard, bearings(again.body.data).exempt], [['HST'], []])
  })

  it('is not lost under a store that is being made', async () => {
    for (let round = 0; round < 5; round += 1) {
      const code = `T${round}`
      await owner.post('/api/v1/tax-zones', zoneOf(code))
      const [made, deleted] = await Promise.all([
        owner.post('/api/v1/stores', { name: code, time_zone: 'America/Toronto', currency: 'CAD', tax_zone: code }),
        owner.del(`/api/v1/tax-zones/${code}`),
      ])
      const outcome = [made.status, deleted.status]
      assert.ok(outcome.join() === '201,409' || outcome.join() === '422,200', outcome.join())
      if (made.status === 422) assert.deepEqual(Object.keys(made.body.errors), ['tax_zone'])
    }
  })
})

describe('a tax class', () => {
  it('is the chain’s, and bears a set of taxes in each zone', async () => {
    const made = await owner.post('/api/v1/tax-classes', {
      code: 'ready_meals',
      name_fr: 'Plats préparés',
      name_en: 'Ready meals',
      zones: [{ code: 'QC', tax_codes: ['TVQ'] }],
    })
    assert.deepEqual([made.status, made.body.data.name], [201, 'Plats préparés'])
    assert.deepEqual([bearings(made.body.data).QC, bearings(made.body.data).BC], [['TVQ'], ['GST', 'PST']])
    assert.deepEqual(ratesOf(await sell(store.id, 'ready_meals')), [['TVQ', '9.975', '9.98']])
    const changed = await owner.put('/api/v1/tax-classes/ready_meals', {
      name_en: 'Prepared meals',
      zones: [{ code: 'QC', tax_codes: ['TPS', 'TVQ'] }],
    })
    assert.deepEqual([changed.status, changed.body.data.name_en], [200, 'Prepared meals'])
    assert.deepEqual(
      ratesOf(await sell(store.id, 'ready_meals')).map(([code]) => code),
      ['TPS', 'TVQ'],
    )
    const taken = await owner.post('/api/v1/tax-classes', { code: 'books', name_fr: 'x', name_en: 'x' })
    assert.deepEqual([taken.status, taken.body.code], [409, 'tax_class_code_taken'])
    for (const [zones, field] of [
      [[{ code: 'XX', tax_codes: [] }], 'zones.0.code'],
      [[{ code: 'QC', tax_codes: ['TPS', 'TVA20'] }], 'zones.0.tax_codes.1'],
    ] as const) {
      const answer = await owner.patch('/api/v1/tax-classes/ready_meals', { zones: [...zones] })
      assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, [field]])
    }
    assert.equal((await owner.patch('/api/v1/tax-classes/nothing', { name_fr: 'x' })).status, 404)
  })

  it('is deleted only when no product has it', async () => {
    await owner.post('/api/v1/tax-classes', { code: 'shoes', name_fr: 'Chaussures', name_en: 'Shoes' })
    const product = await makeProduct(sql, { tax_class: 'shoes' })
    await sql`update products set deleted_at = now() where id = ${product.id}`
    const refused = await owner.del('/api/v1/tax-classes/shoes', undefined, { 'accept-language': 'en' })
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.error],
      [409, 'tax_class_in_use', 'This tax class cannot be deleted: products have it (deleted ones included: 1).'],
    )
    await sql`update products set tax_class = 'standard' where id = ${product.id}`
    assert.equal((await owner.del('/api/v1/tax-classes/shoes')).status, 200)
    assert.equal((await owner.del('/api/v1/tax-classes/shoes')).status, 404)
    assert.equal((await owner.del('/api/v1/tax-classes/standard')).body.code, 'tax_class_is_built_in')
  })

  it('is not lost under a product that is being made', async () => {
    const category = await owner.post('/api/v1/product-categories', { name: 'Divers' })
    for (let round = 0; round < 5; round += 1) {
      const code = `t${round}`
      await owner.post('/api/v1/tax-classes', { code, name_fr: code, name_en: code })
      const input = { name: code, price: '1', category_id: category.body.data.id, tax_class: code }
      const [made, deleted] = await Promise.all([
        owner.post('/api/v1/products', input),
        owner.del(`/api/v1/tax-classes/${code}`),
      ])
      const outcome = [made.status, deleted.status].join()
      assert.ok(outcome === '201,409' || outcome === '422,200', outcome)
      if (made.status === 422) assert.deepEqual(Object.keys(made.body.errors), ['tax_class'])
    }
  })
})

it('zones and classes that a later version brings leave nothing untaxed by oversight', async () => {
  const zones: { code: string }[] = (await owner.get('/api/v1/tax-zones')).body.data
  const untaxed = zones.map(({ code }) => ({ code, tax_codes: [] }))
  for (const [code, borne] of [
    ['toys', []],
    ['gifts', untaxed],
  ] as const)
    await owner.post('/api/v1/tax-classes', { code, name_fr: code, name_en: code, zones: [...borne] })
  const name = { fr: 'x', en: 'x' }
  const later = {
    code: 'LATER',
    name,
    pricesIncludeTax: true,
    cashStep: null,
    defaultClassCode: 'standard',
    taxes: [
      { code: 'MWST', ratePpm: 190_000, name },
      { code: 'MWST7', ratePpm: 70_000, name },
    ],
    classes: [
      { code: 'standard', name, taxCodes: ['MWST'] },
      { code: 'newspapers', name, taxCodes: ['MWST7'] },
      { code: 'exempt', name, taxCodes: [] },
    ],
  }
  for (let start = 0; start < 2; start += 1)
    await withTransaction(sql, {}, (tx) => ensureTaxRules(tx, [...BUILT_IN_TAX_ZONES, later]))
  const borne = bearings((await owner.get('/api/v1/tax-zones/LATER')).body.data)
  assert.deepEqual(
    [borne.standard, borne.toys, borne.books, borne.newspapers, borne.gifts, borne.exempt],
    [['MWST'], ['MWST'], ['MWST'], ['MWST7'], [], []],
  )
  const brought = bearings((await owner.get('/api/v1/tax-classes/newspapers')).body.data)
  assert.deepEqual([brought.QC, brought.LATER, brought.NONE], [['TPS', 'TVQ'], ['MWST7'], []])
})

it('only the head office changes what holds for the whole chain', async () => {
  const role = await makeRole(sql, ['settings.manage', 'stores.view'])
  const person = await makeUser(sql, { roles: [role], storeIds: [store.id] })
  const client = withToken((await makeToken(sql, person.id)).secret)
  assert.equal((await client.get('/api/v1/tax-zones/QC')).status, 200)
  for (const answer of [
    await client.post('/api/v1/tax-zones', zoneOf('MB')),
    await client.patch('/api/v1/tax-zones/QC', { name_fr: 'x' }),
    await client.del('/api/v1/tax-zones/NONE'),
    await client.post('/api/v1/tax-classes', { code: 'x', name_fr: 'x', name_en: 'x' }),
    await client.patch('/api/v1/tax-classes/books', { name_fr: 'x' }),
    await client.del('/api/v1/tax-classes/books'),
  ])
    assert.equal(answer.status, 403)
})
