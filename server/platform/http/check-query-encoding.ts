import { platformErrors } from '../errors.ts'
import { text } from '../text.ts'

/**
 * Refuses a query that is badly encoded (`%zz`, half of a UTF-8 character). The parser would take the percent signs for
 * the text itself, and a text that nobody wrote would be searched for, or kept.
 *
 * @throws bad_parameter naming the first parameter at fault.
 */
export function checkQueryEncoding(url: string): void {
  const start = url.indexOf('?') + 1
  if (start === 0 || !url.includes('%', start)) return
  for (const part of url.slice(start).split('&')) {
    if (isReadable(part)) continue
    const [name = ''] = part.split('=', 1)
    throw platformErrors.bad_parameter({ fields: { [name]: UNREADABLE } })
  }
}

const UNREADABLE = text('Ce paramètre est mal encodé.', 'This parameter is badly encoded.')

function isReadable(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}
