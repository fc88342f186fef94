import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings, toInput } from './label-settings.ts'

const USUAL = { storeId: 3, language: 'fr' } as const

test('what stands in the address is taken, and what nobody understands is not', () => {
  const settings = readSettings({ sheet: 'roll-50x30', hide: 'tax,colour', start: 'x', kind: 'poster' }, USUAL)
  assert.deepEqual(settings, {
    kind: 'shelf',
    sheet: 'roll-50x30',
    storeId: 3,
    language: 'fr',
    startAt: 1,
    hidden: new Set(['tax']),
  })
})

test('a roll has no first free label, and what is shown is not said', () => {
  const articles = [{ variantId: 7, name: 'Thé', sku: null, copies: 2 }]
  const settings = readSettings({ store: '0', start: '4', hide: 'date' }, USUAL)
  assert.deepEqual(toInput(articles, settings, 'pdf'), {
    items: [{ variant_id: 7, copies: 2 }],
    kind: 'shelf',
    format: 'pdf',
    sheet: 'avery-5160',
    language: 'fr',
    start_at: 4,
    show: { date: false },
  })
  const roll = toInput(articles, { ...settings, sheet: 'roll-57x32', hidden: new Set() }, 'zpl')
  assert.equal('start_at' in roll || 'show' in roll, false)
})
