// What /metrics shows, what the guide says of it in both languages, and what Prometheus' own tool thinks of it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { serveWorkerMetrics } from '../../server/commands/process-metrics.ts'
import { Breakers } from '../../server/platform/breaker/breakers.ts'
import { chooseFreePort } from '../../server/platform/process/choose-free-port.ts'
import { testApplication } from '../harness/app.ts'
import { makeShop, saleOf } from '../harness/sales.ts'
import { createTestLog } from '../harness/test-log.ts'

const GUIDE = resolve(import.meta.dirname, '..', '..', 'docs', 'guide')
/** Named by the library, which every dashboard for Node knows. */
const IS_OF_THE_LIBRARY = /^(nodejs|process)_/
const KINDS: Readonly<Record<string, string>> = { compteur: 'counter', jauge: 'gauge', histogramme: 'histogram' }

const { sql, as, guest, config } = await testApplication({ after })
let api = ''
let worker = ''

before(async () => {
  const shop = await makeShop(sql)
  const sold = await as('manager', { storeIds: [shop.store.id] }).post('/api/v1/sales', saleOf(shop))
  assert.equal(sold.status, 201)
  api = String((await guest.get('/metrics')).body)
  const port = await chooseFreePort()
  const metrics = { port, host: '127.0.0.1', token: undefined }
  const log = createTestLog()
  const served = await serveWorkerMetrics({ ...config, metrics }, { sql, log, breakers: new Breakers(log) })
  served?.onFinished({ queue: 'tidy', seconds: 0.2, hasFailed: true })
  worker = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  await served?.close()
})

/** Kinds by name, as the text says them. */
function shown(): Map<string, string> {
  const found = [...`${api}\n${worker}`.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(
    ([, name = '', kind = '']) => [name, kind] as const,
  )
  return new Map(found.filter(([name]) => !IS_OF_THE_LIBRARY.test(name)))
}

type Row = { name: string; kind: string; labels: string[] }

function describedIn(page: string): Row[] {
  const text = readFileSync(join(GUIDE, page), 'utf8')
  return [...text.matchAll(/^\| `(\w+)` +\| (\w+) +\| *(?:`([\w ]+)`)? *\|/gm)].map(
    ([, name = '', kind = '', labels]) => ({
      name,
      kind: KINDS[kind] ?? kind,
      labels: labels?.split(' ') ?? [],
    }),
  )
}

for (const page of ['metrics.md', 'metrics.fr.md']) {
  test(`${page} has every metric that a process shows, and no other`, () => {
    const described = new Map(describedIn(page).map(({ name, kind }) => [name, kind]))
    assert.deepEqual([...described].toSorted(), [...shown()].toSorted())
  })

  test(`${page} has their labels`, () => {
    for (const { name, labels } of describedIn(page)) {
      const series = new RegExp(`^${name}(?:_bucket)?\\{([^}]*)\\}`, 'm').exec(`${api}\n${worker}`)?.[1]
      if (series === undefined) continue
      const given = [...series.matchAll(/(\w+)="/g)].map(([, label]) => label)
      const own = given.filter((label) => label !== 'instance_id' && label !== 'le')
      assert.deepEqual(own.toSorted(), labels.toSorted(), name)
    }
  })
}

test('Prometheus reads them, and finds nothing to say of our names and helps', (t) => {
  if (spawnSync('promtool', ['--version']).status !== 0) return t.skip('there is no promtool on this machine')
  for (const text of [api, worker]) {
    const { stdout, stderr, error } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' })
    assert.equal(error, undefined)
    const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line !== '')
    assert.deepEqual(
      complaints.filter((line) => !IS_OF_THE_LIBRARY.test(line)),
      [],
    )
  }
})
