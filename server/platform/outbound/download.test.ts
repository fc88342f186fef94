// What users' addresses may lead to: the public internet, at the address that was checked, and no further.
import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { temporaryFolder } from '../../../test/harness/folder.ts'
import { DownloadError, download, type OutboundRules, PUBLIC_ONLY } from './download.ts'
import { isPublicAddress } from './public-address.ts'

const LIMITS = { maxBytes: 1000, timeoutMs: 5000 }

async function serve(t: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Names lead where the test says; of this machine's addresses only the first may be asked. */
function rulesOf(names: Record<string, readonly string[]> = {}): OutboundRules & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async resolve(host): Promise<LookupAddress[]> {
      asked.push(host)
      return (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
    isAllowed: (address) => address === '127.0.0.1' || isPublicAddress(address),
  }
}

async function fetched(t: TestContext, url: string, rules: OutboundRules, limits = LIMITS): Promise<string> {
  const path = join(temporaryFolder(t), 'fetched')
  try {
    await download(url, path, limits, rules)
    return readFileSync(path, 'utf8')
  } catch (error) {
    assert.ok(error instanceof DownloadError, String(error))
    return error.failure
  }
}

test('an address is public or it is not', () => {
  const publicOnes = [
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450::1',
  ]
  const others = [
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'localhost',
    '',
    '127.1',
    '2130706433',
  ]
  assert.deepEqual(publicOnes.filter(isPublicAddress), publicOnes)
  assert.deepEqual(others.filter(isPublicAddress), [])
})

test('addresses of this machine and its network are refused in every way of writing them', async (t) => {
  let requests = 0
  const port = await serve(t, (_request, response) => {
    requests += 1
    response.end('secret')
  })
  const hosts = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::]',
    '①②⑦.⓪.⓪.①',
    'localhost',
  ]
  for (const host of hosts)
    assert.equal(await fetched(t, `http://${host}:${port}/`, PUBLIC_ONLY), 'address_refused', host)
  for (const url of [
    'file:///etc/passwd',
    'ftp://exemple.ca/x',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'http://',
    'image.jpg',
    '',
    'http://user:password@exemple.ca/',
    'http://169.254.169.254/latest/meta-data/',
  ]) {
    assert.equal(await fetched(t, url, PUBLIC_ONLY), 'address_refused', url)
  }
  assert.equal(requests, 0)
})

test('a name is asked once, all it leads to is checked, and the connection goes there', async (t) => {
  const seen: (string | undefined)[] = []
  const port = await serve(t, (request, response) => {
    seen.push(request.headers.host)
    response.end('image')
  })
  const rules = rulesOf({
    'images.exemple': ['127.0.0.1'],
    'double.exemple': ['127.0.0.1', '10.0.0.1'],
    'interne.exemple': ['192.168.1.10'],
  })
  assert.equal(await fetched(t, `http://images.exemple:${port}/x`, rules), 'image')
  assert.deepEqual(seen, [`images.exemple:${port}`])
  assert.deepEqual(rules.asked, ['images.exemple'])
  assert.equal(await fetched(t, `http://double.exemple:${port}/x`, rules), 'address_refused')
  assert.equal(await fetched(t, `http://interne.exemple:${port}/x`, rules), 'address_refused')
  assert.equal(await fetched(t, `http://nulle-part.exemple:${port}/x`, rules), 'unreachable')
  assert.equal(seen.length, 1)
})

test('redirections are checked like the first address, and three are followed', async (t) => {
  const port = await serve(t, (request, response) => {
    const [, kind, left = '0'] = (request.url ?? '').split('/')
    const next = Number(left) - 1
    const places: Record<string, string> = {
      around: next < 0 ? '' : `/around/${next}`,
      inside: 'http://10.0.0.1/',
      back: `http://[::1]:${port}/around/0`,
      file: 'file:///etc/passwd',
      broken: 'http://[',
      named: `//interne.exemple:${port}/`,
    }
    const location = places[kind ?? '']
    if (location) response.writeHead(302, { location }).end()
    else response.end('image')
  })
  const rules = rulesOf({ 'interne.exemple': ['::1'] })
  const at = (path: string) => fetched(t, `http://127.0.0.1:${port}/${path}`, rules)
  assert.equal(await at('around/3'), 'image')
  assert.equal(await at('around/4'), 'unreachable')
  for (const kind of ['inside', 'back', 'file', 'broken', 'named'])
    assert.equal(await at(kind), 'address_refused', kind)
})

test('what is too large, too slow or no answer is given up', async (t) => {
  const port = await serve(t, (request, response) => {
    if (request.url === '/announced') response.writeHead(200, { 'content-length': 1001 }).end('x'.repeat(1001))
    else if (request.url === '/endless') {
      const more = () => response.write('x'.repeat(600)) && setImmediate(more)
      more()
    } else if (request.url === '/exact') response.end('x'.repeat(1000))
    else if (request.url === '/drip') response.write('x')
    else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': 100 })
      response.write('x', () => response.destroy())
    } else if (request.url !== '/silent') response.writeHead(404).end()
  })
  const at = (path: string, timeoutMs = 5000) =>
    fetched(t, `http://127.0.0.1:${port}/${path}`, rulesOf(), { ...LIMITS, timeoutMs })
  assert.equal(await at('announced'), 'too_large')
  assert.equal(await at('endless'), 'too_large')
  assert.equal(await at('exact'), 'x'.repeat(1000))
  assert.equal(await at('missing'), 'unreachable')
  assert.equal(await at('cut'), 'unreachable')
  assert.equal(await at('silent', 100), 'unreachable')
  assert.equal(await at('drip', 100), 'unreachable')
  assert.equal(await fetched(t, 'http://127.0.0.1:9/', rulesOf()), 'unreachable')
})

test('a name that nobody answers for is given up in time', async (t) => {
  const rules: OutboundRules = { resolve: () => new Promise(() => {}), isAllowed: () => true }
  // Nothing else keeps this process waiting, as the system's own question for a name would.
  const waiting = setInterval(() => {}, 1000)
  t.after(() => clearInterval(waiting))
  assert.equal(await fetched(t, 'http://muet.exemple/x', rules, { ...LIMITS, timeoutMs: 50 }), 'unreachable')
})
