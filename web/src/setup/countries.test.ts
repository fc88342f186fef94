import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PLACES, proposePlace } from './countries.ts'

/** What an article of the usual class bears, in per cent. */
const usualRates = (key: string): string[] => {
  const zone = PLACES.find((place) => place.key === key)?.zone
  const codes = zone?.classes?.find(({ code }) => code === 'standard')?.tax_codes ?? []
  return codes.map((code) => String(zone?.taxes?.find((tax) => tax.code === code)?.rate))
}

test('each place proposes its usual rates', () => {
  const golden: Readonly<Record<string, readonly string[]>> = {
    'CA-AB': ['5'],
    'CA-BC': ['5', '7'],
    'CA-MB': ['5', '7'],
    'CA-NB': ['15'],
    'CA-NL': ['15'],
    'CA-NS': ['14'],
    'CA-ON': ['13'],
    'CA-PE': ['15'],
    'CA-SK': ['5', '6'],
    BE: ['21'],
    LU: ['17'],
    CH: ['8.1'],
  }
  for (const [key, rates] of Object.entries(golden)) assert.deepEqual(usualRates(key), rates, key)
})

test('every tax that a class bears is one of its zone, and basic groceries bear none in Canada', () => {
  for (const { key, zone, country } of PLACES) {
    if (zone === null) continue
    const codes = new Set(zone.taxes?.map(({ code }) => code))
    for (const { code, tax_codes: borne } of zone.classes ?? []) {
      assert.ok(
        borne.every((tax) => codes.has(tax)),
        `${key} ${code}`,
      )
      if (country === 'CA' && code === 'basic_groceries') assert.deepEqual(borne, [])
    }
  }
})

test('a place is proposed by the clock of the browser', () => {
  assert.equal(proposePlace('Europe/Paris').key, 'FR')
  assert.equal(proposePlace('America/Toronto').key, 'CA-QC')
  assert.equal(proposePlace('Asia/Tokyo').key, 'CA-QC')
})
