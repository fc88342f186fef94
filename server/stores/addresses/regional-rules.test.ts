import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isCountry } from './countries.ts'
import { readRegional } from './regional-rules.ts'

const read = (country: string, postalCode: string | null, region: string | null = null) => {
  const { values, faults } = readRegional({ country, region, postal_code: postalCode })
  return { code: values.postal_code, region: values.region, faults: Object.keys(faults) }
}

describe('a Canadian postal code', () => {
  // Source: Canada Post, Addressing Guidelines: ANA NAN; D, F, I, O, Q, U never; W and Z never first.
  for (const [given, kept] of [
    ['H2X 1Y4', 'H2X 1Y4'],
    ['h2x1y4', 'H2X 1Y4'],
    ['h2x-1y4', 'H2X 1Y4'],
    ['h2x   1y4', 'H2X 1Y4'],
    ['T5W 2Z8', 'T5W 2Z8'],
  ] as const) {
    it(`${given} is ${kept}`, () => assert.deepEqual(read('CA', given), { code: kept, region: null, faults: [] }))
  }
  for (const wrong of ['H2X', 'HX2 1Y4', 'D2X 1Y4', 'H2D 1Y4', 'H2X 1O4', 'W2X 1Y4', 'Z2X 1Y4', '12345', 'H2X 1Y4 5']) {
    it(`${wrong} is none`, () => assert.deepEqual(read('CA', wrong).faults, ['postal_code']))
  }

  it('agrees with its province', () => {
    for (const code of ['G1R 4P5', 'H2X 1Y4', 'J8X 3X7', 'K1A 0S5'])
      assert.deepEqual(read('CA', code, 'QC').faults, [], code)
    for (const code of ['K2P 1L4', 'M5V 2T6', 'E1A 1A1'])
      assert.deepEqual(read('CA', code, 'QC').faults, ['postal_code'], code)
    assert.deepEqual(read('CA', 'H2X 1Y4', 'ON').faults, ['region'])
    assert.deepEqual(read('CA', 'K1A 0A9', 'ON').faults, [])
  })
})

it('a Canadian province is known by its code and by its names', () => {
  for (const name of ['QC', 'qc', 'Québec', 'quebec', 'QUÉBEC']) assert.equal(read('CA', null, name).region, 'QC')
  assert.equal(read('CA', null, 'Colombie-Britannique').region, 'BC')
  assert.equal(read('CA', null, 'Nova  Scotia').region, 'NS')
  assert.deepEqual(read('CA', null, 'Bretagne').faults, ['region'])
})

describe('a French postal code', () => {
  for (const code of ['01000', '20090', '59000', '75011', '95880', '97110', '97400', '97600', '98000', '98800'])
    it(code, () => assert.deepEqual(read('FR', code), { code, region: null, faults: [] }))
  it('may be written with a space', () => assert.equal(read('FR', '75 011').code, '75011'))
  for (const wrong of ['00100', '96000', '97000', '97900', '98100', '99000', '7501', '750111', 'H2X 1Y4', '7501A'])
    it(`${wrong} is none`, () => assert.deepEqual(read('FR', wrong).faults, ['postal_code']))
})

it('other countries write what they will, in capitals', () => {
  assert.deepEqual(read('GB', 'sw1a  1aa', 'Angleterre'), { code: 'SW1A 1AA', region: 'Angleterre', faults: [] })
})

it('a country is one of 249 codes that the platform knows too', () => {
  const names = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const known = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry)
  assert.equal(known.length, 249)
  assert.deepEqual(
    known.filter((code) => names.of(code) === undefined),
    [],
  )
  for (const code of ['EU', 'UK', 'XX', 'ZZ', 'SU', 'ca']) assert.equal(isCountry(code), false, code)
})
