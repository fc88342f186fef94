/** Divides a list at a sign; the sign with a backslash before it belongs to the text. Empty parts are left out. */
export function splitList(given: string, sign: ',' | '>'): string[] {
  const parts: string[] = ['']
  for (let index = 0; index < given.length; index += 1) {
    const character = given[index]
    if (character === '\\' && given[index + 1] === sign) {
      parts.push(`${parts.pop()}${sign}`)
      index += 1
    } else if (character === sign) parts.push('')
    else parts.push(`${parts.pop()}${character}`)
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** Writes a list so that `splitList` divides it again. */
export const joinList = (parts: readonly string[], sign: ',' | '>'): string =>
  parts.map((part) => part.replaceAll(sign, `\\${sign}`)).join(sign === ',' ? ', ' : ' > ')
