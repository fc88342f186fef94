import { BUILT_IN_TAX_ZONES } from '../../../../../rules/index.ts'
import type { Article, Store } from '../../memory.ts'
import { type Cart, emptyCart } from '../cart.ts'
import { type CartAction, changeCart } from '../change-cart.ts'
import { fromMinor } from '../decimals.ts'
import { sellOne } from '../sell-by-code.ts'

export const DAY = '2026-11-27'

/** A store of a built-in zone, as a till's copy has it. */
export function testStore(zoneCode: 'QC' | 'FR', cashiers: Store['cashiers'] = []): Store {
  const zone = BUILT_IN_TAX_ZONES.find(({ code }) => code === zoneCode)
  if (zone === undefined) throw new Error(zoneCode)
  const named = (name: { fr: string; en: string }) => ({ name_fr: name.fr, name_en: name.en })
  const currency = zoneCode === 'QC' ? 'CAD' : 'EUR'
  return {
    id: 1,
    name: 'Essai',
    code: 'ESSAI',
    legal_name: null,
    phone: null,
    address: null,
    registrations: [],
    receipt_header: null,
    receipt_footer: null,
    time_zone: 'America/Toronto',
    currency,
    tax_zone: zone.code,
    prices_include_tax: zone.pricesIncludeTax,
    cash_step: zone.cashStep === null ? null : fromMinor(zone.cashStep, currency),
    payment_methods: ['cash', 'card', 'cheque', 'credit', 'other'],
    below_zero: 'allow',
    taxes: zone.taxes.map(({ code, ratePpm, name }) => ({ code, rate: String(ratePpm / 10_000), ...named(name) })),
    tax_classes: zone.classes.map(({ code, name, taxCodes }) => ({ code, tax_codes: [...taxCodes], ...named(name) })),
    barcode_layouts: [],
    registers: [{ id: 1, name: 'Caisse 1', is_active: true }],
    cashiers,
  }
}

let lastId = 0

export function testArticle(given: Partial<Article> & { readonly price: string | null }): Article {
  lastId += 1
  return {
    id: lastId,
    product_id: lastId,
    name: `Article ${lastId}`,
    product_name: `Article ${lastId}`,
    variant_name: '',
    position: 1,
    sku: null,
    barcodes: [],
    category_id: null,
    tax_class: 'standard',
    compare_at_price: null,
    chain_price: given.price,
    chain_compare_at_price: null,
    store_prices: [],
    is_open_price: false,
    sold_by: 'unit',
    plu: null,
    fees: [],
    image: null,
    ...given,
  }
}

let lastKey = 0

/** What puts one article on a ticket at its price. */
export function adds(article: Article, quantity = '1'): CartAction {
  lastKey += 1
  const added = sellOne(article, article.price)
  const { price } = article
  if (price === null) throw new Error('It has no price.')
  return {
    type: 'add',
    key: `line ${lastKey}`,
    ...(added ?? { article, unitPrice: price, askedPrice: price }),
    quantity,
  }
}

export const cartOf = (...actions: readonly CartAction[]): Cart =>
  actions.reduce(changeCart, emptyCart('019a0000-0000-7000-8000-000000000001'))
