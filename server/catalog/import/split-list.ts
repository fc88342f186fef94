/**
 * Divides a list at a sign. A backslash before the sign, or before another backslash, makes that one a part of the text.
 * Empty parts are left out.
 */
export function splitList(given: string, sign: ',' | '>'): string[] {
  const parts: string[] = ['']
  for (let index = 0; index < given.length; index += 1) {
    const character = given[index]
    const next = given[index + 1]
    if (character === '\\' && (next === sign || next === '\\')) {
      parts.push(`${parts.pop()}${next}`)
      index += 1
    } else if (character === sign) parts.push('')
    else parts.push(`${parts.pop()}${character}`)
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** Writes a list so that `splitList` divides it again. */
export const joinList = (parts: readonly string[], sign: ',' | '>'): string =>
  parts.map((part) => part.replaceAll('\\', '\\\\').replaceAll(sign, `\\${sign}`)).join(sign === ',' ? ', ' : ' > ')
