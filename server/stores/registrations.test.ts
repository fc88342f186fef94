import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'

const { as } = await testApplication({ after })
const owner = as('owner')
const GOOD = { name: 'Verdun', time_zone: 'America/Toronto', currency: 'CAD', tax_zone: 'QC' }

const create = (fields: object) => owner.post('/api/v1/stores', { ...GOOD, ...fields })

test('a store keeps who sells and under which numbers, in one form and in their order', async () => {
  const { status, body } = await create({
    legal_name: 'Les Boutiques Tremblay inc.',
    registrations: [
      { kind: 'TVQ', number: '1234567890tq0001' },
      { kind: 'TPS', number: '123 456 789 RT0001' },
      { kind: 'Permis MAPAQ', number: 'M-17' },
    ],
  })
  assert.equal(status, 201)
  const kept = [
    { kind: 'TVQ', number: '1234567890 TQ0001' },
    { kind: 'TPS', number: '123456789 RT0001' },
    { kind: 'Permis MAPAQ', number: 'M-17' },
  ]
  assert.deepEqual(body.data.registrations, kept)
  const address = `/api/v1/stores/${body.data.id}`
  assert.deepEqual((await owner.get(address)).body.data.registrations, kept)
  assert.equal((await owner.patch(address, { name: 'Verdun 2' })).body.data.legal_name, 'Les Boutiques Tremblay inc.')
  const changed = await owner.patch(address, { legal_name: null, registrations: [] })
  assert.deepEqual([changed.body.data.legal_name, changed.body.data.registrations], [null, []])
  assert.deepEqual((await create({})).body.data.registrations, [])
})

test('a number that its register cannot have given is refused by its place, in both languages', async () => {
  const registrations = [
    { kind: 'SIRET', number: '73282932000075' },
    { kind: 'TVA', number: 'FR44732829320' },
    { kind: 'TVA', number: 'FR45732829320' },
  ]
  const { status, body } = await create({ registrations })
  assert.equal(status, 422)
  assert.deepEqual(Object.keys(body.errors).toSorted(), [
    'registrations.0.number',
    'registrations.2.kind',
    'registrations.2.number',
  ])
  assert.match(body.errors['registrations.2.kind'][0], /déjà nommé/)
  const english = await owner.post('/api/v1/stores', { ...GOOD, registrations }, { 'accept-language': 'en' })
  assert.match(english.body.errors['registrations.0.number'][0], /form that this register gives/)
  for (const wrong of [[{ kind: 'TPS' }], [{ kind: '', number: '1' }], 'TPS', [{ kind: 'TPS', number: '1', x: 1 }]]) {
    assert.equal((await create({ registrations: wrong })).status, 422, JSON.stringify(wrong))
  }
})
