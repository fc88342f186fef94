import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitSize, fitText } from './fit-text.ts'
import { drawableText, measureText, printableText } from './pdf-font.ts'

const room = { width: 40, lines: 2, largest: 13, smallest: 10, isBold: false }

test('a short name stands on one line at the largest size', () => {
  assert.deepEqual(fitText('Lait 2 %', room), { lines: ['Lait 2 %'], size: 13 })
})

test('a longer name is broken between words, then made smaller, then ended with an ellipsis', () => {
  assert.deepEqual(fitText('Café en grains torréfaction foncée', room), {
    lines: ['Café en grains', 'torréfaction foncée'],
    size: 13,
  })
  const smaller = fitText('Café en grains torréfaction foncée', { ...room, width: 35 })
  assert.deepEqual(smaller.lines, ['Café en grains', 'torréfaction foncée'])
  assert.ok(smaller.size < 13 && smaller.size >= 10, String(smaller.size))
  const cut = fitText('Chandail en laine mérinos à col roulé, tissé et cousu au Québec', room)
  assert.equal(cut.size, 10)
  assert.deepEqual(cut.lines, ['Chandail en laine', 'mérinos à col roulé…'])
})

test('a word wider than the line is broken between whole characters', () => {
  const { lines } = fitText('Donaudampfschifffahrtselektrizitäten', { ...room, width: 30 })
  assert.equal(lines.join(''), 'Donaudampfschifffahrtselektrizitäten')
  const flags = fitText('👩‍👩‍👧'.repeat(40), { ...room, width: 30 })
  for (const line of flags.lines) assert.match(line, /^(👩‍👩‍👧)+…?$/u)
})

test('a line may end after a hyphen or a slash', () => {
  assert.deepEqual(fitText('Porte-manteaux/porte-parapluies', { ...room, width: 35 }).lines, [
    'Porte-manteaux/',
    'porte-parapluies',
  ])
})

test('whatever the name, its lines are no wider than the label and no more than allowed', () => {
  const texts = fc.oneof(fc.string({ maxLength: 255 }), fc.string({ unit: 'grapheme', maxLength: 255 }))
  fc.assert(
    fc.property(texts, fc.integer({ min: 20, max: 70 }), fc.integer({ min: 1, max: 3 }), (raw, width, lines) => {
      const text = drawableText(raw)
      const fitted = fitText(text, { ...room, width, lines })
      assert.ok(fitted.lines.length <= lines)
      for (const line of fitted.lines) assert.ok(measureText(line, fitted.size, false) <= width, line)
      if (!fitted.lines.some((line) => line.endsWith('…'))) {
        assert.equal(fitted.lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''))
      }
    }),
  )
})

test('a price is made just small enough for its line', () => {
  const limits = { width: 20, largest: 40, smallest: 8, isBold: true }
  const size = fitSize('1\u00a0299,00\u00a0$', limits)
  assert.ok(measureText('1\u00a0299,00\u00a0$', size, true) <= 20)
  assert.ok(measureText('1\u00a0299,00\u00a0$', size + 0.5, true) > 20)
  assert.equal(fitSize('', limits), 40)
})

test('a character that the font lacks leaves one sign, and what is not seen leaves none', () => {
  assert.equal(drawableText('Thé 😀 œ € Ω Ж'), 'Thé � œ € Ω Ж')
  assert.equal(drawableText('👩‍👩‍👧'), '�')
  assert.equal(drawableText('① ﬁn Ａ'), '1 ﬁn A')
  assert.equal(printableText('a\u202eb\tc\u0000\u200bd\ne'), 'ab cd e')
})
