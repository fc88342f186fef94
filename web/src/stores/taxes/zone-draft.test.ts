import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addTax, draftOf, inputOf, removeTax, setBorne } from './zone-draft.ts'

const tax = (code: string, rate: string) => ({ code, name: code, name_fr: code, name_en: code, rate })
const ZONE = {
  code: 'QC',
  name: 'Québec',
  name_fr: 'Québec',
  name_en: 'Québec',
  prices_include_tax: false,
  cash_step: '0.05',
  taxes: [tax('TPS', '5'), tax('TVQ', '9.975')],
  classes: [
    { code: 'standard', tax_codes: ['TPS', 'TVQ'] },
    { code: 'books', tax_codes: ['TPS'] },
  ],
}
const CLASSES = ['standard', 'books', 'exempt']

test('a zone that was not touched goes back as it came', () => {
  const { taxes, classes, cash_step: step } = inputOf(draftOf(ZONE, CLASSES))
  assert.deepEqual(
    taxes?.map(({ code, rate }) => [code, rate]),
    [
      ['TPS', '5'],
      ['TVQ', '9.975'],
    ],
  )
  assert.deepEqual(classes, [...ZONE.classes, { code: 'exempt', tax_codes: [] }])
  assert.equal(step, '0.05')
})

test('a tax that goes leaves every class, and the others keep theirs', () => {
  const draft = removeTax(draftOf(ZONE, CLASSES), 0)
  assert.deepEqual(inputOf(draft).classes, [
    { code: 'standard', tax_codes: ['TVQ'] },
    { code: 'books', tax_codes: [] },
    { code: 'exempt', tax_codes: [] },
  ])
})

test('a class bears taxes in the order of receipts, whichever was ticked first', () => {
  const draft = setBorne(setBorne(addTax(draftOf(ZONE, CLASSES)), 'exempt', 1, true), 'exempt', 0, true)
  assert.deepEqual(inputOf(draft).classes?.[2], { code: 'exempt', tax_codes: ['TPS', 'TVQ'] })
  assert.deepEqual(inputOf(setBorne(draft, 'exempt', 1, false)).classes?.[2], { code: 'exempt', tax_codes: ['TPS'] })
})

test('cash that is not rounded has no step', () => {
  assert.equal(inputOf({ ...draftOf(ZONE, CLASSES), cash_step: '' }).cash_step, null)
})
