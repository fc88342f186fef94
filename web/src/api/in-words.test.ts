import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ComptoirError, createClient } from '../../../packages/client/src/index.ts'
import { inWords } from './in-words.ts'

const client = (answer: () => Promise<Response>) =>
  createClient({ baseUrl: 'http://nulle.part', retries: 0, fetch: answer })

test('that no answer came is said in the language of the reader', async () => {
  const silent = client(() => Promise.reject(new TypeError('fetch failed')))
  for (const [language, words] of [
    ['fr', /^Le serveur n’a pas répondu\. /],
    ['en', /^The server did not answer\. /],
  ] as const) {
    await assert.rejects(inWords(silent, language).listStores(), (error) => {
      assert.ok(error instanceof ComptoirError)
      assert.deepEqual([error.status, error.code], [0, 'network_error'])
      assert.match(error.message, words)
      return true
    })
  }
})

test('what the server says is left as it is, and an operation stays the same', async () => {
  const refusing = inWords(
    client(async () => Response.json({ success: false, error: 'Introuvable.', code: 'not_found' }, { status: 404 })),
    'fr',
  )
  await assert.rejects(refusing.listStores(), { message: 'Introuvable.', code: 'not_found' })
  assert.equal(refusing.listStores, refusing.listStores)
})

test('a walk through every page says it too, and one that goes well comes to its end', async () => {
  const pages = [{ data: [{ id: 1 }], meta: {} }]
  const walked = inWords(
    client(async () => Response.json({ success: true, ...(pages.shift() ?? { data: [], meta: {} }) })),
    'en',
  )
  const ids: unknown[] = []
  for await (const { id } of walked.listStores.all()) ids.push(id)
  assert.deepEqual(ids, [1])
  const silent = inWords(
    client(() => Promise.reject(new TypeError('fetch failed'))),
    'fr',
  )
  await assert.rejects(silent.listStores.all().next(), { message: /^Le serveur n’a pas répondu\. / })
})
