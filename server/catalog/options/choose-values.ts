import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { isSameWord } from './check-option.ts'
import type { ChosenValuesInput, OptionItem } from './option-schema.ts'

const UNKNOWN = text('Ce produit n’a pas d’option qui ait cette valeur.', 'This product has no option with this value.')
const TWICE = text('Une seule valeur par option.', 'One value per option only.')

/**
 * The values that a variant is given, one of each option of its product, in the options' order. An empty list: none.
 *
 * @throws validation_failed naming each choice at fault, or `option_values` when an option is left out.
 */
export function chooseValues(
  options: readonly OptionItem[],
  input: ChosenValuesInput,
): { valueIds: number[]; values: string[] } {
  const faults: Record<string, Text> = {}
  const chosen = new Map<number, OptionItem['values'][number]>()
  for (const [index, choice] of input.entries()) {
    const found = findValue(options, choice)
    if (found === undefined) faults[`option_values.${index}`] = UNKNOWN
    else if (chosen.has(found.option.id)) faults[`option_values.${index}`] = TWICE
    else chosen.set(found.option.id, found.value)
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  const missing = options.filter((option) => !chosen.has(option.id)).map(({ name }) => name)
  if (input.length > 0 && missing.length > 0) {
    throw invalid({
      option_values: text(
        `Donnez aussi une valeur de\u00a0: ${missing.join(', ')}.`,
        `Give a value of these too: ${missing.join(', ')}.`,
      ),
    })
  }
  const inOrder = options.map((option) => chosen.get(option.id)).filter((value) => value !== undefined)
  return { valueIds: inOrder.map(({ id }) => id), values: inOrder.map(({ value }) => value) }
}

function findValue(options: readonly OptionItem[], choice: ChosenValuesInput[number]) {
  for (const option of options) {
    const value = option.values.find((candidate) =>
      typeof choice === 'number'
        ? candidate.id === choice
        : isSameWord(option.name, choice.option) && isSameWord(candidate.value, choice.value),
    )
    if (value !== undefined) return { option, value }
  }
  return undefined
}
