import {
  currencyDecimals,
  type Discount,
  parseDecimal,
  priceTicket,
  printedRegistration,
  type Receipt,
  type Registration,
} from '../../../../rules/index.ts'
import type { TaxZone } from '../../api/index.ts'

/** What of a receipt a store decides. */
export type ReceiptStore = {
  readonly name: string
  readonly legalName: string | null
  readonly header: string | null
  readonly footer: string | null
  readonly registrations: readonly Registration[]
  readonly address: readonly string[]
  readonly currency: string
  readonly pricesIncludeTax: boolean
}

/** The sample's words, in the reader's language. */
export type SampleWords = {
  readonly articles: readonly [string, string, string]
  readonly register: string
  readonly cashier: string
  readonly dateText: string
}

type Sample = {
  readonly quantity: bigint
  readonly price: string
  readonly taxClass: string
  readonly percent?: bigint
}

/** A bag, two books, bread: what taxes tell apart. */
const SAMPLES: readonly [Sample, Sample, Sample] = [
  { quantity: 1_000n, price: '29.99', taxClass: 'standard', percent: 100_000n },
  { quantity: 2_000n, price: '14.95', taxClass: 'books' },
  { quantity: 1_000n, price: '4.25', taxClass: 'basic_groceries' },
]

const PRICE_SCALE = 4
/** Per cent with four decimals are parts per million. */
const ppmOf = (rate: string): number => Number(parseDecimal(rate, 4) ?? 0n)

/** A sale as the store would print it, priced and taxed by the very rules of the till. */
export function sampleReceipt(store: ReceiptStore, zone: TaxZone, words: SampleWords): Receipt {
  const decimals = currencyDecimals(store.currency)
  const taxes = zone.taxes.map((tax) => ({ ...tax, ratePpm: ppmOf(tax.rate) }))
  const taxesOf = (taxClass: string) => {
    const codes = (zone.classes.find(({ code }) => code === taxClass) ?? zone.classes[0])?.tax_codes ?? []
    return taxes.filter(({ code }) => codes.includes(code))
  }
  const lines = SAMPLES.map(({ quantity, price, taxClass, percent }) => ({
    quantity,
    unitPrice: parseDecimal(price, PRICE_SCALE) ?? 0n,
    discount: percent === undefined ? null : ({ type: 'percent', percentPpm: percent } satisfies Discount),
    taxes: taxesOf(taxClass),
  }))
  const priced = priceTicket({ decimals, pricesIncludeTax: store.pricesIncludeTax, lines, discount: null })
  return {
    kind: 'sale',
    store: {
      name: store.name,
      legalName: store.legalName,
      header: linesOf(store.header),
      address: store.address,
      footer: linesOf(store.footer),
      taxNumbers: store.registrations.map(printedRegistration),
    },
    reference: '1-1-3-1042',
    dateText: words.dateText,
    register: words.register,
    cashier: words.cashier,
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    lines: lines.map(({ quantity, unitPrice, taxes: borne }, index) => ({
      name: words.articles[index] ?? '',
      quantity,
      unitPrice,
      gross: priced.lines[index]?.gross ?? 0n,
      lineDiscount: priced.lines[index]?.lineDiscount ?? 0n,
      discountPpm: SAMPLES[index]?.percent ?? null,
      taxCodes: borne.map(({ code }) => code),
    })),
    ticketDiscount: 0n,
    subtotal: priced.subtotal,
    taxes: priced.taxes.map(({ code, ratePpm, base, amount }) => {
      const named = zone.taxes.find((tax) => tax.code === code)
      return { code, ratePpm, base, amount, name: { fr: named?.name_fr ?? code, en: named?.name_en ?? code } }
    }),
    total: priced.total,
    rounding: 0n,
    payments: [{ method: 'card', amount: priced.total }],
    changeDue: 0n,
    copyNumber: 0,
  }
}

const linesOf = (text: string | null): string[] => (text === null || text === '' ? [] : text.split(/\r?\n/))
