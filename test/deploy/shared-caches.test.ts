// What a cache that many people share (a CDN, a proxy) may keep of our answers, by RFC 9111: pictures and pages of the
// documentation, and nothing that was made for one person.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { InjectOptions, Response } from 'light-my-request'
import { testApplication } from '../harness/app.ts'
import { makeUser } from '../harness/factories.ts'

/** What may be kept without a word about it (RFC 9110, 15.1). */
const KEPT_BY_DEFAULT = new Set([200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501])
/** Routes that end only when their reader leaves. */
const ENDLESS = new Set(['/api/v1/live'])
const PASSWORD = 'un mot de passe assez long'

function mayBeShared(answer: Response, isAuthorized: boolean): boolean {
  const control = String(answer.headers['cache-control'] ?? '').toLowerCase()
  if (/\b(no-store|private)\b/.test(control)) return false
  const isSaid = /\b(public|s-maxage=\d|max-age=\d)/.test(control) || answer.headers.expires !== undefined
  if (isAuthorized) return /\b(public|s-maxage=|must-revalidate)/.test(control)
  return isSaid || KEPT_BY_DEFAULT.has(answer.statusCode)
}

const application = await testApplication({ after })

describe('a cache that people share', () => {
  let session: string
  before(async () => {
    const { email } = await makeUser(application.sql, { roles: ['owner'], password: PASSWORD })
    const payload = { email, password: PASSWORD, session: true }
    const signedIn = await application.app.inject({ method: 'POST', url: '/api/v1/login', payload })
    assert.equal(signedIn.statusCode, 200)
    session = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  })

  const ask = (options: InjectOptions): Promise<Response> => application.app.inject({ method: 'GET', ...options })

  test('keeps no answer of the API, whoever asks and however they show who they are', async () => {
    const token = application.serviceToken
    const identities: Record<string, string>[] = [
      {},
      { cookie: session },
      { 'x-api-token': token },
      { authorization: `Bearer ${token}` },
    ]
    const reads = application.app.routeTable.filter(({ method, path }) => method === 'GET' && !ENDLESS.has(path))
    assert.ok(reads.length > 100)
    const kept: string[] = []
    let successes = 0
    for (const { path } of reads) {
      if (path.startsWith('/files/')) continue
      const url = path.replace(/:\w+/g, '1')
      for (const headers of identities) {
        const answer = await ask({ url, headers })
        assert.ok(answer.statusCode < 500, `${url}: ${answer.statusCode}`)
        if (answer.statusCode === 200) successes += 1
        if (mayBeShared(answer, 'authorization' in headers))
          kept.push(`${url} ${answer.statusCode} ${Object.keys(headers)}`)
      }
    }
    assert.ok(successes > 100, `${successes} answers of 200`)
    assert.deepEqual(kept, [])
  })

  test('keeps neither health nor metrics nor what is not there', async () => {
    for (const url of ['/health', '/health/live', '/health/ready', '/metrics', '/nowhere', '/api/v1/nowhere']) {
      assert.ok(!mayBeShared(await ask({ url }), false), url)
    }
    const picture = await ask({ url: `/files/${'0'.repeat(64)}/small.webp` })
    assert.equal(picture.statusCode, 404)
    assert.equal(picture.headers['cache-control'], 'no-store', 'its sizes may be made in a moment')
  })

  test('may keep the documentation, by the language in which it was asked for', async () => {
    for (const url of ['/redoc', '/redoc/start.js']) {
      const answer = await ask({ url })
      assert.equal(answer.headers['cache-control'], 'public, max-age=3600', url)
    }
    const document = await ask({ url: '/openapi.json', headers: { 'accept-encoding': 'gzip' } })
    assert.match(String(document.headers.vary), /accept-language/i)
    assert.match(String(document.headers.vary), /accept-encoding/i)
  })
})
