// Whose word is taken for the client's address, its protocol and the host that it asked.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Type } from 'typebox'
import { Strict } from '../../server/platform/http/fields.ts'
import { ownWrite, read } from '../../server/platform/http/route.ts'
import { text } from '../../server/platform/text.ts'
import { startSmallServer } from './small-server.ts'

const ROW = { tag: 'things', summary: text('Qui', 'Who'), description: text('Qui demande.', 'Who asks.') }
const Facts = Strict({ address: Type.String(), isSecure: Type.Boolean() })

const ROUTES = [
  read({
    ...ROW,
    path: '/who',
    operation: 'readWho',
    access: 'public',
    response: Facts,
    run: async ({ request: { address, isSecure } }) => ({ data: { address, isSecure } }),
  }),
  ownWrite({
    ...ROW,
    method: 'POST',
    path: '/change',
    operation: 'changeThing',
    access: 'authenticated',
    response: Type.Boolean(),
    run: async () => ({ data: true }),
  }),
]

const TRUSTED = ['loopback', '10.1.0.0/16', '2001:db8::/32']

async function askWho(t: TestContext, trustedProxies: readonly string[]) {
  const { app } = await startSmallServer(t, ROUTES, { trustedProxies })
  return async (remoteAddress: string, headers: Record<string, string>) =>
    (await app.inject({ url: '/who', remoteAddress, headers })).json().data
}

const SAID = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' }

test('a proxy that is named says for whom it asks; nobody else does', async (t) => {
  const ask = await askWho(t, TRUSTED)
  for (const proxy of ['127.0.0.1', '::1', '10.1.200.3', '::ffff:10.1.0.1', '2001:db8::9']) {
    assert.deepEqual(await ask(proxy, SAID), { address: '203.0.113.7', isSecure: true }, proxy)
  }
  for (const stranger of ['10.2.0.1', '192.0.2.1', '2001:db9::1']) {
    assert.deepEqual(await ask(stranger, SAID), { address: stranger, isSecure: false }, stranger)
  }
})

test('of a chain of proxies the nearest that is not ours is the client', async (t) => {
  const ask = await askWho(t, TRUSTED)
  const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7, 10.1.0.2' }
  // What the client claims about those before it stays a claim.
  assert.equal((await ask('127.0.0.1', headers)).address, '203.0.113.7')
})

test('without any named, only this machine is believed', async (t) => {
  const ask = await askWho(t, ['loopback'])
  assert.equal((await ask('127.0.0.1', SAID)).address, '203.0.113.7')
  assert.deepEqual(await ask('10.1.0.1', SAID), { address: '10.1.0.1', isSecure: false })
})

test('a write with a cookie comes from the host that the proxy was asked for', async (t) => {
  const { app } = await startSmallServer(t, ROUTES, { trustedProxies: TRUSTED })
  const write = async (remoteAddress: string, headers: Record<string, string>) => {
    const cookie = { cookie: 'comptoir_session=ann', host: 'api.internal:8000' }
    const answer = await app.inject({
      method: 'POST',
      url: '/change',
      remoteAddress,
      headers: { ...cookie, ...headers },
    })
    return answer.statusCode
  }
  const fromShop = { origin: 'https://boutique.example.ca', 'x-forwarded-host': 'boutique.example.ca' }
  assert.equal(await write('10.1.0.1', fromShop), 200)
  assert.equal(await write('10.1.0.1', { ...fromShop, origin: 'https://ailleurs.example' }), 403)
  assert.equal(await write('192.0.2.1', fromShop), 403)
  assert.equal(await write('192.0.2.1', { origin: 'http://api.internal:8000' }), 200)
})
