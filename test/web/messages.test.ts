// Every text that people read: in both languages, well formed, well set, and shown somewhere.
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { typeset } from '../../web/src/i18n/typeset.ts'
import { importsOf, lineOf, type Node, readWebSources, type WebSource } from './web-sources.ts'

type Text = { fr: string; en: string }
type Message = { file: string; table: string; name: string; text: Text }

const ROOT = resolve(import.meta.dirname, '..', '..')
const sources = readWebSources()
const messages = (await Promise.all(sources.filter(({ path }) => /messages\.ts$/.test(path)).map(readTables))).flat()

async function readTables({ path }: WebSource): Promise<Message[]> {
  const tables: Record<string, Record<string, Text>> = await import(resolve(ROOT, path))
  return Object.entries(tables).flatMap(([table, texts]) =>
    Object.entries(texts).map(([name, text]) => ({ file: path, table, name, text })),
  )
}

const nameOf = ({ file, name }: Message) => `${file}: ${name}`
const bothOf = ({ text }: Message) => [text.fr, text.en]

test('there are texts, and every one is there in both languages', () => {
  assert.ok(messages.length > 300)
  const wanting = messages.filter((message) => bothOf(message).some((text) => typeof text !== 'string' || !text.trim()))
  assert.deepEqual(wanting.map(nameOf), [])
})

type Part = { type: number; value?: string; options?: Record<string, { value: Part[] }> }
const LITERAL = 0

/** The names of the places of a text. */
function placesOf(parts: readonly Part[]): string[] {
  const places = parts.flatMap(({ type, value, options }) => [
    ...(type === LITERAL || value === undefined ? [] : [value]),
    ...Object.values(options ?? {}).flatMap((option) => placesOf(option.value)),
  ])
  return [...new Set(places)].sort()
}

test('every text is correct MessageFormat, with the same places in both languages', () => {
  const faults = messages.flatMap((message) => {
    try {
      const [fr, en] = bothOf(message).map((text) =>
        placesOf(new IntlMessageFormat(text, 'fr', undefined, { ignoreTag: true }).getAst() as Part[]),
      )
      return JSON.stringify(fr) === JSON.stringify(en) ? [] : [`${nameOf(message)}: ${fr} and ${en}`]
    } catch (error) {
      return [`${nameOf(message)}: ${error instanceof Error ? error.message : error}`]
    }
  })
  assert.deepEqual(faults, [])
})

const NBSP = '\u00a0\u202f'
/** What French typesetting does not allow once spaces are set, by why. */
const FRENCH_FAULTS: readonly [string, RegExp][] = [
  ['a straight apostrophe', /'/],
  ['straight quotation marks', /"/],
  ['three dots instead of …', /\.\.\./],
  ['no non-breaking space before ; ? ! or »', new RegExp(`[^${NBSP}\\s?!][;?!»]|\\s(?<![${NBSP}])[;?!»]`)],
  ['no non-breaking space before :', new RegExp(`[\\p{L})}»]:(?!//)|\\s(?<![${NBSP}]):`, 'u')],
  ['no non-breaking space after «', new RegExp(`«[^${NBSP}]`)],
  ['no non-breaking space before %', /[\p{N}} ]%/u],
]
const ENGLISH_FAULTS: readonly [string, RegExp][] = [
  ['a straight apostrophe', /'/],
  ['straight quotation marks', /"/],
  ['three dots instead of …', /\.\.\./],
  ['French quotation marks', /[«»]/],
]

test('every text is typeset as its language is', () => {
  const faults = messages.flatMap((message) => [
    ...FRENCH_FAULTS.filter(([, fault]) => fault.test(typeset(message.text.fr, 'fr'))).map(
      ([why]) => `${nameOf(message)} (fr): ${why}: ${message.text.fr}`,
    ),
    ...ENGLISH_FAULTS.filter(([, fault]) => fault.test(message.text.en)).map(
      ([why]) => `${nameOf(message)} (en): ${why}: ${message.text.en}`,
    ),
  ])
  assert.deepEqual(faults, [])
})

/**
 * The texts that a source takes from the tables that it imports: `messages.title`; where a table is looked into by a name
 * that is computed, every text whose name stands in the source, or begins as the computed name does.
 */
function takenBy(source: WebSource): Set<string> {
  const taken = new Set<string>()
  for (const { target, name: table, as } of importsOf(source).filter(({ target }) => /messages\.ts$/.test(target))) {
    const ours = messages.filter((message) => message.file === target && message.table === table)
    const accesses = source.nodes.filter(
      ({ type, object }) => type === 'MemberExpression' && (object as { name?: string }).name === as,
    )
    const isLookedInto = accesses.some(({ computed }) => computed === true) || isHandedOn(source, as)
    for (const { name } of ours) {
      const isNamed = accesses.some(
        ({ computed, property }) => !computed && (property as { name: string }).name === name,
      )
      if (isNamed || (isLookedInto && isSpelled(source, name))) taken.add(`${target} ${table} ${name}`)
    }
  }
  return taken
}

/** A table that is given away whole: `labelsOf(messages)`, `{ ...messages }`. */
const isHandedOn = ({ nodes }: WebSource, as: string): boolean =>
  nodes.some(({ type, argument, arguments: given }) => {
    if (type === 'SpreadElement') return (argument as { name?: string }).name === as
    return type === 'CallExpression' && (given as { name?: string }[]).some(({ name }) => name === as)
  })

const isSpelled = ({ nodes }: WebSource, name: string): boolean =>
  nodes.some((node) => {
    if (node.type === 'Literal') return node.value === name
    if (node.type === 'Property') return (node.key as { name?: string }).name === name
    if (node.type !== 'TemplateLiteral') return false
    const [first, last] = [0, -1].map(
      (at) => (node.quasis as { value: { cooked: string } }[]).at(at)?.value.cooked ?? '',
    )
    return `${first}${last}` !== '' && name.startsWith(first ?? '') && name.endsWith(last ?? '')
  })

test('every text is shown somewhere', () => {
  const taken = new Set(sources.flatMap((source) => [...takenBy(source)]))
  const unused = messages.filter(({ file, table, name }) => !taken.has(`${file} ${table} ${name}`))
  assert.deepEqual(unused.map(nameOf), [])
})

/** What people hear or read of an element, beside its content. */
const TOLD = /^(aria-label|aria-description|alt|title|label|description|placeholder|error|hint|lead|nothingFound)$/
/** The house's own name is the same in every language. */
const NAMES = new Set(['Comptoir'])

/** A text in the syntax tree that a reader would see in one language only. */
function literalOf(node: Node): string | null {
  if (node.type === 'JSXText') return String(node.value).trim()
  if (node.type !== 'JSXAttribute') return null
  const { name } = node.name as { name?: unknown }
  const value = node.value as { type?: string; value?: unknown } | null
  if (typeof name !== 'string' || !TOLD.test(name) || value?.type !== 'Literal') return null
  return String(value.value)
}

test('no text stands in a component', () => {
  const literals = sources.flatMap((source) =>
    source.nodes.flatMap((node) => {
      const literal = literalOf(node)
      const isText = literal !== null && /\p{Ll}{2}/u.test(literal) && !NAMES.has(literal)
      return isText ? [`${source.path}:${lineOf(source, node)}: ${literal}`] : []
    }),
  )
  assert.deepEqual(literals, [])
})
