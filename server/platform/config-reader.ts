import { isIP } from 'node:net'

/** Names and values as the operating system gives them. */
export type Environment = Record<string, string | undefined>

/** One variable that cannot be used, and what it wants instead. */
export type ConfigProblem = { variable: string; french: string; english: string }

/** Reads variables by kind and collects what is wrong with them, so that all of it can be said at once. */
export type ConfigReader = ReturnType<typeof createReader>

/** Makes a reader over an environment. Its functions never throw; they add to `problems` and answer the fallback. */
export function createReader(env: Environment) {
  const problems: ConfigProblem[] = []
  const refuse = (variable: string, french: string, english: string) => {
    problems.push({ variable, french, english })
  }

  const text = (variable: string): string | undefined => {
    const value = env[variable]?.trim()
    return value ? value : undefined
  }

  function integer(variable: string, bounds: { fallback: number; min: number; max: number }): number {
    const value = text(variable)
    if (value === undefined) return bounds.fallback
    const number = /^[+-]?\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= bounds.min && number <= bounds.max) return number
    const { min, max } = bounds
    refuse(
      variable,
      `veut un nombre entier de ${min} à ${max} ; reçu « ${value} ».`,
      `wants a whole number from ${min} to ${max}; got "${value}".`,
    )
    return bounds.fallback
  }

  function url(variable: string, protocols: readonly string[]): string | undefined {
    const value = text(variable)
    if (value === undefined) return undefined
    // The value is not repeated in the message: it may hold a password.
    const parsed = URL.canParse(value) ? new URL(value) : undefined
    if (parsed && protocols.includes(parsed.protocol)) return value
    const forms = protocols.map((protocol) => `${protocol}//…`)
    refuse(
      variable,
      `veut une adresse de la forme ${forms.join(' ou ')}`,
      `wants an address like ${forms.join(' or ')}`,
    )
    return undefined
  }

  function choice<Choice extends string>(variable: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = text(variable)
    if (value === undefined) return fallback
    const found = choices.find((candidate) => candidate === value.toLowerCase())
    if (found !== undefined) return found
    const list = choices.map((candidate) => candidate.toUpperCase()).join(', ')
    refuse(variable, `veut l’un de ${list} ; reçu « ${value} ».`, `wants one of ${list}; got "${value}".`)
    return fallback
  }

  function boolean(variable: string): boolean | undefined {
    const value = text(variable)?.toLowerCase()
    if (value === undefined) return undefined
    if (['true', '1', 'yes', 'on'].includes(value)) return true
    if (['false', '0', 'no', 'off'].includes(value)) return false
    refuse(variable, `veut true ou false ; reçu « ${value} ».`, `wants true or false; got "${value}".`)
    return undefined
  }

  function secret(variable: string, shortest: number): string | undefined {
    const value = text(variable)
    if (value === undefined || value.length >= shortest) return value
    refuse(
      variable,
      `veut au moins ${shortest} caractères, tirés au hasard ; reçu ${value.length}.`,
      `wants at least ${shortest} random characters; got ${value.length}.`,
    )
    return undefined
  }

  /** A value that is sent in a header and in metrics: letters, digits, dot, dash, underscore. */
  function label(variable: string): string | undefined {
    const value = text(variable)
    if (value === undefined || /^[\w.-]{1,64}$/.test(value)) return value
    refuse(
      variable,
      'veut 1 à 64 lettres sans accent, chiffres, points, tirets ou soulignés.',
      'wants 1 to 64 unaccented letters, digits, dots, dashes or underscores.',
    )
    return undefined
  }

  /** An address alone, without a name. */
  function email(variable: string): string | undefined {
    const value = text(variable)
    if (value === undefined || /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(value)) return value
    refuse(
      variable,
      `veut une adresse de courriel comme caisse@exemple.ca ; reçu « ${value} ».`,
      `wants an e-mail address like till@example.com; got "${value}".`,
    )
    return undefined
  }

  /** Addresses and networks (`10.0.0.5`, `10.0.0.0/8`, `2001:db8::/32`), or the names of networks, by commas. */
  function networks(variable: string): readonly string[] {
    const given = (text(variable) ?? '').split(',').map((part) => part.trim())
    const found = given.filter((part) => part !== '')
    const wrong = found.filter((part) => !isNetwork(part))
    if (wrong.length > 0) {
      refuse(
        variable,
        `veut des adresses IP ou des réseaux (10.0.0.0/8) séparés par des virgules ; reçu « ${wrong.join(', ')} ».`,
        `wants IP addresses or networks (10.0.0.0/8) separated by commas; got "${wrong.join(', ')}".`,
      )
    }
    return found
  }

  /** Five fields: minute, hour, day of the month, month, day of the week. */
  function cron(variable: string): string | undefined {
    const value = text(variable)
    const fields = value?.split(/\s+/) ?? []
    const isGood = fields.length === CRON_BOUNDS.length && CRON_BOUNDS.every((bounds, at) => fits(fields[at], bounds))
    if (value === undefined || isGood) return value
    refuse(
      variable,
      `veut une expression cron de cinq champs, comme «\u00a017 2 * * *\u00a0»\u00a0; reçu «\u00a0${value}\u00a0».`,
      `wants a cron expression of five fields, like "17 2 * * *"; got "${value}".`,
    )
    return undefined
  }

  return { problems, refuse, text, integer, url, choice, boolean, secret, label, email, networks, cron }
}

const NAMED_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal'])

function isNetwork(text: string): boolean {
  if (NAMED_NETWORKS.has(text)) return true
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (prefix === undefined) return true
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : 0
  return bits >= 1 && bits <= (family === 4 ? 32 : 128)
}

const CRON_BOUNDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const

const CRON_PART = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/

/** `*`, a number, a range, each with a step if wanted, or several of these. */
function fits(field: string | undefined, [least, most]: readonly [number, number]): boolean {
  return (field ?? '').split(',').every((part) => {
    const match = CRON_PART.exec(part)
    if (match === null) return false
    const [from, to] = match.slice(1, 3).flatMap((number) => (number === undefined ? [] : Number(number)))
    const isInside = [from, to].every((number) => number === undefined || (number >= least && number <= most))
    return isInside && (from ?? 0) <= (to ?? most) && Number(match[3] ?? 1) > 0
  })
}
