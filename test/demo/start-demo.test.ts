import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { makeInstallation, type Run } from '../harness/installation.ts'
import { until, untilGone } from '../harness/processes.ts'

it('the first start makes the demo chain, even after one that was killed while making it', async (t) => {
  const installation = await makeInstallation()
  t.after(() => installation.remove())
  const address = `http://127.0.0.1:${installation.apiPort}`

  const killed = installation.start({ hasDemo: true })
  killed.ready.catch(() => {})
  await until(() => killed.output().includes('Making the demo chain…'))
  await killAll(killed)

  const first = installation.start({ hasDemo: true })
  await first.ready
  assert.match(first.output(), /5 stores and a warehouse, 336 products, [\d,]+ sales in 90 days\./)
  const signIn = await until(
    () => /owner +(\S+@demo\.comptoir\.example) +(\S+) {2}PIN \d{6}\n/.exec(first.output()) ?? undefined,
  )
  assert.ok(!first.output().includes('Set-up code'))
  const [, email = '', password = ''] = signIn
  const token = await logIn(address, email, password)
  const stores = await readJson(address, '/api/v1/stores', token)
  assert.deepEqual([stores.data.map((store) => store.id).toSorted(), stores.meta.total], [[1, 2, 3, 4, 5, 6], 6])
  first.interrupt()
  assert.equal(await first.exitCode, 0)

  const second = installation.start({ hasDemo: true })
  const path = join(installation.dataFolder, 'demo-sign-in.txt')
  await until(() => second.output().includes(`to sign in, see ${path}`))
  assert.ok(!second.output().includes(password) && !second.output().includes('Making the demo chain'))
  assert.ok(readFileSync(path, 'utf8').includes(password))
  second.interrupt()
  await second.exitCode
})

/** Everything at once, as when the machine loses its power. */
async function killAll(run: Run): Promise<void> {
  const pids = Object.values(run.pids())
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It noticed the death of another, and left by itself.
    }
  }
  await untilGone(pids)
}

async function logIn(address: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${address}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  assert.equal(response.status, 200)
  const { data }: { data: { token: string } } = JSON.parse(await response.text())
  return data.token
}

type Page = { data: { id: number }[]; meta: { total: number } }

async function readJson(address: string, path: string, token: string): Promise<Page> {
  const response = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(response.status, 200)
  return JSON.parse(await response.text())
}
