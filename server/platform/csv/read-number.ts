/** How a file writes decimals: a lone comma before exactly three digits means one thing in Québec and another in Texas. */
export const DECIMAL_MARKS = ['auto', 'comma', 'point'] as const
export type DecimalMark = (typeof DECIMAL_MARKS)[number]

const CURRENCY_AROUND =
  /^(?:[\p{Sc}]|(?:US|CA|MX|AU|NZ|HK|R)\$|[A-Z]{3}|F ?CFA|\s)+|(?:[\p{Sc}]|\$ ?(?:US|CA|MX)|[A-Z]{3}|F ?CFA|\s)+$/gu

const SPACED_THOUSANDS = /^\d{1,3}(?:[\s'’]\d{3})+(?=$|[.,])/u

const PLAIN = /^\d+(?:\.\d+)?$/

const PLAIN_SIGNED = /^-?\d+(?:\.\d+)?$/

/**
 * Reads a number as people and programs write it in files, and answers it as a plain decimal ("1234.56"), or null when
 * it is none: `$15.99`, `1 234,56 €`, `1,234.56`, `(5.00)`, `-3`, `4.50-`. A lone point is decimal. A lone comma is
 * decimal too, unless exactly three digits follow it; then it marks thousands, except after a zero and in `comma`.
 * Powers of ten are refused: a spreadsheet that writes them has already lost digits.
 */
export function readNumber(given: string, mark: DecimalMark = 'auto'): string | null {
  if (mark !== 'comma' && PLAIN_SIGNED.test(given)) return given
  let rest = given.trim()
  let isNegative = false
  if (rest.startsWith('(') && rest.endsWith(')')) {
    isNegative = true
    rest = rest.slice(1, -1)
  }
  rest = rest.replace(/[−–]/g, '-')
  const bare = rest.replace(CURRENCY_AROUND, '')
  const signed = /^-\s*|\s*-$/.exec(bare)
  if (signed !== null) {
    if (isNegative) return null
    isNegative = true
  }
  const unsigned = bare.replace(/^-\s*|\s*-$/, '').replace(CURRENCY_AROUND, '')
  const number = withoutSeparators(unsigned.replace(/^\+/, ''), mark)
  if (number === null) return null
  return isNegative && /[1-9]/.test(number) ? `-${number}` : number
}

function withoutSeparators(text: string, mark: DecimalMark): string | null {
  const spaced = SPACED_THOUSANDS.exec(text)
  let rest = spaced === null ? text : spaced[0].replace(/[\s'’]/gu, '') + text.slice(spaced[0].length)
  const lastComma = rest.lastIndexOf(',')
  const lastPoint = rest.lastIndexOf('.')
  if (lastComma >= 0 && lastPoint >= 0) {
    const decimal = lastComma > lastPoint ? ',' : '.'
    return join(rest, decimal === ',' ? '.' : ',', decimal)
  }
  if (lastComma >= 0) {
    const isDecimal = mark === 'comma' || (mark === 'auto' && !looksLikeThousands(rest, spaced !== null))
    return isDecimal ? join(rest, '.', ',') : join(rest, ',', '.')
  }
  if (lastPoint >= 0 && (mark === 'comma' || rest.indexOf('.') !== lastPoint)) return join(rest, '.', ',')
  if (rest.startsWith('.')) rest = `0${rest}`
  if (rest.endsWith('.')) rest = rest.slice(0, -1)
  return PLAIN.test(rest) ? rest : null
}

function looksLikeThousands(text: string, hasSpacedThousands: boolean): boolean {
  if (text.indexOf(',') !== text.lastIndexOf(',')) return true
  return !hasSpacedThousands && /^[1-9]\d{0,2},\d{3}$/.test(text)
}

/** Drops well-placed thousands marks and writes the decimal one as a point. */
function join(text: string, thousands: ',' | '.', decimal: ',' | '.'): string | null {
  const [whole = '', fraction, ...more] = text.split(decimal)
  if (more.length > 0) return null
  const groups = whole.split(thousands)
  const isGrouped = groups.length > 1
  if (isGrouped && !(/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group))))
    return null
  const joined = groups.join('') === '' ? '0' : groups.join('')
  const number = fraction === undefined || fraction === '' ? joined : `${joined}.${fraction}`
  return PLAIN.test(number) ? number : null
}

const TRUE_WORDS = new Set(['true', '1', 'yes', 'y', 'oui', 'o', 'vrai', 'active', 'actif', 'x'])
const FALSE_WORDS = new Set(['false', '0', 'no', 'n', 'non', 'faux', 'inactive', 'inactif'])

/** Reads yes or no in the words of either language; null when it is neither. */
export function readBoolean(given: string): boolean | null {
  const word = given.trim().toLowerCase()
  if (TRUE_WORDS.has(word)) return true
  return FALSE_WORDS.has(word) ? false : null
}

/** An identifier that a program wrote as a number (`17850.0`) is the whole number; anything else stays as it is. */
export function readIdentifier(given: string): string {
  return /^\d+\.0+$/.test(given) ? given.slice(0, given.indexOf('.')) : given
}
