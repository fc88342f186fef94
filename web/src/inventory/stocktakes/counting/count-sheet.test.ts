import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import {
  adopt,
  type CountSheet,
  countArticle,
  countCode,
  countedIn,
  dismiss,
  EMPTY_SHEET,
  linesIn,
  markSent,
  pending,
  refuse,
  refuseCode,
  resolveCode,
  setQuantity,
  undo,
  unitsIn,
  unresolved,
  unsent,
} from './count-sheet.ts'

let made = 0
const stamp = () => {
  made += 1
  return { id: `count-${made}`, at: `2026-11-20T10:00:${String(made).padStart(2, '0')}.000Z` }
}
beforeEach(() => {
  made = 0
})

const tea = { variantId: 1, name: 'Thé vert', sku: 'THE-1' }
const cup = { variantId: 2, name: 'Tasse', sku: 'TAS-1' }
const shown = (sheet: CountSheet) => sheet.lines.map(({ name, quantity }) => [name, quantity])
const sendAll = (sheet: CountSheet) => markSent(sheet, new Set(unsent(sheet).map(({ countId }) => countId)))

describe('a count sheet', () => {
  test('counts one more at each scan, the last one first', () => {
    let sheet = countArticle(EMPTY_SHEET, 'A', tea, stamp())
    sheet = countArticle(sheet, 'A', cup, stamp())
    sheet = countArticle(sheet, 'A', tea, stamp())
    assert.deepEqual(shown(sheet), [
      ['Thé vert', '2'],
      ['Tasse', '1'],
    ])
    assert.equal(unitsIn(sheet, 'A'), '3')
  })

  test('gives every quantity a name of its own: what is being sent is not what comes after it', () => {
    const first = countArticle(EMPTY_SHEET, 'A', tea, stamp())
    const second = countArticle(first, 'A', tea, stamp())
    const sent = markSent(second, new Set(['count-1']))
    assert.deepEqual(
      unsent(sent).map(({ countId, quantity }) => [countId, quantity]),
      [['count-2', '2']],
    )
    assert.equal(pending(markSent(sent, new Set(['count-2']))), 0)
  })

  test('keeps zones apart', () => {
    const sheet = countArticle(countArticle(EMPTY_SHEET, 'A', tea, stamp()), 'B', tea, stamp())
    assert.deepEqual([linesIn(sheet, 'A').length, linesIn(sheet, 'B').length], [1, 1])
  })

  test('takes the last one back, and forgets what the server never heard of', () => {
    let sheet = countArticle(countArticle(EMPTY_SHEET, 'A', tea, stamp()), 'A', tea, stamp())
    sheet = undo(sheet, stamp())
    assert.deepEqual(shown(sheet), [['Thé vert', '1']])
    assert.deepEqual(undo(sheet, stamp()).lines, [])
  })

  test('counts none of what the server has heard of and was taken back', () => {
    const sheet = undo(sendAll(countArticle(EMPTY_SHEET, 'A', tea, stamp())), stamp())
    assert.deepEqual(
      unsent(sheet).map(({ quantity, countId }) => [quantity, countId]),
      [['0', 'count-2']],
    )
    assert.deepEqual(undo(sheet, stamp()), sheet)
  })

  test('takes a typed quantity in place of what was counted, and back', () => {
    const one = countArticle(EMPTY_SHEET, 'A', tea, stamp())
    const key = one.lines[0]?.key ?? ''
    const box = setQuantity(one, key, '24', stamp())
    assert.deepEqual(shown(box), [['Thé vert', '24']])
    assert.equal(setQuantity(box, key, '24', stamp()), box)
    assert.deepEqual(shown(undo(box, stamp())), [['Thé vert', '1']])
  })
})

describe('codes without a network', () => {
  test('are counted as they are, and join their article once it is known', () => {
    let sheet = countArticle(EMPTY_SHEET, 'A', tea, stamp())
    sheet = countCode(sheet, 'A', '4006381333931', stamp())
    sheet = countCode(sheet, 'A', '4006381333931', stamp())
    assert.deepEqual(unresolved(sheet), ['4006381333931'])
    assert.equal(unsent(sheet).length, 1, 'a code is not sent before its article is known')
    sheet = resolveCode(sheet, '4006381333931', { ...tea, quantity: null }, stamp)
    assert.deepEqual(shown(sheet), [['Thé vert', '3']])
    assert.deepEqual(unresolved(sheet), [])
    assert.deepEqual(shown(countCode(sheet, 'A', '4006381333931', stamp())), [['Thé vert', '4']])
  })

  test('with a quantity typed at once are that many of the article, whatever was counted of it before', () => {
    let sheet = countArticle(EMPTY_SHEET, 'A', tea, stamp())
    sheet = countCode(sheet, 'A', '4006381333931', stamp())
    sheet = setQuantity(sheet, sheet.lines[0]?.key ?? '', '46', stamp())
    sheet = resolveCode(sheet, '4006381333931', { ...tea, quantity: null }, stamp)
    assert.deepEqual(shown(sheet), [['Thé vert', '46']])
  })

  test('of a scale count what the label says', () => {
    const sheet = countCode(EMPTY_SHEET, 'A', '2000010003425', stamp())
    const known = resolveCode(sheet, '2000010003425', { ...cup, quantity: '0.342' }, stamp)
    assert.deepEqual([shown(known), known.codes], [[['Tasse', '0.342']], {}])
  })

  test('that nobody knows stay, and say so, until they are dismissed', () => {
    let sheet = refuseCode(countCode(EMPTY_SHEET, 'A', '999', stamp()), '999', 'Inconnu.')
    assert.deepEqual([unresolved(sheet), pending(sheet), sheet.lines[0]?.problem], [[], 1, 'Inconnu.'])
    assert.deepEqual([countedIn(sheet, 'A'), unitsIn(sheet, 'A'), linesIn(sheet, 'A').length], [[], '0', 1])
    sheet = dismiss(sheet, sheet.lines[0]?.key ?? '')
    assert.deepEqual([sheet.lines, sheet.steps], [[], []])
  })
})

describe('what the server says', () => {
  const elsewhere = { ...tea, zone: 'A', quantity: '7', countId: 'other', countedAt: '2026-11-20T11:00:00.000Z' }

  test('is where counting goes on', () => {
    const sheet = adopt(EMPTY_SHEET, [elsewhere])
    assert.deepEqual([shown(sheet), pending(sheet)], [[['Thé vert', '7']], 0])
    assert.deepEqual(shown(countArticle(sheet, 'A', tea, stamp())), [['Thé vert', '8']])
  })

  test('does not undo what waits here, and replaces what was sent', () => {
    const waiting = countArticle(EMPTY_SHEET, 'A', tea, stamp())
    assert.deepEqual(shown(adopt(waiting, [elsewhere])), [['Thé vert', '1']])
    assert.deepEqual(shown(adopt(sendAll(waiting), [elsewhere])), [['Thé vert', '7']])
    const older = { ...elsewhere, countedAt: '2026-11-20T09:00:00.000Z' }
    assert.deepEqual(shown(adopt(sendAll(waiting), [older])), [['Thé vert', '1']])
  })

  test('keeps a refused count in sight, and out of what is sent again', () => {
    const sheet = refuse(countArticle(EMPTY_SHEET, 'A', tea, stamp()), 'count-1', 'Pas de cet inventaire.')
    assert.deepEqual([unsent(sheet), pending(sheet)], [[], 1])
    assert.equal(unsent(countArticle(sheet, 'A', tea, stamp())).length, 1, 'counted again, it is tried again')
  })
})
