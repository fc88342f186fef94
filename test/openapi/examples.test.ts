// What the documentation offers to send, sent as it stands to the demonstration chain: a reader who tries it is served.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeDemo } from '../../server/demo/index.ts'
import { testApplication } from '../harness/app.ts'
import type { Method } from '../harness/client.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'
import { type Described, operationsOf, type Parameter, readDocument, resolve } from './described.ts'

const application = await testApplication({ after })
const { app, sql } = application
const document = readDocument(app, 'en')
const owner = application.as('owner')

before(async () => {
  assert.ok((await makeDemo(sql, { days: 2, secretKey: TEST_SECRET_KEY, keepSignIns: () => {} })) !== null)
})

/** Who signs in, and the record that an address names, are the reader's own. */
const ELSEWHERE = new Set([401, 404])
/**
 * What is there already, was there before anybody came, or has gone on since; what nobody has given yet. The first
 * reservation is that of the delivery under way, and ends with it.
 */
const STANDING = /_(taken|built_in|not_leased|state)$|^reservation_of_transfer$/
/** What only the reader has: their password or PIN, a code that was given to them, the pictures of a product, their tills. */
const OWN = /^(current_password|pin|token|code|device_id|file_ids\.\d+)$/

/** First what is made, then what is read and changed; what ends something, last. */
const ORDER = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE']
const inOrder = operationsOf(document)
  .filter(({ operation }) => operation.requestBody?.content['application/json']?.example !== undefined)
  .sort((one, other) => ORDER.indexOf(one.method) - ORDER.indexOf(other.method))

for (const described of inOrder) {
  test(described.name, async () => {
    const { requestBody } = described.operation
    const example = requestBody?.content['application/json']?.example
    const { status, body } = await owner.send(described.method as Method, addressOf(described), Object(example))
    const isOwn = status === 422 && Object.keys(body.errors ?? {}).every((field) => OWN.test(field))
    const isStanding = status === 409 && STANDING.test(String(body.code))
    assert.ok(
      status < 300 || ELSEWHERE.has(status) || isStanding || isOwn,
      `${status} ${JSON.stringify(body)}\nfor ${JSON.stringify(example)}`,
    )
  })
}

function addressOf({ path, operation }: Described): string {
  const parameters = operation.parameters.map((parameter) => resolve<Parameter>(document, parameter))
  const query = new URLSearchParams()
  for (const { name, in: place, example } of parameters) {
    if (place === 'query' && example !== undefined) query.set(name, String(example))
  }
  const filled = path.replace(/\{(\w+)\}/g, (_place, name: string) =>
    encodeURIComponent(String(parameters.find((parameter) => parameter.name === name)?.example)),
  )
  return query.size === 0 ? filled : `${filled}?${query}`
}
