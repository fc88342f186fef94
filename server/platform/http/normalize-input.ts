import { type FieldErrors, invalid } from '../errors.ts'
import { type Text, text } from '../text.ts'

/** Names of the French API that clients written for it still send, and what they mean here. */
export const FRENCH_ALIASES: Readonly<Record<string, string>> = {
  nom: 'name',
  prix: 'price',
  categorie_id: 'category_id',
  product_category_id: 'category_id',
  magasin_id: 'store_id',
  produit_id: 'product_id',
  quantite: 'quantity',
  prix_min: 'price_min',
  prix_max: 'price_max',
  date_debut: 'date_from',
  date_fin: 'date_to',
}

const LIST_ALIASES: Readonly<Record<string, string>> = { size: 'per_page', limit: 'per_page' }

/** Passwords are kept to the letter: a space at the end of one is part of it. */
const KEPT_AS_TYPED = /^(password|password_confirmation|current_password|pin)$/

const UNSTORABLE = text(
  'Ce texte contient un caractère qui ne peut pas être conservé.',
  'This text holds a character that cannot be stored.',
)
const UNSTORABLE_NAME = text(
  'Un nom de champ contient un caractère qui ne peut pas être conservé.',
  'A field’s name holds a character that cannot be stored.',
)
const GIVEN_TWICE = text(
  'Ce champ est donné deux fois, sous son nom et sous un synonyme.',
  'This field is given twice, under its name and under an alias.',
)
const MAX_DEPTH = 12
/** Far more than any schema allows. A list or an object beyond it is not looked into: naming each fault would take seconds. */
const MAX_ITEMS = 10_000
const MAX_NAMES = 1_000

const TOO_MANY = text('Cette valeur a beaucoup trop d’éléments.', 'This value has far too many items.')

/**
 * Prepares an input before validation: French names become canonical, texts lose surrounding white space, and what
 * PostgreSQL cannot store (NUL, half a surrogate pair), in a text or in a name of an object that may be kept whole, is
 * refused with the path of its field. Returns a new value; an
 * alias counts only where the schema does not use that name itself. What was signed is taken as it is, letter by letter:
 * `isVerbatim` only refuses.
 *
 * @throws validation_failed naming each field at fault.
 */
export function normalizeInput(
  value: unknown,
  options: { isList?: boolean; keeps?: ReadonlySet<string>; isVerbatim?: boolean } = {},
): unknown {
  const faults: FieldErrors = Object.create(null)
  const isVerbatim = options.isVerbatim === true
  const aliases = isVerbatim ? NO_ALIASES : options.isList ? LIST_NAMES : BODY_NAMES
  const result = normalize(value, '', 0, { aliases, keeps: options.keeps ?? NO_NAMES, isVerbatim, faults })
  const paths = Object.keys(faults)
  if (paths.length > 0)
    throw invalid(Object.fromEntries(paths.map((path) => [path, (faults[path] as Text[])[0] as Text])))
  return result
}

/** The names that a schema uses itself, although they are aliases elsewhere (`limit` of a report). */
export function namesKept(schema: object | undefined): ReadonlySet<string> {
  const own = Object.keys((schema as { properties?: object } | undefined)?.properties ?? {})
  return new Set(own.filter((name) => LIST_NAMES.has(name)))
}

const NO_NAMES: ReadonlySet<string> = new Set()
/** Maps, so that a name such as `constructor` is not found in them. */
const BODY_NAMES = new Map(Object.entries(FRENCH_ALIASES))
const LIST_NAMES = new Map(Object.entries({ ...FRENCH_ALIASES, ...LIST_ALIASES }))
const NO_ALIASES: ReadonlyMap<string, string> = new Map()
type Pass = {
  aliases: ReadonlyMap<string, string>
  keeps: ReadonlySet<string>
  isVerbatim: boolean
  faults: FieldErrors
}

function normalize(value: unknown, path: string, depth: number, pass: Pass): unknown {
  if (typeof value === 'string') return normalizeText(value, path, pass)
  if (value === null || typeof value !== 'object') return value
  if (depth > MAX_DEPTH) {
    pass.faults[path] = [text('Cette valeur est trop imbriquée.', 'This value is nested too deeply.')]
    return null
  }
  if (isTooLong(value)) {
    pass.faults[path] = [TOO_MANY]
    return null
  }
  if (Array.isArray(value)) return value.map((item, index) => normalize(item, join(path, index), depth + 1, pass))
  if (!isPlainObject(value)) {
    // Only MessagePack can bring such values: bytes, times, sets.
    pass.faults[path] = [text('Ce type de valeur n’est pas accepté.', 'This type of value is not accepted.')]
    return null
  }
  const result: Record<string, unknown> = {}
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue
    if (path !== '' && isUnstorable(key)) {
      // The fault is told of what holds it: its own name could not be shown. One at the top is no field that anybody knows.
      pass.faults[path] = [UNSTORABLE_NAME]
      continue
    }
    const alias = pass.aliases.get(key)
    const name = alias === undefined || pass.keeps.has(key) ? key : alias
    if (Object.hasOwn(result, name) || (name !== key && Object.hasOwn(value, name)))
      pass.faults[join(path, name)] = [GIVEN_TWICE]
    const item = (value as Record<string, unknown>)[key]
    if (typeof item === 'string' && KEPT_AS_TYPED.test(name)) result[name] = item
    else Object.defineProperty(result, name, { value: normalize(item, join(path, name), depth + 1, pass), ...PLAIN })
  }
  return result
}

function isTooLong(value: object): boolean {
  if (Array.isArray(value)) return value.length > MAX_ITEMS
  let names = 0
  for (const _ in value) {
    names += 1
    if (names > MAX_NAMES) return true
  }
  return false
}

/** The prototype of what JSON and addresses are read into inherits from nothing; that of any class inherits from it. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** defineProperty keeps a key such as `__proto__` an ordinary property, for the schema to refuse. */
const PLAIN = { enumerable: true, writable: true, configurable: true } as const

const isUnstorable = (value: string): boolean => value.includes('\0') || !value.isWellFormed()

function normalizeText(value: string, path: string, pass: Pass): string {
  if (isUnstorable(value)) pass.faults[path] = [UNSTORABLE]
  return pass.isVerbatim ? value : value.trim()
}

const join = (path: string, key: string | number) => (path === '' ? String(key) : `${path}.${key}`)
