import type { Route } from '../http/route.ts'
import type { Language, Text } from '../text.ts'
import { makeComponents } from './components.ts'
import { describeOpen } from './describe-open.ts'
import { describeOperation, type Operation } from './describe-operation.ts'
import type { ExampleValues } from './example-of.ts'
import { NamedSchemas } from './named-schemas.ts'
import { TAGS } from './tags.ts'

export type DocumentOptions = {
  readonly title: string
  readonly version: string
  readonly description: Text
  /** What the fields of the examples hold, by their names. */
  readonly examples: ExampleValues
}

/** What the plugin found: every address with its operations. */
export type Found = Record<string, Record<string, Operation>>

/** The whole document in one language: the same for the same code, whenever it is made. */
export function buildDocument(found: Found, table: readonly Route[], language: Language, options: DocumentOptions) {
  const routes = new Map(table.map((route) => [route.operation, route]))
  const schemas = new NamedSchemas(table, language)
  const manner = { language, schemas, examples: options.examples }
  const describe = (operation: Operation): Operation => {
    const route = routes.get(operation.operationId ?? '')
    return (route === undefined ? describeOpen(operation, language) : describeOperation(route, manner)) ?? operation
  }
  const paths = Object.entries(found).map(([path, operations]) => [
    path,
    Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, describe(operation)])),
  ])
  return {
    openapi: '3.1.0',
    info: {
      title: options.title,
      version: options.version,
      description: options.description[language],
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: TAGS.map(({ name, description }) => ({ name, description: description[language] })),
    paths: Object.fromEntries(paths) as Record<string, Record<string, Operation>>,
    components: makeComponents(table, schemas.all(), language),
  }
}
