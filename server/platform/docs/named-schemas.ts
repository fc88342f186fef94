import type { Route } from '../http/route.ts'
import type { Language } from '../text.ts'
import { cleanSchema, type Json } from './clean-schema.ts'

type Properties = { [key: string]: Json }

/**
 * The schemas that have a name: what is sent (`CreateProductInput`) and what is answered (`Product`). A program that makes
 * a client from the document gets a type per name, and what is the same on two operations is the same type, also where
 * it stands inside another.
 */
export class NamedSchemas {
  readonly #language: Language
  readonly #names = new Map<string, string>()
  readonly #schemas = new Map<string, Properties>()

  constructor(routes: readonly Route[], language: Language) {
    this.#language = language
    for (const route of [...routes].sort(byRank)) this.#addData(route)
    for (const route of [...routes].sort(byRank)) {
      if (route.body !== undefined)
        this.#add(cleanSchema(route.body, language), [`${capitalized(route.operation)}Input`])
    }
  }

  #addData(route: Route): void {
    const schema = cleanSchema(route.response, this.#language)
    if (route.staysOpen === true) {
      for (const item of formsOf(schema)) this.#add(item, [nameOfItem(item)])
      return
    }
    const part = isProperties(schema.items) ? schema.items : objectIn(schema)
    if (part !== undefined && isProperties(part)) this.#add(part, namesOfData(route, part))
  }

  /** Takes the first name that is free; one that is known keeps the name that it has. */
  #add(schema: Properties, names: readonly string[]): void {
    if (schema.properties === undefined) return
    const text = JSON.stringify(schema)
    const name = names.find((candidate) => !this.#schemas.has(candidate))
    if (this.#names.has(text) || name === undefined) return
    this.#names.set(text, name)
    this.#schemas.set(name, schema)
  }

  /** A schema with references wherever it, or a part of it, has a name. */
  refer(schema: unknown): Json {
    return this.#refer(cleanSchema(schema, this.#language))
  }

  #refer(value: Json, isInside = false): Json {
    if (Array.isArray(value)) return value.map((item) => this.#refer(item))
    if (!isProperties(value)) return value
    const name = isInside ? undefined : this.#names.get(JSON.stringify(value))
    if (name !== undefined) return { $ref: `#/components/schemas/${name}` }
    const known = nameIfNotNull(value, this.#names)
    if (known !== undefined) return { anyOf: [{ $ref: `#/components/schemas/${known}` }, { type: 'null' }] }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, KEPT.has(key) ? item : this.#refer(item)]),
    )
  }

  /** Every named schema, by name. */
  all(): Record<string, Json> {
    const names = [...this.#schemas.keys()].sort()
    return Object.fromEntries(names.map((name) => [name, this.#refer(this.#schemas.get(name) as Properties, true)]))
  }
}

/** Values of the reader's, not schemas. */
const KEPT: ReadonlySet<string> = new Set(['examples', 'enum', 'const', 'required'])

const isProperties = (value: Json | undefined): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const formsOf = (schema: Properties): Properties[] =>
  Array.isArray(schema.anyOf) ? schema.anyOf.filter(isProperties) : [schema]

/** What a stream carries is named after its type: `sale.completed` is a `SaleCompletedEvent`. */
function nameOfItem({ properties }: Properties): string {
  const type = isProperties(properties) && isProperties(properties.type) ? String(properties.type.const) : ''
  return `${type.split(/\W/).map(capitalized).join('')}Event`
}

/** A route that answers a text or an object names the object. */
function objectIn(schema: Properties): Json | undefined {
  const forms = schema.anyOf
  return Array.isArray(forms) ? forms.find((form) => isProperties(form) && form.properties !== undefined) : schema
}

function nameIfNotNull(value: Properties, names: ReadonlyMap<string, string>): string | undefined {
  if (!Array.isArray(value.type) || !value.type.includes('null') || value.properties === undefined) return undefined
  return names.get(JSON.stringify({ ...value, type: value.type.find((type) => type !== 'null') ?? null }))
}

/** Whoever reads one record names it best; then who makes one, then who lists them. */
const RANKS = [/^(get|read)[A-Z]/, /^(create|record)[A-Z]/, /^list[A-Z]/, /^(?!replace)/] as const
const rankOf = ({ operation }: Route): number => {
  const rank = RANKS.findIndex((pattern) => pattern.test(operation))
  return rank < 0 ? RANKS.length : rank
}
const byRank = (one: Route, other: Route): number =>
  rankOf(one) - rankOf(other) ||
  one.operation.length - other.operation.length ||
  (one.operation < other.operation ? -1 : 1)

export const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const SUBJECT = /^(?:get|read|create|list|update|replace|restore)([A-Z]\w*)$/

/** `getProduct` answers a `Product`; `listProducts`, which may leave fields out, answers each `ListedProduct`. */
function namesOfData({ operation }: Route, schema: Properties): string[] {
  const subject = SUBJECT.exec(operation)?.[1]
  const own = `${capitalized(operation)}Data`
  if (subject === undefined) return [own]
  if (!operation.startsWith('list')) return [subject, own]
  const one = singular(subject)
  return schema.required === undefined ? [`Listed${one}`, own] : [one, `Listed${one}`, own]
}

const singular = (name: string): string =>
  name
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/([^su])s$/, '$1')
