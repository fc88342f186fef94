import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ELSEWHERE } from './open-store.ts'
import { otherRefusals, receiptRefusals } from './refusals.ts'

test('what no field of the form shows is said above it, once', () => {
  const refusals = { name: 'Un.', default_locale: 'Deux.', name_fr: 'Trois.', 'taxes.0.name_fr': 'Trois.' }
  assert.deepEqual(otherRefusals(refusals, ELSEWHERE), ['Deux.'])
  assert.deepEqual(otherRefusals(refusals, 'CA-QC'), ['Deux.', 'Trois.'])
  assert.deepEqual(otherRefusals({ currency: 'Quatre.', city: 'Cinq.' }, 'CA-QC'), ['Quatre.'])
  assert.deepEqual(otherRefusals({}, ELSEWHERE), [])
})

const OPENING = {
  chain_name: 'Marchés Tremblay',
  language: 'fr',
  place: 'CA-QC',
  name: 'Plateau',
  city: 'Montréal',
  line1: '',
  postal_code: '',
  registrations: {},
  register: 'Caisse 1',
  currency: 'CAD',
  time_zone: 'America/Toronto',
  tax_name: 'TVA',
  tax_rate: '',
  prices_include_tax: false,
} as const

test('what receipts are to show may be left out, and is told at its field when it cannot be right', () => {
  assert.deepEqual(receiptRefusals(OPENING), {})
  const good = { TPS: '123456789RT0001', TVQ: '1234567890 TQ0001' }
  assert.deepEqual(receiptRefusals({ ...OPENING, line1: '1, rue Un', registrations: good }), {})
  const wrong = { ...OPENING, postal_code: 'H2J 0A0', registrations: { ...good, TVQ: '12' } }
  assert.deepEqual(Object.keys(receiptRefusals(wrong)).sort(), ['TVQ', 'line1'])
  assert.deepEqual(Object.keys(receiptRefusals({ ...OPENING, line1: '1, rue Un', city: '' })), ['city'])
  // A number of another place is not asked for here.
  assert.deepEqual(receiptRefusals({ ...wrong, place: 'FR', postal_code: '' }), {})
})
