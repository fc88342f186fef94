// The set-up of a first store, tried twice against a running API: the second try corrects what the first one left.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Client, createClient } from '../../packages/client/dist/index.js'
import { testApplication } from '../harness/app.ts'

// What a browser runs is checked against the browser's types, elsewhere: here only its behaviour is.
const SOURCE: string = new URL('../../web/src/setup/open-store.ts', import.meta.url).href
const { openStore }: { openStore(api: Client, opening: object): Promise<void> } = await import(SOURCE)

const application = await testApplication({ after })
const baseUrl = await application.app.listen({ port: 0, host: '127.0.0.1' })
const { secret: token } = await application.as('owner').token
const api = createClient({ baseUrl, token, language: 'en' })

const FIRST = {
  chain_name: 'Chez nous',
  language: 'en',
  place: 'elsewhere',
  name: 'Main street',
  city: 'Oslo',
  line1: '',
  postal_code: '',
  registrations: {},
  register: '',
  currency: 'EUR',
  time_zone: 'Europe/Paris',
  tax_name: 'MVA',
  tax_rate: '2.5',
  prices_include_tax: false,
}

test('a try after a refusal corrects the zone and the store that are there already', async () => {
  await assert.rejects(openStore(api, FIRST), { status: 422 })
  const second = {
    ...FIRST,
    register: 'Till 1',
    currency: 'NOK',
    time_zone: 'Europe/Oslo',
    tax_name: 'Moms',
    tax_rate: '25',
    prices_include_tax: true,
  }
  await openStore(api, second)
  const { data } = await api.listStores({ q: FIRST.name })
  const seen = data.map((store) => [store.currency, store.time_zone, store.tax_zone, store.prices_include_tax])
  assert.deepEqual(seen, [['NOK', 'Europe/Oslo', 'LOCAL', true]])
  const zone = (await api.listTaxZones()).find(({ code }) => code === 'LOCAL')
  assert.deepEqual(
    zone?.taxes.map(({ code, rate }) => [code, rate]),
    [['MOMS', '25']],
  )
  assert.deepEqual(zone?.classes.find(({ code }) => code === 'standard')?.tax_codes, ['MOMS'])
  const tills = await api.listRegisters(data[0]?.id ?? 0, { kind: 'till' })
  assert.deepEqual(
    tills.data.map(({ name }) => name),
    ['Till 1'],
  )
})

test('a place that is known after all, or no tax, takes the store out of its own zone', async () => {
  const again = { ...FIRST, register: 'Till 1', time_zone: 'Europe/Oslo', currency: 'NOK' }
  await openStore(api, { ...again, tax_rate: '' })
  const standing = async () => (await api.listStores({ q: FIRST.name })).data.map((store) => store.tax_zone)
  assert.deepEqual(await standing(), ['NONE'])
  await openStore(api, { ...again, place: 'CA-ON' })
  assert.deepEqual(await standing(), ['ON'])
})

test('what receipts show is kept with the store, and what an earlier try gave becomes what is said now', async () => {
  const opening = {
    ...FIRST,
    place: 'CA-QC',
    name: 'Plateau',
    city: 'Montréal',
    line1: '1, rue Un',
    postal_code: 'H2J',
    registrations: { TPS: '123456789RT0001', SIRET: 'of another place' },
    register: 'Till 1',
  }
  await assert.rejects(openStore(api, opening), (error: { errors?: object }) => 'postal_code' in (error.errors ?? {}))
  await openStore(api, { ...opening, postal_code: 'h2j 0a0' })
  await openStore(api, { ...opening, line1: '2, rue Deux', postal_code: 'H2J 0A0' })
  const { data } = await api.listStores({ q: 'Plateau' })
  assert.equal(data.length, 1)
  const { address, registrations } = await api.getStore(data[0]?.id ?? 0)
  assert.deepEqual(registrations, [{ kind: 'TPS', number: '123456789 RT0001' }])
  assert.deepEqual([address?.line1, address?.postal_code, address?.region], ['2, rue Deux', 'H2J 0A0', 'QC'])
})
