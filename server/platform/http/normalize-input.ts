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
const KEPT_AS_TYPED: ReadonlySet<string> = new Set(['password', 'password_confirmation', 'current_password', 'pin'])

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

const TOO_DEEP = text('Cette valeur est trop imbriquée.', 'This value is nested too deeply.')
const NOT_ACCEPTED = text('Ce type de valeur n’est pas accepté.', 'This type of value is not accepted.')
const TOO_MANY = text('Cette valeur a beaucoup trop d’éléments.', 'This value has far too many items.')

/**
 * Prepares an input before validation: French names become canonical, texts lose surrounding white space, and what
 * PostgreSQL cannot store (NUL, half a surrogate pair), in a text or in a name of an object that may be kept whole, is
 * refused with the path of its field. What needs no change, which is most of what programs send, is answered as it is and not
 * copied; an alias counts only where the schema does not use that name itself. What was signed is taken as it is, letter
 * by letter: `isVerbatim` only refuses.
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
  const result = normalize(value, { aliases, keeps: options.keeps ?? NO_NAMES, isVerbatim, faults, path: [] })
  const paths = Object.keys(faults)
  if (paths.length > 0)
    throw invalid(Object.fromEntries(paths.map((path) => [path, (faults[path] as Text[])[0] as Text])))
  return result
}

/** The names that a schema uses itself, although they are aliases elsewhere (`limit` of a report). */
export function namesKept(schema: object | undefined): ReadonlySet<string> {
  const own = namesOf(schema)
  return new Set([...LIST_NAMES.keys()].filter((alias) => own.has(alias)))
}

/** Of an address, also the aliases of what it does not take, so that the refusal names what was sent. */
export function namesKeptInAddress(schema: object | undefined): ReadonlySet<string> {
  const own = namesOf(schema)
  return new Set([...LIST_NAMES].flatMap(([alias, name]) => (own.has(alias) || !own.has(name) ? [alias] : [])))
}

const namesOf = (schema: object | undefined): ReadonlySet<string> =>
  new Set(Object.keys((schema as { properties?: object } | undefined)?.properties ?? {}))

const NO_NAMES: ReadonlySet<string> = new Set()
/** Maps, so that a name such as `constructor` is not found in them. */
const BODY_NAMES = new Map(Object.entries(FRENCH_ALIASES))
const LIST_NAMES = new Map(Object.entries({ ...FRENCH_ALIASES, ...LIST_ALIASES }))
const NO_ALIASES: ReadonlyMap<string, string> = new Map()
type Pass = {
  readonly aliases: ReadonlyMap<string, string>
  readonly keeps: ReadonlySet<string>
  readonly isVerbatim: boolean
  readonly faults: FieldErrors
  /** The names and places that lead to what is looked at. */
  readonly path: (string | number)[]
}

function normalize(value: unknown, pass: Pass): unknown {
  if (typeof value === 'string') {
    if (isUnstorable(value)) blame(pass, UNSTORABLE)
    return pass.isVerbatim ? value : value.trim()
  }
  if (value === null || typeof value !== 'object') return value
  const fault = faultOf(value, pass.path.length)
  if (fault === null) return Array.isArray(value) ? normalizeList(value, pass) : normalizeObject(value, pass)
  blame(pass, fault)
  return null
}

/** Why a list or an object is not looked into. */
function faultOf(value: object, depth: number): Text | null {
  if (depth > MAX_DEPTH) return TOO_DEEP
  if (isTooLong(value)) return TOO_MANY
  // Only MessagePack can bring such values: bytes, times, sets.
  return Array.isArray(value) || isPlainObject(value) ? null : NOT_ACCEPTED
}

function blame({ faults, path }: Pass, fault: Text): void {
  faults[path.join('.')] = [fault]
}

function normalizeList(list: readonly unknown[], pass: Pass): readonly unknown[] {
  let copy: unknown[] | null = null
  for (let index = 0; index < list.length; index += 1) {
    pass.path.push(index)
    const item = normalize(list[index], pass)
    pass.path.pop()
    if (copy === null && item !== list[index]) copy = list.slice(0, index)
    copy?.push(item)
  }
  return copy ?? list
}

function normalizeObject(value: object, pass: Pass): object {
  const given = value as Readonly<Record<string, unknown>>
  let copy: Record<string, unknown> | null = null
  for (const key in given) {
    if (!Object.hasOwn(given, key)) continue
    if (pass.path.length > 0 && isUnstorable(key)) {
      // The fault is told of what holds it: its own name could not be shown. One at the top is no field that anybody knows.
      blame(pass, UNSTORABLE_NAME)
      continue
    }
    const name = nameOf(key, pass)
    pass.path.push(name)
    if (name !== key && copy === null) copy = copyBefore(given, key)
    if (name !== key && (Object.hasOwn(given, name) || Object.hasOwn(copy as object, name))) blame(pass, GIVEN_TWICE)
    const item = KEPT_AS_TYPED.has(name) && typeof given[key] === 'string' ? given[key] : normalize(given[key], pass)
    pass.path.pop()
    if (copy === null && item !== given[key]) copy = copyBefore(given, key)
    if (copy !== null) define(copy, name, item)
  }
  return copy ?? given
}

function nameOf(key: string, { aliases, keeps }: Pass): string {
  const alias = aliases.get(key)
  return alias === undefined || keeps.has(key) ? key : alias
}

/** What stands before the first name or value that changes. */
function copyBefore(given: Readonly<Record<string, unknown>>, end: string): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const key in given) {
    if (key === end) break
    if (Object.hasOwn(given, key)) define(copy, key, given[key])
  }
  return copy
}

/** A key such as `__proto__` stays an ordinary property, for the schema to refuse. */
const define = (object: object, name: string, value: unknown) =>
  Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true })

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

const isUnstorable = (value: string): boolean => value.includes('\0') || !value.isWellFormed()
