import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'

/** The parts of the document that the tests walk through. */
export type Media = { schema?: object; example?: unknown; examples?: Record<string, unknown> }
export type Described = {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly operationId: string
  readonly operation: Operation
}
export type Parameter = { name: string; in: string; required?: boolean; schema: object; example?: unknown }
export type Answered = { description?: string; content?: Record<string, Media>; headers?: object }
export type Operation = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters: (Parameter & { $ref?: string })[]
  requestBody?: { required: boolean; content: Record<string, Media> }
  responses: Record<string, Answered & { $ref?: string }>
  security: object[]
  'x-permission': string
  'x-errors': string[]
}
export type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, object>>
}

/** The document as a client gets it, in plain JSON. */
export function readDocument(app: FastifyInstance, language: 'fr' | 'en'): Document {
  return JSON.parse(JSON.stringify(app.openapiDocument(language)))
}

export const operationsOf = (document: Document): Described[] =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operationId: operation.operationId,
      operation,
    })),
  )

/** What a reference within the document leads to; the thing itself when it is none. */
export function resolve<T extends object>(document: Document, thing: T & { $ref?: string }): T {
  if (thing.$ref === undefined) return thing
  const [, , kind = '', name = ''] = thing.$ref.split('/')
  return document.components[kind]?.[name] as T
}

const DOCUMENT_ID = 'https://comptoir.example/openapi.json'

/** Compiles the schemas of a document; what the document does not describe counts as wrong. */
export function createCompiler(document: Document): (schema: object) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateSchema: false })
  addFormats.default(ajv)
  ajv.addSchema({ $id: DOCUMENT_ID, components: close(document.components) })
  const compiled = new Map<string, ValidateFunction>()
  return (schema) => {
    const text = JSON.stringify(close(schema)).replaceAll('"#/components/', `"${DOCUMENT_ID}#/components/`)
    const known = compiled.get(text) ?? ajv.compile(JSON.parse(text))
    compiled.set(text, known)
    return known
  }
}

/** Objects refuse what they do not describe, so that a field which the document forgets is found. */
function close<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(close) as T
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).map(([key, value]) =>
    // The parts of `allOf` describe one object together.
    [key, key === 'allOf' || key === 'example' || key === 'examples' ? value : close(value)],
  )
  const isOpen = 'properties' in schema && !('additionalProperties' in schema) && 'type' in schema
  return Object.fromEntries([...entries, ...(isOpen ? [['additionalProperties', false]] : [])])
}
