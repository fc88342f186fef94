import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDate, formatMoney, formatNumber, formatPoints, formatRatio } from './format-values.ts'

/** Intl separates by several kinds of space; a reader sees one. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('money is written as the language writes it, exactly', () => {
  for (const [amount, currency, fr, en] of [
    ['29.99', 'CAD', '29,99 $', '$29.99'],
    ['-5.00', 'CAD', '-5,00 $', '-$5.00'],
    ['0.00', 'EUR', '0,00 €', '€0.00'],
    ['1234567.80', 'EUR', '1 234 567,80 €', '€1,234,567.80'],
    // More than a float could hold.
    ['90071992547409.93', 'CAD', '90 071 992 547 409,93 $', '$90,071,992,547,409.93'],
    ['90071992547409930.01', 'CAD', '90 071 992 547 409 930,01 $', '$90,071,992,547,409,930.01'],
  ] as const) {
    assert.equal(plain(formatMoney(amount, currency, 'fr')), fr)
    assert.equal(plain(formatMoney(amount, currency, 'en')), en)
  }
})

test('quantities and ratios', () => {
  assert.equal(plain(formatNumber('1234.5', 'fr')), '1 234,5')
  assert.equal(plain(formatNumber('0.345', 'en')), '0.345')
  assert.equal(plain(formatNumber('12.345', 'fr', 1)), '12,3')
  assert.equal(plain(formatRatio('0.1234', 'fr')), '12,3 %')
  assert.equal(plain(formatRatio('0.1234', 'en', true)), '+12.3%')
  assert.equal(plain(formatRatio('-0.05', 'fr', true)), '-5 %')
  assert.equal(plain(formatRatio('0', 'fr', true)), '0 %')
})

test('a line ends between the day and the hour, not within them', () => {
  const moment = '2026-11-28T03:30:00Z'
  for (const [language, parts] of [
    ['fr', 2],
    ['en', 2],
  ] as const) {
    assert.equal(formatDate(moment, 'moment', language, 'America/Toronto').split(' ').length, parts)
    assert.equal(formatDate(moment, 'day', language, 'America/Toronto').split(' ').length, 1)
  }
})

test('points have their sign, and no space at which a line may break', () => {
  assert.deepEqual([formatPoints(0.1, 'fr'), formatPoints(-12, 'fr')], ['+0,1\u00a0pt', '-12\u00a0pt'])
  assert.deepEqual([formatPoints(0.1, 'en'), formatPoints(0, 'en')], ['+0.1\u00a0pt', '0\u00a0pt'])
})

test('moments are those of their time zone, business days the same everywhere', () => {
  const moment = '2026-11-28T03:30:00Z'
  assert.equal(plain(formatDate(moment, 'moment', 'fr', 'America/Toronto')), '27 nov. 2026, 22 h 30')
  assert.equal(plain(formatDate(moment, 'moment', 'en', 'Europe/Paris')), 'Nov 28, 2026, 4:30 a.m.')
  for (const zone of ['America/Toronto', 'Pacific/Auckland', undefined]) {
    assert.equal(plain(formatDate('2026-11-27', 'day', 'fr', zone)), '27 nov. 2026')
    assert.equal(plain(formatDate('2026-11-27', 'long', 'en', zone)), 'Friday, November 27, 2026')
  }
  assert.equal(plain(formatDate('2026-02-01', 'month', 'fr')), 'février 2026')
  assert.equal(plain(formatDate('2026-02-01', 'month', 'en')), 'February 2026')
})
