// What the document promises of itself: that it is OpenAPI, that it is whole, and that its examples are right.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { compileValidator } from '../../server/platform/http/validation.ts'
import { testApplication } from '../harness/app.ts'
import { type Answered, createCompiler, operationsOf, readDocument, resolve } from './described.ts'

const { app } = await testApplication({ after })

for (const language of ['en', 'fr'] as const) {
  const document = readDocument(app, language)
  const operations = operationsOf(document)
  const compile = createCompiler(document)

  describe(`the document in ${language === 'en' ? 'English' : 'French'}`, () => {
    test('is OpenAPI 3.1', async () => {
      const { valid, errors } = await new Validator().validate(structuredClone(document))
      assert.ok(valid, JSON.stringify(errors))
    })

    test('says of each operation what it does, for whom, and in which group', () => {
      const thin = operations.filter(({ operation }) => {
        const { summary, description, tags } = operation
        const own = description.split('\n\n')[0] ?? ''
        return summary.length < 5 || own.length < 20 || own === summary || tags.length !== 1
      })
      assert.deepEqual(
        thin.map(({ name }) => name),
        [],
      )
      for (const { name, operation } of operations) assert.ok(operation['x-permission'].length > 0, name)
    })

    test('shows of each operation a request and an answer', () => {
      const without: string[] = []
      for (const { name, operation } of operations) {
        for (const [type, media] of Object.entries(operation.requestBody?.content ?? {})) {
          if (type === 'application/json' && media.example === undefined) without.push(`${name}: request`)
        }
        for (const [status, answered] of Object.entries(operation.responses)) {
          const { content } = resolve<Answered>(document, answered)
          if (content === undefined) {
            if (status !== '304') without.push(`${name}: ${status}`)
            continue
          }
          const isShown = Object.entries(content).some(
            ([type, media]) => media.example !== undefined || media.examples !== undefined || isBinary(type),
          )
          if (!isShown) without.push(`${name}: ${status}`)
        }
      }
      assert.deepEqual(without, [])
    })

    test('has no example that is wrong', () => {
      const wrong: string[] = []
      for (const { name, operation } of operations) {
        for (const parameter of operation.parameters.map((each) => resolve(document, each))) {
          if (parameter.example === undefined) continue
          const validate = compile(parameter.schema)
          if (!validate(parameter.example)) wrong.push(`${name}: ${parameter.name}`)
        }
        const answers = Object.values(operation.responses).map((answered) => resolve<Answered>(document, answered))
        for (const { content } of [...(operation.requestBody ? [operation.requestBody] : []), ...answers]) {
          for (const { schema = {}, example, examples = {} } of Object.values(content ?? {})) {
            const validate = compile(schema)
            const shown = Object.values(examples).map(
              (each) => resolve(document, each as { $ref?: string; value?: unknown }).value,
            )
            for (const value of example === undefined ? shown : [example, ...shown]) {
              if (!validate(value)) {
                wrong.push(`${name}: ${JSON.stringify(validate.errors?.[0])} in ${JSON.stringify(value).slice(0, 300)}`)
              }
            }
          }
        }
      }
      assert.deepEqual(wrong, [])
    })

    test('lists each refusal with its codes, and each code with its sentence', () => {
      for (const { name, operation } of operations) {
        const listed = Object.entries(operation.responses)
          .filter(([status]) => Number(status) >= 400)
          .map(([, answered]) => resolve<Answered>(document, answered).description ?? '')
          .join('\n')
        for (const code of operation['x-errors']) assert.ok(listed.includes(`- \`${code}\``), `${name}: ${code}`)
      }
    })
  })
}

test('a request that the document shows passes the validation of its route', () => {
  const shown = new Map(operationsOf(readDocument(app, 'en')).map((each) => [each.operationId, each.operation]))
  for (const route of app.routeTable) {
    const example = shown.get(route.operation)?.requestBody?.content['application/json']?.example
    if (route.body === undefined || example === undefined) continue
    const validate = compileValidator(route.body, 'body')
    assert.ok(validate(structuredClone(example)), `${route.operation}: ${JSON.stringify(validate.errors?.[0])}`)
  }
})

test('a field whose name means nothing to the examples shows the text of last resort', (t) => {
  const found = new Set<string>()
  for (const { operationId, operation } of operationsOf(readDocument(app, 'en'))) {
    const shown = JSON.stringify([operation.requestBody, operation.responses])
    for (const [, name = ''] of shown.matchAll(/"(\w+)":"texte+"/g)) found.add(`${operationId}: ${name}`)
  }
  // Not wrong; give the field a value in server/example-values.ts, or its schema an example.
  t.diagnostic([...found].join(', ') || 'none does')
})

test('both languages describe the same operations with the same names', () => {
  const [english, french] = [readDocument(app, 'en'), readDocument(app, 'fr')]
  const names = (document: typeof english) => ({
    operations: operationsOf(document).map(({ name, operationId }) => `${name} ${operationId}`),
    schemas: Object.keys(document.components.schemas ?? {}),
  })
  assert.deepEqual(names(french), names(english))
  for (const [path, operations] of Object.entries(english.paths)) {
    for (const [method, { summary }] of Object.entries(operations)) {
      assert.notEqual(french.paths[path]?.[method]?.summary, summary, `${method} ${path}`)
    }
  }
})

const isBinary = (type: string): boolean => !/[/+]json\b/.test(type) && !type.startsWith('text/')
