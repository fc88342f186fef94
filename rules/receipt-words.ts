/** The words of a receipt in both languages. */
import type { Language } from './money.ts'
import type { LocalizedName } from './zones.ts'

export const RECEIPT_WORDS = {
  fr: {
    refund: 'REMBOURSEMENT',
    exchange: 'ÉCHANGE',
    takenBack: 'Repris\u00a0:',
    bought: 'Acheté\u00a0:',
    reference: 'Reçu\u00a0:',
    returnOf: 'Retour du reçu\u00a0:',
    withoutReceipt: 'Retour sans reçu',
    register: 'Caisse\u00a0:',
    cashier: 'Servi par\u00a0:',
    customer: 'Client\u00a0:',
    certificate: 'Exonéré, certificat\u00a0:',
    discount: 'Rabais',
    ticketDiscount: 'Rabais sur le reçu',
    exemptedTax: 'Taxe non perçue',
    subtotal: 'Sous-total',
    withoutTax: 'Total hors taxes',
    total: 'TOTAL',
    included: 'Dont',
    base: 'Base hors taxes',
    rate: 'Taux',
    tax: 'Taxe',
    net: 'HT',
    gross: 'TTC',
    untaxed: 'Sans taxe',
    sum: 'Total',
    rounding: 'Arrondi',
    toPay: 'À payer',
    toGiveBack: 'À rembourser',
    change: 'Monnaie rendue',
    refundBy: 'Remboursé\u00a0:',
  },
  en: {
    refund: 'REFUND',
    exchange: 'EXCHANGE',
    takenBack: 'Taken back:',
    bought: 'Bought:',
    reference: 'Receipt:',
    returnOf: 'Return of receipt:',
    withoutReceipt: 'Return without receipt',
    register: 'Register:',
    cashier: 'Served by:',
    customer: 'Customer:',
    certificate: 'Tax exempt, certificate:',
    discount: 'Discount',
    ticketDiscount: 'Discount on the receipt',
    exemptedTax: 'Tax not charged',
    subtotal: 'Subtotal',
    withoutTax: 'Total before tax',
    total: 'TOTAL',
    included: 'Including',
    base: 'Before tax',
    rate: 'Rate',
    tax: 'Tax',
    net: 'Net',
    gross: 'Gross',
    untaxed: 'No tax',
    sum: 'Total',
    rounding: 'Rounding',
    toPay: 'To pay',
    toGiveBack: 'To give back',
    change: 'Change',
    refundBy: 'Refunded:',
  },
} as const satisfies Record<Language, Readonly<Record<string, string>>>

const METHODS: Readonly<Record<string, LocalizedName>> = {
  cash: { fr: 'Comptant', en: 'Cash' },
  card: { fr: 'Carte', en: 'Card' },
  cheque: { fr: 'Chèque', en: 'Cheque' },
  credit: { fr: 'Crédit en magasin', en: 'Store credit' },
  gift_card: { fr: 'Carte-cadeau', en: 'Gift card' },
  other: { fr: 'Autre', en: 'Other' },
}

/** What French calls otherwise on the two sides of the Atlantic: Québec pays « comptant », France « en espèces ». */
const isCanadian = (currency: string): boolean => currency === 'CAD'

export function paymentMethodName(method: string, currency: string, language: Language): string {
  if (method === 'cash' && language === 'fr' && !isCanadian(currency)) return 'Espèces'
  return Object.hasOwn(METHODS, method) ? (METHODS[method]?.[language] ?? method) : method
}

/** What a ticket that was only practised bears in the place of a number. */
export const trainingReference = (language: Language): string => (language === 'fr' ? 'FORMATION' : 'TRAINING')

export const trainingMark = (language: Language): string => `*** ${trainingReference(language)} ***`

/** The mark of the nth copy: « COPIE n° 1 » in Québec, « DUPLICATA n° 1 » in France (BOI-TVA-DECLA-30-10-30). */
export function copyMark(copyNumber: number, currency: string, language: Language): string {
  const word = language === 'en' ? 'COPY No.' : isCanadian(currency) ? 'COPIE n°' : 'DUPLICATA n°'
  return `*** ${word}\u00a0${copyNumber} ***`
}
