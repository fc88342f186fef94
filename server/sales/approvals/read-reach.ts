import { currencyDecimals, divideRounded, PRICE_SCALE, parseDecimal } from '../../../rules/index.ts'
import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { readAmount } from '../tickets/read-lines.ts'
import type { ApprovalAction, Reach } from './approval.ts'
import type { ApprovalDetails } from './approval-schema.ts'
import { loweredPpm } from './judge-approver.ts'

const PERCENT_SCALE = 4
const WHOLE_PPM = 1_000_000n

const NOWHERE: Reach = { limitPpm: null, lineNumber: null, priceFrom: null, priceTo: null, most: null }

/** How far an approval reaches, by what was shown to the approver. @throws validation_failed naming what is missing */
export function readReach(action: ApprovalAction, details: ApprovalDetails, currency: string): Reach {
  const reach = { ...NOWHERE, lineNumber: details.line ?? null }
  const [from, to] = [readPrice(details.from), readPrice(details.to)]
  switch (action) {
    case 'discount':
      if (from === null) throw invalid({ 'details.from': AMOUNT_MISSING })
      return { ...reach, limitPpm: readPercent(details.percent, { from, to, currency }), priceFrom: from }
    case 'price_override':
      if (from === null) throw invalid({ 'details.from': PRICE_MISSING })
      if (to === null) throw invalid({ 'details.to': PRICE_MISSING })
      return { ...reach, priceFrom: from, priceTo: to }
    case 'return_without_receipt':
      return { ...reach, most: readMost(details.amount, currency) }
  }
}

const readPrice = (value: string | number | null | undefined): bigint | null =>
  value == null ? null : parseDecimal(value, PRICE_SCALE)

type Shown = { readonly from: bigint; readonly to: bigint | null; readonly currency: string }

/** A percentage, where it is said, is no more than what the amounts show, but for rounding to the currency's unit. */
function readPercent(percent: ApprovalDetails['percent'], { from, to, currency }: Shown): number {
  const ppm = percent == null ? null : parseDecimal(percent, PERCENT_SCALE)
  if (to !== null && (from <= 0n || to > from)) throw invalid({ 'details.to': NO_DISCOUNT })
  if (ppm === null) {
    if (to === null) throw invalid({ 'details.percent': PERCENT_MISSING })
    return loweredPpm(from, to)
  }
  if (to !== null && ppm > loweredPpm(from, to) && takenBy(ppm, from, currency) > from - to) {
    throw invalid({ 'details.percent': MORE_THAN_SHOWN })
  }
  return Number(ppm)
}

/** What a percentage takes off an amount in ten-thousandths, rounded to the currency's unit. */
function takenBy(ppm: bigint, amount: bigint, currency: string): bigint {
  const unit = 10n ** BigInt(PRICE_SCALE - currencyDecimals(currency))
  return divideRounded(amount * ppm, WHOLE_PPM * unit) * unit
}

/** The part of the price that it takes off, in parts per million; null: it is about something else. */
export const rateOf = ({ limitPpm, priceFrom, priceTo }: Reach): number | null =>
  limitPpm ?? (priceFrom === null || priceTo === null ? null : loweredPpm(priceFrom, priceTo))

function readMost(amount: ApprovalDetails['amount'], currency: string): bigint | null {
  if (amount == null) return null
  const most = readAmount(amount, 'details.amount', currencyDecimals(currency))
  if (most < 0n) throw invalid({ 'details.amount': NEGATIVE })
  return most
}

const PRICE_MISSING: Text = text(
  'Dites le prix du catalogue (from) et le nouveau (to).',
  'Say the catalogue’s price (from) and the new one (to).',
)
const AMOUNT_MISSING: Text = text(
  'Dites le montant d’avant (from) : celui de la ligne, ou du ticket quand aucune n’est nommée.',
  'Say the amount before (from): the line’s, or the ticket’s where no line is named.',
)
const MORE_THAN_SHOWN: Text = text(
  'Cette remise est plus grande que celle des montants d’avant (from) et d’après (to).',
  'This discount is larger than that of the amounts before (from) and after (to).',
)
const PERCENT_MISSING: Text = text(
  'Dites la remise en pour cent (percent), ou le montant d’après (to).',
  'Say the discount in percent (percent), or the amount after (to).',
)
const NO_DISCOUNT: Text = text(
  'Ce montant n’est pas une remise sur celui d’avant.',
  'This amount is no discount on the one before.',
)
const NEGATIVE: Text = text('Un montant n’est pas négatif.', 'An amount is not negative.')
