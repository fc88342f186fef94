import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { until } from '../../../test/harness/processes.ts'
import { createLog } from '../log/create-log.ts'
import type { Sink } from '../log/sink.ts'
import { OperatorError } from '../operator-error.ts'
import { checkPort } from './check-port.ts'
import { readLockHolder, takeFileLock, waitForFileLock } from './file-lock.ts'
import { identifyProcess, isProcessAlive } from './process-identity.ts'
import { type ChildSpec, createSupervisor } from './supervisor.ts'

function lockPath(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-lock-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'some.lock')
}

async function take(path: string) {
  const taken = await takeFileLock(path, 'test')
  assert.ok('release' in taken)
  return taken
}

test('a lock has one holder, who is named, until it is released', async (t) => {
  const path = lockPath(t)
  const lock = await take(path)
  assert.equal(lock.wasAbandoned, false)
  const second = await takeFileLock(path, 'other')
  assert.ok('pid' in second)
  assert.deepEqual([second.pid, second.purpose], [process.pid, 'test'])
  lock.changePurpose('stop')
  assert.equal(readLockHolder(path)?.purpose, 'stop')
  const waiting = waitForFileLock(path, 'patient')
  lock.release()
  const next = await waiting
  assert.equal(readLockHolder(path)?.purpose, 'patient')
  // A release that comes late does not take the next holder's lock away.
  lock.release()
  assert.ok(existsSync(path))
  next.release()
  assert.equal(readLockHolder(path), undefined)
})

test('the lock of a process that was killed is taken over by one of those who find it', async (t) => {
  const path = lockPath(t)
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  const identity = identifyProcess(child.pid ?? 0)
  const content = { pid: child.pid, purpose: 'x', since: '', identity }
  writeFileSync(path, JSON.stringify(content))
  assert.equal(readLockHolder(path)?.pid, child.pid)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const taken = await Promise.all([takeFileLock(path, 'a'), takeFileLock(path, 'b')])
  assert.equal(taken.filter((lock) => 'release' in lock).length, 1)
  assert.equal(taken.find((lock) => 'release' in lock)?.wasAbandoned, true)
})

test('a lock that was never finished is taken over once it is old', async (t) => {
  const path = lockPath(t)
  writeFileSync(path, '')
  const old = new Date(Date.now() - 60_000)
  utimesSync(path, old, old)
  assert.equal((await take(path)).wasAbandoned, true)
})

test('a process is identified beyond its number', () => {
  assert.equal(isProcessAlive(process.pid), true)
  assert.equal(isProcessAlive(2 ** 22 + 1), false)
  assert.equal(identifyProcess(process.pid), identifyProcess(process.pid))
  if (process.platform === 'linux') assert.notEqual(identifyProcess(process.pid), identifyProcess(process.ppid))
})

test('a port is waited for as long as asked, then named with its variable', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  await assert.rejects(checkPort('127.0.0.1', port, { variable: 'WEB_PORT', patienceMs: 0 }), (error) => {
    assert.ok(error instanceof OperatorError)
    assert.match(error.text.fr, new RegExp(`port ${port} est déjà pris.*WEB_PORT`))
    assert.match(error.text.en, new RegExp(`Port ${port} is already taken.*WEB_PORT`))
    return true
  })
  const waiting = checkPort('127.0.0.1', port, { variable: 'WEB_PORT', patienceMs: 60_000 })
  server.close()
  await waiting
  const nowhere = checkPort('203.0.113.7', port, { variable: 'API_PORT', patienceMs: 0 })
  await assert.rejects(nowhere, /Cannot listen on 203\.0\.113\.7.*HOST and API_PORT/)
})

const silentLog = createLog({ logLevel: 'critical', logSlackWebhookUrl: undefined }, { write() {}, async flush() {} })

/** Lines that the children sent through their pipe. */
function collectingSink(): Sink & { text: string } {
  return {
    text: '',
    write(_channel, text) {
      this.text += text
    },
    async flush() {},
  }
}

function child(name: string, script: string, env: Record<string, string> = {}): ChildSpec {
  return { name, args: ['-e', script], env: { ...process.env, ...env } }
}

const patientChild = `
  require('node:fs').writeSync(4, 'a6\\n' + process.pid.toString().padStart(5, '0') + '\\n')
  process.send('ready')
  process.on('disconnect', () => process.exit(0))
`

test('children that crash are started again, and all leave when asked', async () => {
  const sink = collectingSink()
  const supervisor = createSupervisor(sink, silentLog)
  await supervisor.start([child('one', patientChild), child('two', patientChild)])
  const pids = () => sink.text.match(/\d{5,7}/g)?.map(Number) ?? []
  const [first] = await until(() => pids().length === 2 && pids())
  process.kill(first ?? 0, 'SIGKILL')
  const all = await until(() => pids().length === 3 && pids())
  assert.equal(isProcessAlive(all[2] ?? 0), true)
  await supervisor.restart()
  const after = await until(() => pids().length === 5 && pids())
  await supervisor.stop(5_000)
  assert.deepEqual(after.filter(isProcessAlive), [])
})

test('a child for which nobody waits begins once the others are ready, and ends none of them', async () => {
  const sink = collectingSink()
  const saying = (word: string) => patientChild.replace("process.pid.toString().padStart(5, '0')", `'${word}'`)
  const specs = [
    { ...child('last', saying('later')), startsLast: true },
    child('first', `setTimeout(() => {${saying('ready')}}, 300)`),
  ]
  const supervisor = createSupervisor(sink, silentLog)
  await supervisor.start(specs)
  await until(() => /ready\s+later/.test(sink.text))
  await supervisor.stop(5_000)

  sink.text = ''
  const neverReady = child('first', saying('slow!').replace("process.send('ready')", ''))
  void supervisor.start([...specs.slice(0, 1), neverReady])
  await until(() => sink.text.includes('slow!'))
  await supervisor.stop(5_000)
  assert.doesNotMatch(sink.text, /later/)

  sink.text = ''
  const broken = {
    ...child('last', saying('later').replace("process.send('ready')", 'process.exit(3)')),
    startsLast: true,
  }
  await supervisor.start([child('first', saying('ready')), broken])
  // More often than a child that is waited for may fail.
  await until(() => (sink.text.match(/later/g)?.length ?? 0) >= 4)
  await supervisor.stop(5_000)
})

test('a child that does not listen is killed when the time is over', async () => {
  const sink = collectingSink()
  const supervisor = createSupervisor(sink, silentLog)
  const deaf = patientChild.replace('process.exit(0)', '{}').concat('setInterval(() => {}, 1000)')
  await supervisor.start([child('deaf', deaf)])
  const [pid] = await until(() => sink.text.match(/\d{5,7}/g)?.map(Number))
  await supervisor.stop(10)
  assert.equal(isProcessAlive(pid ?? 0), false)
})

test('a child that never becomes ready is given up, and named', async () => {
  const sink = collectingSink()
  const supervisor = createSupervisor(sink, silentLog)
  await assert.rejects(supervisor.start([child('broken', 'process.exit(3)')]), /broken does not start \(code 3\)/)
  await supervisor.stop(1_000)
})
