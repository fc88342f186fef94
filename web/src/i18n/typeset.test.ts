import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typeset } from './typeset.ts'

const N = '\u00a0'

test('French spaces before and after signs do not end a line', () => {
  for (const [written, set] of [
    ['Annuler ?', `Annuler${N}?`],
    ['Numéro : {id}', `Numéro${N}: {id}`],
    ['« Café » ; thé !', `«${N}Café${N}»${N}; thé${N}!`],
    ['Z n° {number}, {rate} %', `Z n°${N}{number}, {rate}${N}%`],
    [`déjà${N}: bien`, `déjà${N}: bien`],
    ['à 12:30, https://exemple.ca', 'à 12:30, https://exemple.ca'],
  ] as const) {
    assert.equal(typeset(written, 'fr'), set)
  }
})

test('English has no such spaces', () => {
  assert.equal(typeset('50 %: “what ?”', 'en'), '50 %: “what ?”')
})
