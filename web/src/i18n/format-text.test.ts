import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatText } from './format-text.ts'

const tickets = {
  fr: '{count, plural, =0 {Aucun ticket} one {# ticket} other {# tickets}}',
  en: '{count, plural, =0 {No ticket} one {# ticket} other {# tickets}}',
}

test('plurals are those of the language: French has one for one and a half, English has not', () => {
  const read = (language: 'fr' | 'en') => [0, 1, 1.5, 2, 1234].map((count) => formatText(tickets, language, { count }))
  assert.deepEqual(read('fr'), ['Aucun ticket', '1 ticket', '1,5 ticket', '2 tickets', '1\u00a0234 tickets'])
  assert.deepEqual(read('en'), ['No ticket', '1 ticket', '1.5 tickets', '2 tickets', '1,234 tickets'])
})

test('places take what they are given, whatever stands in it', () => {
  const greeting = { fr: 'Bonjour, {name} !', en: 'Hello, {name}!' }
  assert.equal(formatText(greeting, 'fr', { name: '{nom} <b>' }), 'Bonjour, {nom} <b>\u00a0!')
  assert.equal(formatText(greeting, 'en', { name: 'Zoé' }), 'Hello, Zoé!')
})

test('a text without places is as it is written, but for its spaces', () => {
  assert.equal(formatText({ fr: 'Prêt ?', en: 'Ready?' }, 'fr'), 'Prêt\u00a0?')
})
