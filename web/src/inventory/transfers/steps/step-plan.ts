import type { ReceiveTransferInput, Transfer } from '../../../api/index.ts'
import { add, compare, isPositive, isZero, readTyped, subtract } from '../../quantity.ts'

/** The steps in which somebody goes through the lines, quantity by quantity. */
export const STEPS = ['approve', 'pick', 'ship', 'receive'] as const
export type Step = (typeof STEPS)[number]
export const isStep = (action: string): action is Step => STEPS.some((step) => step === action)

export type StepLine = Pick<
  Transfer['lines'][number],
  'variant_id' | 'product_name' | 'variant_name' | 'sku' | 'requested' | 'approved' | 'picked' | 'in_transit'
>

/** An article that arrived without being on the transfer. */
export type Extra = Pick<StepLine, 'variant_id' | 'product_name' | 'variant_name' | 'sku'>

/** What somebody has entered of a step, by article, as it was typed. */
export type Entered = {
  readonly typed: Readonly<Record<number, string>>
  readonly extras: readonly Extra[]
}

/** What there should be of a line at a step. */
export function expectedOf(step: Step, line: StepLine): string {
  if (step === 'approve') return line.requested
  if (step === 'pick') return line.approved ?? line.requested
  if (step === 'ship') return line.picked ?? line.approved ?? line.requested
  return line.in_transit
}

/** The lines that a step is about: nothing is received of what is not under way. */
export const linesOf = <Line extends StepLine>(step: Step, lines: readonly Line[]): Line[] =>
  lines.filter((line) =>
    step === 'receive' ? isPositive(line.in_transit) : step === 'approve' || isExpected(step, line),
  )

const isExpected = (step: Step, line: StepLine): boolean => isPositive(expectedOf(step, line))

/** Steps that count what is there, piece by piece; the others decide. */
export const isCounted = (step: Step): boolean => step === 'pick' || step === 'receive'

export const NOTHING_ENTERED: Entered = { typed: {}, extras: [] }

/** Of a line that nobody has looked at yet: neither there nor missing. */
const UNSEEN = ''

/** Where a step begins: what is decided begins as it was asked for; what is counted begins unseen. */
export function begin(step: Step, lines: readonly StepLine[]): Entered {
  const startOf = (line: StepLine) => {
    if (step === 'pick') return line.picked ?? UNSEEN
    return step === 'receive' ? UNSEEN : expectedOf(step, line)
  }
  return { typed: Object.fromEntries(linesOf(step, lines).map((line) => [line.variant_id, startOf(line)])), extras: [] }
}

/**
 * What was entered, on the lines as they are now: a line that came meanwhile begins as it would have, one that went is
 * gone.
 */
export function resume(step: Step, lines: readonly StepLine[], entered: Entered): Entered {
  const { typed } = begin(step, lines)
  const extras = entered.extras.filter(({ variant_id: id }) => !(id in typed))
  const ids = [...Object.keys(typed).map(Number), ...extras.map(({ variant_id: id }) => id)]
  return { typed: Object.fromEntries(ids.map((id) => [id, entered.typed[id] ?? typed[id] ?? '0'])), extras }
}

export const fillAll = (step: Step, lines: readonly StepLine[], { extras, typed }: Entered): Entered => ({
  typed: {
    ...typed,
    ...Object.fromEntries(linesOf(step, lines).map((line) => [line.variant_id, expectedOf(step, line)])),
  },
  extras,
})

export const type = (entered: Entered, variantId: number, text: string): Entered => ({
  ...entered,
  typed: { ...entered.typed, [variantId]: text },
})

/** One more of an article that was scanned; null where the step has no place for it. */
export function scan(
  step: Step,
  lines: readonly StepLine[],
  entered: Entered,
  article: Extra & { readonly quantity: string | null },
): Entered | null {
  const { quantity, ...named } = article
  const id = named.variant_id
  const isListed = linesOf(step, lines).some((line) => line.variant_id === id)
  const isExtra = entered.extras.some((extra) => extra.variant_id === id)
  if (!isListed && step !== 'receive') return null
  const more = type(entered, id, add(readTyped(entered.typed[id] ?? '') ?? '0', quantity ?? '1'))
  return isListed || isExtra ? more : { ...more, extras: [...entered.extras, named] }
}

/** Whether nobody has looked at a line yet; what is decided always stands. */
export const isUnseen = (step: Step, text: string | undefined): boolean =>
  isCounted(step) && (text ?? UNSEEN).trim() === UNSEEN

/** How far what was entered is from what there should be; null while it is no quantity. */
export function differenceOf(step: Step, line: StepLine, entered: Entered): string | null {
  const quantity = readTyped(entered.typed[line.variant_id] ?? '0')
  return quantity === null ? null : subtract(quantity, expectedOf(step, line))
}

export const isReadable = (step: Step, { typed }: Entered): boolean =>
  Object.values(typed).every((text) => {
    if (isUnseen(step, text)) return true
    const quantity = readTyped(text)
    return quantity !== null && compare(quantity, '0') >= 0
  })

export const isNothing = ({ typed }: Entered): boolean =>
  Object.values(typed).every((text) => isZero(readTyped(text) ?? '0'))

/** The lines of approving, picking and shipping: each with its quantity, also none. */
export const quantitiesOf = (step: Step, lines: readonly StepLine[], { typed }: Entered) =>
  linesOf(step, lines).map(({ variant_id: id }) => ({ variant_id: id, quantity: readTyped(typed[id] ?? '0') ?? '0' }))

/** What a delivery brought; what is beyond what is under way is said to be a surplus. */
export function deliveryOf(
  lines: readonly StepLine[],
  { typed, extras }: Entered,
): NonNullable<ReceiveTransferInput['lines']> {
  const listed = linesOf('receive', lines).map(({ variant_id: id, in_transit: expected }) => ({ id, expected }))
  return [...listed, ...extras.map(({ variant_id: id }) => ({ id, expected: '0' }))].flatMap(({ id, expected }) => {
    const quantity = readTyped(typed[id] ?? '0') ?? '0'
    if (!isPositive(quantity)) return []
    return [{ variant_id: id, quantity, ...(compare(quantity, expected) > 0 && { surplus: true }) }]
  })
}
