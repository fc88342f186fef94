import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BUILT_IN_TAX_ZONES, taxesOfClass } from './zones.ts'

function rates(zoneCode: string): Record<string, number[]> {
  const zone = BUILT_IN_TAX_ZONES.find((candidate) => candidate.code === zoneCode)
  assert.ok(zone)
  return Object.fromEntries(zone.classes.map(({ code }) => [code, taxesOfClass(zone, code).map((tax) => tax.ratePpm)]))
}

test('the rates of every class', () => {
  assert.deepEqual(rates('QC'), { standard: [50_000, 99_750], books: [50_000], basic_groceries: [], exempt: [] })
  assert.deepEqual(rates('FR'), {
    standard: [200_000],
    intermediate: [100_000],
    reduced: [55_000],
    super_reduced: [21_000],
    books: [55_000],
    basic_groceries: [55_000],
    exempt: [],
  })
  assert.deepEqual(rates('NONE'), { standard: [], exempt: [] })
})

test('a zone is whole: unique codes, known taxes, a default class, names in both languages', () => {
  for (const zone of BUILT_IN_TAX_ZONES) {
    for (const list of [zone.taxes, zone.classes]) {
      assert.equal(new Set(list.map(({ code }) => code)).size, list.length)
    }
    for (const { name } of [zone, ...zone.taxes, ...zone.classes]) assert.ok(name.fr && name.en)
    assert.doesNotThrow(() => taxesOfClass(zone, zone.defaultClassCode))
  }
})

test('what a zone does not have is named', () => {
  const [zone] = BUILT_IN_TAX_ZONES
  assert.ok(zone)
  assert.throws(() => taxesOfClass(zone, 'luxury'), /no tax class luxury/)
  const broken = { ...zone, classes: [{ code: 'odd', name: zone.name, taxCodes: ['TPX'] }] }
  assert.throws(() => taxesOfClass(broken, 'odd'), /no tax TPX/)
})
