/**
 * The numbers under which a seller is registered, as its receipts must show them. Québec: the TPS and TVQ numbers (Input
 * Tax Credit Information Regulations, SOR/91-45, s. 3; Act respecting the Québec sales tax, s. 201). France: SIRET and
 * VAT number (Code de commerce, art. R123-237; CGI, ann. II, art. 242 nonies A).
 */
import type { LocalizedName } from './zones.ts'

export type Registration = {
  /** One of REGISTRATION_KINDS, or a name that is printed as it is. */
  readonly kind: string
  readonly number: string
}

type Kind = {
  readonly name: LocalizedName
  /** The number in its one form; null when it cannot be one. */
  read(compact: string): string | null
  /** As it is printed. */
  print?(number: string): string
}

const NBSP = '\u00a0'

const canadian = (suffix: string, digits: number) => {
  const form = new RegExp(`^(\\d{${digits}})(${suffix}\\d{4})$`)
  return (compact: string): string | null => {
    const [, number, account] = form.exec(compact) ?? []
    return number === undefined ? null : `${number} ${account}`
  }
}

const same = (name: string): LocalizedName => ({ fr: name, en: name })

/** The kinds whose form is known. A TVH number (HST) is that of the TPS. */
export const REGISTRATION_KINDS: Readonly<Record<string, Kind>> = {
  TPS: { name: { fr: 'TPS', en: 'GST' }, read: canadian('RT', 9) },
  TVH: { name: { fr: 'TVH', en: 'HST' }, read: canadian('RT', 9) },
  TVQ: { name: { fr: 'TVQ', en: 'QST' }, read: canadian('TQ', 10) },
  NEQ: { name: same('NEQ'), read: (compact) => (/^\d{10}$/.test(compact) ? compact : null) },
  SIREN: {
    name: same('SIREN'),
    read: (compact) => (/^\d{9}$/.test(compact) && luhnSum(compact) % 10 === 0 ? compact : null),
    print: (number) => number.replace(/(?<=^\d{3}|^\d{6})(?=\d)/g, NBSP),
  },
  SIRET: {
    name: same('SIRET'),
    read: (compact) => (/^\d{14}$/.test(compact) && isSiret(compact) ? compact : null),
    print: (number) => number.replace(/(?<=^\d{3}|^\d{6}|^\d{9})(?=\d)/g, NBSP),
  },
  TVA: {
    name: { fr: `N°${NBSP}TVA`, en: `VAT${NBSP}No.` },
    read: (compact) => (/^[A-Z]{2}[A-Z0-9]{2,13}$/.test(compact) && isVatNumber(compact) ? compact : null),
    print: (number) => number.replace(/^(FR)(..)(\d{9})$/, `$1${NBSP}$2${NBSP}$3`),
  },
}

const kindOf = (kind: string): Kind | undefined =>
  Object.hasOwn(REGISTRATION_KINDS, kind) ? REGISTRATION_KINDS[kind] : undefined

/**
 * Reads a registration number of a kind whose form is known, however people group it: '123456789RT0001' is
 * '123456789 RT0001'. Answers null when it cannot be one; the number of any other kind as it is.
 */
export function readRegistration({ kind, number }: Registration): string | null {
  const known = kindOf(kind)
  if (known === undefined) return number
  return known.read(number.replace(/[\s\u00a0\u202f.-]/g, '').toUpperCase())
}

/** What stands on a receipt: how the register is called, and its number in the groups in which it is written. */
export function printedRegistration({ kind, number }: Registration): { name: LocalizedName; number: string } {
  const known = kindOf(kind)
  return { name: known?.name ?? same(kind), number: known?.print?.(number) ?? number }
}

/** Every second digit from the right counts double, without its tens (ISO/IEC 7812-1, annex B). */
function luhnSum(digits: string): number {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    const counted = index % 2 === 0 ? digit : digit * 2
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum
}

/** The post offices outnumber what Luhn's key allows: theirs is that the digits add up to a multiple of five. */
const POST_OFFICE = '356000000'

function isSiret(digits: string): boolean {
  if (luhnSum(digits) % 10 === 0) return true
  const plainSum = [...digits].reduce((sum, digit) => sum + Number(digit), 0)
  return digits.startsWith(POST_OFFICE) && plainSum % 5 === 0
}

/** In France a numeric key is (12 + 3 × (SIREN modulo 97)) modulo 97; keys with letters exist. */
function isVatNumber(compact: string): boolean {
  if (!compact.startsWith('FR')) return true
  const [, key, siren] = /^FR([A-Z0-9]{2})(\d{9})$/.exec(compact) ?? []
  if (key === undefined) return false
  return !/^\d{2}$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97
}
