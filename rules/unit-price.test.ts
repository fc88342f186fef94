/**
 * Prices per unit of measure, to be read by an accountant. The expected values were computed by hand, with exact
 * fractions, and are literals. Sources: Directive 98/6/EC, art. 2(b); arrêté du 16 novembre 1999 (France); Regulation
 * respecting the application of the Consumer Protection Act (Québec, c. P-40.1, r. 3), s. 91.5.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatDecimal, formatUnitPrice, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from './money.ts'
import {
  CONTENT_UNITS,
  type ContentUnit,
  formatMeasure,
  type UnitPriceStyle,
  unitPriceOf,
  unitPriceStyleOf,
} from './unit-price.ts'

/** zone, currency, price, net content, what a French label says, exact quotient and why. */
const TABLE = `
| QC   | CAD | 5.49    | 454 g     | 1,21 $ / 100 g      | 1.20925…: a pound of coffee |
| QC   | CAD | 8.99    | 1 kg      | 0,90 $ / 100 g      | 0.899: half of the cent and more goes up |
| QC   | CAD | 4.29    | 2 l       | 0,21 $ / 100 ml     | 0.2145: milk |
| QC   | CAD | 1.29    | 355 ml    | 0,36 $ / 100 ml     | 0.36338…: a can |
| QC   | CAD | 10.05   | 1 kg      | 1,01 $ / 100 g      | 1.005 is exactly half a cent: away from zero |
| QC   | CAD | 4.99    | 12 unit   | 0,42 $ / unité      | 0.41583…: a dozen eggs |
| QC   | CAD | 2.00    | 50 unit   | 0,04 $ / unité      | 0.04: under ten cents, exact all the same |
| QC   | CAD | 2.49    | 72 unit   | 0,0346 $ / unité    | 0.034583…: under ten cents two more decimals |
| QC   | CAD | 0.99    | 4 l       | 0,0248 $ / 100 ml   | 0.02475 is exactly half: away from zero |
| QC   | CAD | 29.99   | 1 unit    | —                   | one piece: the price itself says it |
| QC   | CAD | 12.00   | 2.5 m     | 4,80 $ / m          | 4.80: ribbon by the metre |
| QC   | CAD | 0.00    | 100 g     | 0,00 $ / 100 g      | a gift |
| FR   | EUR | 3.29    | 250 g     | 13,16 € / kg        | 13.16: butter |
| FR   | EUR | 1.05    | 33 ml     | 31,82 € / L         | 31.8181… |
| FR   | EUR | 0.89    | 1.5 l     | 0,59 € / L          | 0.59333…: water |
| FR   | EUR | 2.35    | 1 kg      | 2,35 € / kg         | the price itself, shown all the same |
| FR   | EUR | 1.005   | 1 l       | 1,01 € / L          | a price of three decimals, exactly half |
| FR   | EUR | 19.90   | 0.75 l    | 26,53 € / L         | 26.53333…: wine |
| FR   | EUR | 3.99    | 6 unit    | 0,67 € / unité      | 0.665 is exactly half: away from zero |
| FR   | EUR | 1.50    | 5 g       | 300,00 € / kg       | saffron in its sachet |
| FR   | EUR | 4321.00 | 0.5 kg    | 8 642,00 € / kg     | caviar: thousands are set apart |
| NONE | JPY | 298     | 500 g     | 596 ¥ / kg          | a currency without decimals |
| NONE | JPY | 100     | 12 unit   | 8,33 ¥ / unité      | 8.333…: under ten yen two decimals |
| NONE | TND | 1.250   | 0.7 kg    | 1,786 TND / kg      | 1.785714…: thousandths |
`

const rows = TABLE.trim()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

const exact = (text: string, scale: number): bigint => {
  const value = parseDecimal(text, scale)
  assert.ok(value !== null, text)
  return value
}

for (const [zone = '', currency = '', price = '', content = '', expected = '', why = ''] of rows) {
  test(`${zone}: ${price} ${currency} for ${content} is ${expected} (${why})`, () => {
    const [quantity = '', unit] = content.split(' ')
    const found = unitPriceOf(
      exact(price, PRICE_SCALE),
      { quantity: exact(quantity, QUANTITY_SCALE), unit: unit as ContentUnit },
      unitPriceStyleOf(zone),
      currency,
    )
    const shown =
      found === null
        ? '—'
        : `${formatUnitPrice(found.price, currency, 'fr')} / ${formatMeasure(found.per, 'fr')}`.replaceAll(
            '\u00a0',
            ' ',
          )
    assert.equal(shown, expected)
  })
}

test('an English label names the measure in English', () => {
  assert.equal(formatMeasure({ quantity: 1, unit: 'unit' }, 'en'), 'each')
  assert.equal(formatMeasure({ quantity: 100, unit: 'ml' }, 'en'), '100\u00a0ml')
})

const prices = fc.bigInt({ min: 0n, max: 9_999_999_999n })
const quantities = fc.bigInt({ min: 1n, max: 999_999_999n })
const units = fc.constantFrom(...CONTENT_UNITS)
const styles = fc.constantFrom<UnitPriceStyle>('hundred', 'whole')
const currencies = fc.constantFrom('CAD', 'EUR', 'JPY', 'TND')

test('never further from the exact quotient than half of the last digit that is shown', () => {
  fc.assert(
    fc.property(prices, quantities, styles, currencies, (price, quantity, style, currency) => {
      const found = unitPriceOf(price, { quantity, unit: 'g' }, style, currency)
      assert.ok(found !== null)
      const grams = style === 'hundred' ? 100n : 1000n
      const error = found.price * quantity - price * grams * 1000n
      const coarsest = currency === 'JPY' ? 10_000n : currency === 'TND' ? 10n : 100n
      assert.ok(2n * (error < 0n ? -error : error) <= coarsest * quantity)
    }),
  )
})

test('a kilogram is a thousand grams and a litre a thousand millilitres', () => {
  fc.assert(
    fc.property(prices, quantities, styles, currencies, (price, quantity, style, currency) => {
      for (const [large, small] of [
        ['kg', 'g'],
        ['l', 'ml'],
      ] as const) {
        assert.deepEqual(
          unitPriceOf(price, { quantity, unit: large }, style, currency),
          unitPriceOf(price, { quantity: quantity * 1000n, unit: small }, style, currency),
        )
      }
    }),
  )
})

test('dearer is never shown as cheaper, and more content never as dearer', () => {
  const arbitrary = fc.tuple(prices, prices, quantities, quantities, units, styles, currencies)
  fc.assert(
    fc.property(arbitrary, ([one, other, few, many, unit, style, currency]) => {
      const [low, high] = one < other ? [one, other] : [other, one]
      const [less, more] = few < many ? [few, many] : [many, few]
      const cheap = unitPriceOf(low, { quantity: more, unit }, style, currency)
      const dear = unitPriceOf(high, { quantity: less, unit }, style, currency)
      if (cheap !== null && dear !== null) {
        assert.ok(cheap.price <= dear.price, `${formatDecimal(cheap.price, 4)} ${formatDecimal(dear.price, 4)}`)
      }
    }),
  )
})

test('nothing is compared where there is no content', () => {
  for (const unit of CONTENT_UNITS) assert.equal(unitPriceOf(10_000n, { quantity: 0n, unit }, 'whole', 'EUR'), null)
  assert.equal(unitPriceOf(10_000n, { quantity: 1000n, unit: 'unit' }, 'whole', 'EUR'), null)
})
