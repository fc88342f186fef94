import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import type { OptionItem } from './option-schema.ts'

/** Names and values are told apart by people, who do not see a difference of case. */
export const isSameWord = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()

/** @throws option_name_taken when another option of the product has this name. */
export function refuseTakenName(options: readonly OptionItem[], name: string, ownId: number | null): void {
  if (!options.some((option) => option.id !== ownId && isSameWord(option.name, name))) return
  throw catalogErrors.option_name_taken({
    fields: { name: text('Ce produit a déjà cette option.', 'This product already has this option.') },
  })
}

/** @throws option_value_taken when another value of the option is the same. */
export function refuseTakenValue(option: OptionItem, value: string, ownId: number | null): void {
  if (!option.values.some((other) => other.id !== ownId && isSameWord(other.value, value))) return
  throw catalogErrors.option_value_taken({
    fields: { value: text('Cette option a déjà cette valeur.', 'This option already has this value.') },
  })
}

/** @throws validation_failed naming each value that is given twice. */
export function refuseRepeatedValues(values: readonly string[]): void {
  const words = values.map((value) => value.toLowerCase())
  const repeated = words.flatMap((word, index) => (words.indexOf(word) < index ? [`values.${index}`] : []))
  if (repeated.length === 0) return
  const sentence = text('Cette valeur est donnée deux fois.', 'This value is given twice.')
  throw invalid(Object.fromEntries(repeated.map((path) => [path, sentence])))
}
