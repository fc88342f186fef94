// No channel of the log holds what lets somebody in, whatever way it came there.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { createLog } from './create-log.ts'
import type { Sink } from './sink.ts'

const SECRETS = {
  token: 'comptoir_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE',
  bearer: 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl',
  device: '0198f2c4-7a1b-7c2d-8e3f-123456789abc:1764250000000:c2lnbmF0dXJlLW9mLWEtZGV2aWNl',
  password: 'correct-horse-battery',
  pin: '604182',
  cookie: 'b3Blbi1zZXNhbWUtb3Blbi1zZXNhbWU',
  databasePassword: 'tr0ub4dor',
  apiToken: 'service-token-0123456789abcdef-0123456789',
  secretKey: 'seal"ed-0123456789abcdef-0123456789\\x',
  s3Secret: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY',
  s3Key: 'AKIAIOSFODNN7EXAMPLE',
  s3Signature: 'fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024',
  setupCode: '7KQ2-ABCD-EFGH-JKLM',
} as const

/** By name, by look, in an address, and as values that the process knows and somebody quotes. */
const FIELDS = {
  token: SECRETS.token,
  password: SECRETS.password,
  current_password: SECRETS.password,
  pin: SECRETS.pin,
  approval: { manager_pin: SECRETS.pin, cookie: SECRETS.cookie },
  setup_code: SECRETS.setupCode,
  secret_access_key: SECRETS.s3Secret,
  headers: { authorization: `Bearer ${SECRETS.bearer}`, 'X-API-Token': SECRETS.apiToken, 'set-cookie': SECRETS.cookie },
  website: `https://me:${SECRETS.databasePassword}@example.org/`,
  picture: `https://bucket.example.org/a.webp?X-Amz-Credential=${SECRETS.s3Key}%2F20261127&X-Amz-Signature=${SECRETS.s3Signature}`,
  name: `they wrote Bearer ${SECRETS.bearer} here`,
  quoted: `${SECRETS.apiToken} and ${SECRETS.secretKey} and ${SECRETS.s3Secret}`,
}
const SENTENCES = [
  `connect postgres://comptoir:${SECRETS.databasePassword}@db.example.com:5432/comptoir failed`,
  `refused: authorization=${SECRETS.bearer}; password=${SECRETS.password} pin=${SECRETS.pin}`,
  `header "Bearer ${SECRETS.bearer}", Device ${SECRETS.device}`,
  `token ${SECRETS.token} is unknown; ${SECRETS.apiToken}; ${SECRETS.secretKey}`,
  `S3 answered 403 to ${SECRETS.s3Key} for https://s3.example.org/b/k?X-Amz-Signature=${SECRETS.s3Signature} (${SECRETS.s3Secret})`,
  `GET /reset?token=${SECRETS.token}&setup_code=${SECRETS.setupCode}`,
]

function leaksIn(text: string): string[] {
  return Object.entries(SECRETS).flatMap(([name, secret]) =>
    text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)) ? [name] : [],
  )
}

test('tokens, passwords, PINs, cookies, addresses and keys stay out of every channel', async (t) => {
  const texts: Record<string, string> = { a: '', b: '', e: '', c: '' }
  const sink: Sink = {
    write(channel, bytes) {
      texts[channel] = `${texts[channel]}${bytes}`
    },
    flush: async () => {},
  }
  const posted: string[] = []
  const { promise: allPosted, resolve } = Promise.withResolvers<void>()
  const slack = createServer(async (request, response) => {
    for await (const chunk of request) posted.push(String(chunk))
    response.end('ok')
    resolve()
  })
  await new Promise<void>((done) => slack.listen(0, '127.0.0.1', done))
  t.after(() => slack.close())
  const address = slack.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const hook = `http://127.0.0.1:${port}/services/T000/B000/webhooksecret`
  const known = [SECRETS.secretKey, SECRETS.apiToken, SECRETS.s3Secret]
  const log = createLog({ logLevel: 'debug', logSlackWebhookUrl: hook }, sink, known)

  log.error(new Error(SENTENCES.join(' | '), { cause: new Error(SENTENCES[0]) }), {
    method: 'POST',
    request_data: FIELDS,
  })
  log.critical(SENTENCES[1], { ...FIELDS })
  for (const sentence of SENTENCES) {
    log.warning(sentence, FIELDS)
    log.info(sentence, FIELDS)
    log.debug(sentence)
    log.error(new Error(sentence))
    log.error(`${sentence} ${hook}`)
  }
  const entry = { operation: 'updateUser', entity_type: 'users', entity_id: 1, user_id: 2, result: 'success' }
  log.business({ ...entry, details: FIELDS })
  log.api({
    method: 'GET',
    path: `/x?token=${SECRETS.token}&password=${SECRETS.password}&pin=${SECRETS.pin}&X-Amz-Signature=${SECRETS.s3Signature}`,
    status: 200,
    durationMs: 1,
    headers: { authorization: `Bearer ${SECRETS.bearer}`, cookie: SECRETS.cookie },
  })
  await log.flush()
  await allPosted
  for (const [channel, text] of Object.entries(texts)) {
    assert.ok(text.length > 0, channel)
    assert.deepEqual(leaksIn(text), [], channel)
    assert.doesNotMatch(text, /webhooksecret/)
  }
  assert.ok(posted.length > 0)
  assert.deepEqual(leaksIn(posted.join('')), [])
  // What is no secret is still there to be read.
  assert.match(texts.e ?? '', /db\.example\.com:5432/)
  assert.match(texts.b ?? '', /example\.org/)
})
