import { text } from '../text.ts'
import { ImportRefused } from './import-refused.ts'

/**
 * One of a list.
 *
 * @param option as the command line calls it: `--time-zone` is the field `time_zone` of a request
 * @throws ImportRefused otherwise.
 */
export function readChoice<Choice extends string>(
  option: string,
  given: string | boolean | undefined,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  if (given === undefined) return fallback
  const found = choices.find((choice) => choice === given)
  if (found !== undefined) return found
  throw new ImportRefused(
    text('{option} veut l’un de : {choices}.', '{option} wants one of: {choices}.'),
    { option, choices: choices.join(', ') },
    { field: option.replace('--', '').replaceAll('-', '_') },
  )
}
